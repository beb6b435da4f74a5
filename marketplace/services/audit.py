"""Reading the chain over history: whether anything in it was changed, removed or slipped in.

The database writes the links (migration 0006). Here they are computed anew from the events, by
other code than wrote them. What was written down elsewhere, the head of each day, shows even a
chain that was rewritten as a whole.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select, text

from marketplace.database import db
from marketplace.models.audit import AuditLink
from marketplace.models.messages import Channel
from marketplace.services import messages

BEGINNING: Final = "0" * 64
ROWS_AT_ONCE: Final = 1000


@dataclass(frozen=True, slots=True)
class Head:
    """The last link at some moment: with it, everything before it is known."""

    position: int
    hash: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where the chain does not hold, and what is wrong there."""

    position: int | None
    event: str | None
    what: str

    def __str__(self) -> str:
        place = f"link {self.position}" if self.position else "no link"
        return f"{place}, event {self.event or '(gone)'}: {self.what}"


@dataclass(frozen=True, slots=True)
class Verified:
    """How far the chain was read, and the first fault; None: it holds."""

    head: Head
    broken: Broken | None


def head() -> Head:
    """The last link; position 0 where there is no history yet."""
    last = db.session.scalar(select(AuditLink).order_by(AuditLink.position.desc()).limit(1))
    return Head(last.position, last.hash) if last else Head(0, BEGINNING)


def verify(kept: Iterable[Head] = ()) -> Verified:
    """Read the whole chain anew, and compare it with the heads that were kept elsewhere."""
    wanted = {one.position: one.hash for one in kept}
    before = Head(0, BEGINNING)
    with db.session.execute(text(CHAIN), execution_options={"yield_per": ROWS_AT_ONCE}) as rows:
        for row in rows:
            fault = _fault(before, row, wanted)
            if fault:
                return Verified(before, Broken(row.position, row.public_id, fault))
            before = Head(row.position, row.hash)
    lost = max(wanted, default=0)
    if lost > before.position:
        return Verified(before, Broken(lost, None, "a head was kept of it, and it is gone"))
    return Verified(before, None)


def send_head(last: Head, recipient: str) -> None:
    """Mail a head to where the database's keepers cannot reach it."""
    messages.send(Channel.MAIL, recipient, "audit_head", position=last.position, hash=last.hash)


def _fault(before: Head, row: Any, wanted: Mapping[int, str]) -> str | None:
    """What is wrong with one link, as the one before it stood."""
    if row.position is None:
        return "the event was written past the chain"
    if row.position != before.position + 1:
        return f"links {before.position + 1} to {row.position - 1} are gone"
    if row.content is None:
        return "the event is gone"
    if hashlib.sha256((before.hash + row.content).encode()).hexdigest() != row.hash:
        return "the event or its link was changed"
    if wanted.get(row.position, row.hash) != row.hash:
        return "a head kept elsewhere says otherwise: the chain was rewritten"
    return None


CHAIN: Final = """
SELECT link.position, link.hash, one.public_id, CASE WHEN one.id IS NOT NULL THEN
  jsonb_build_array(
    one.id, one.public_id, to_char(one.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    one.verb, one.subject_type, one.subject_id, one.actor_role, one.actor_label,
    one.actor_user_id, one.actor_member_id, one.detail
  )::text END AS content
FROM audit_links link FULL JOIN events one ON one.id = link.event_id
ORDER BY link.position NULLS LAST, one.id
"""
"""Links without an event and events without a link come along: both are faults."""
