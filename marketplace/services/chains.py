"""Hash chains: each link seals its content and the link before, in one line a chain.

The end of a chain is a row that is locked while a link is added. Whoever numbers documents takes
that lock first, so within a chain neither numbers nor days ever go backwards.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import make_transient_to_detached

from invoicing.chain import START, link_hash
from marketplace.database import db
from marketplace.models.ledger import Chain


@dataclass(frozen=True, slots=True)
class Link:
    """A place in a chain, counted from 1, and the hash that seals it, in hexadecimal."""

    place: int
    link_hash: str


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """Where a chain stands that is held: what its row says."""

    cooperative_id: int
    name: str
    length: int
    head: str


def name_of_invoices(series: str) -> str:
    """The chain of a cooperative's documents of one series, over all years."""
    return f"invoices:{series}"


def name_of_vouchers(series: str, year: int) -> str:
    """The chain of a cooperative's vouchers of one series and year; the place is the number."""
    return f"vouchers:{series}:{year}"


def hold(cooperative_id: int, name: str) -> Chain:
    """The end of a chain, nobody else's until the commit; it begins when first asked for."""
    held = _hold(cooperative_id, name)
    if held is None:
        db.session.execute(
            insert(Chain)
            .values(cooperative_id=cooperative_id, name=name, length=0, head=START.hex())
            .on_conflict_do_nothing()
        )
        held = _hold(cooperative_id, name)
    assert held is not None  # noqa: S101 -- chains are never removed
    return held


def taken_up(end: ChainEnd) -> Chain:
    """The row of a chain that is held, as it was read: it is not asked for again."""
    row = Chain(cooperative_id=end.cooperative_id, name=end.name, length=end.length, head=end.head)
    make_transient_to_detached(row)
    return db.session.merge(row, load=False)


def _hold(cooperative_id: int, name: str) -> Chain | None:
    query = select(Chain).where(Chain.cooperative_id == cooperative_id, Chain.name == name)
    return db.session.scalars(
        query.with_for_update().execution_options(populate_existing=True)
    ).one_or_none()


def add(chain: Chain, content: bytes) -> Link:
    """Seal a content as the next link of a chain that is held."""
    chain.head = link_hash(bytes.fromhex(chain.head), content).hex()
    chain.length += 1
    return Link(chain.length, chain.head)
