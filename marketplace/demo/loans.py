"""Lending between the cooperatives: a question that waits, and a member who has been offered."""

from collections.abc import Iterator, Mapping
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from marketplace.database import db
from marketplace.demo.world import World
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.models.postings import Posting, PostingKind, PostingStatus, Shift
from marketplace.services import company_cards, crews, filling, lending

MOST_TRIED = 24
"""Empty seats and whom to ask for them that are tried before a cooperative asks just anybody."""


def lend_some(world: World, base_url: str) -> None:
    """Each cooperative asks another for an empty seat, one that has somebody for it if any has.

    Who has found one asks for a second too: there somebody is offered, the first one waits.
    """
    coaches = {
        seller.number: world.staff.coaches[code][0] for code, seller in world.sellers.items()
    }
    for number, coach in coaches.items():
        ways = list(islice(_ways(number), MOST_TRIED))
        able = [way for way in ways if _able(*way, coaches) is not None]
        if first := able[:1] or ways[:1]:
            lending.ask(*first[0], coach, base_url=base_url)
        others = [way for way in able if way[0] is not able[0][0]]
        for shift, lender in others[:1]:
            loan = lending.ask(shift, lender, coach, base_url=base_url)
            db.session.flush()
            if (member := _able(shift, lender, coaches)) is not None:
                lending.offer(loan, member, coaches[lender.id], base_url=base_url)


def _ways(cooperative: int) -> Iterator[tuple[Shift, Cooperative]]:
    for shift in _empty(cooperative):
        yield from ((shift, one.cooperative) for one in lending.lenders(shift))


def _able(shift: Shift, lender: Cooperative, coaches: Mapping[int, Actor]) -> Member | None:
    """Who of the lender could take the shift without a warning."""
    picks = filling.picks(shift, coaches[lender.id], lender)
    return next((one.member for one in picks if not one.warnings), None)


def _empty(cooperative: int) -> Iterator[Shift]:
    """Shifts with an empty seat, the soonest job first."""
    first = select(func.min(Shift.starts_at)).where(Shift.posting_id == Posting.id)
    rows = db.session.scalars(
        select(Posting)
        .join(Cooperative, Cooperative.id == Posting.cooperative_id)
        .where(
            Posting.cooperative_id == cooperative,
            Posting.status.in_((PostingStatus.OPEN, PostingStatus.PARTLY_FILLED)),
            Posting.kind != PostingKind.INTERNSHIP,
        )
        .order_by(first.scalar_subquery(), Posting.id)
        .options(selectinload(Posting.shifts))
    ).all()
    for posting in rows:
        if company_cards.holding(posting.company_id):
            for shift, _ in crews.of_posting(posting).empty:
                yield shift
