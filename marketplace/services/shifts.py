"""A member's own shifts."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.postings import Posting, Shift
from marketplace.models.proposals import Ask, Proposal, ProposalStatus


def coming(member_id: int) -> Sequence[Assignment]:
    """What a member is booked for, from now on, the nearest first."""
    return db.session.scalars(
        select(Assignment)
        .join(Assignment.shift)
        .where(
            Assignment.member_id == member_id,
            Assignment.status.in_(BOOKED),
            Shift.ends_at > now(),
        )
        .order_by(Shift.starts_at)
        .options(
            joinedload(Assignment.shift).joinedload(Shift.posting).joinedload(Posting.company),
            joinedload(Assignment.shift).joinedload(Shift.posting).joinedload(Posting.site),
        )
    ).all()


def asked(member_id: int) -> Sequence[Ask]:
    """Questions that wait for a member's answer, the most urgent first."""
    return (
        db.session.scalars(
            select(Ask)
            .join(Ask.proposals)
            .where(
                Ask.member_id == member_id,
                Proposal.status == ProposalStatus.SENT,
                Ask.answer_by > now(),
            )
            .order_by(Ask.answer_by)
            .options(joinedload(Ask.posting).joinedload(Posting.company))
        )
        .unique()
        .all()
    )
