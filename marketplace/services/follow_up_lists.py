"""Whom to ask after ninety days, as a list that can grow: for Kooptjänst, and for one cooperative.

Kooptjänst does not meet names in it, so it is neither searched nor ordered by them there.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager

from marketplace.database import db
from marketplace.models.cooperatives import Cooperative
from marketplace.models.follow_ups import FollowUp
from marketplace.models.members import Member, Stay
from marketplace.services.follow_ups import TRIES
from marketplace.services.lists import Source

TRIED = {str(number): FollowUp.tries == number for number in range(TRIES)}


def count_waiting(cooperative_id: int) -> int:
    """How many of a cooperative are still to be asked."""
    query = _waiting(Member.cooperative_id == cooperative_id).with_only_columns(func.count())
    return db.session.scalar(query) or 0


def source(cooperatives: Sequence[Cooperative]) -> Source[FollowUp]:
    """Follow-ups that nobody has closed, the oldest first."""
    return Source(
        query=_waiting().join(Cooperative, Cooperative.id == Member.cooperative_id),
        tie=FollowUp.id,
        orders={"due": FollowUp.due_on, "cooperative": Cooperative.name, "tries": FollowUp.tries},
        filters={
            "tries": TRIED,
            "cooperative": {one.public_id: Member.cooperative_id == one.id for one in cooperatives},
        },
    )


def own_source(cooperative: Cooperative) -> Source[FollowUp]:
    """The same of one cooperative, whose own people know the names."""
    return Source(
        query=_waiting(Member.cooperative_id == cooperative.id),
        tie=FollowUp.id,
        orders={
            "due": FollowUp.due_on,
            "name": func.concat(Member.given_name, " ", Member.family_name),
            "tries": FollowUp.tries,
        },
        texts=(Member.given_name, Member.family_name),
        filters={"tries": TRIED},
    )


def _waiting(*within: ColumnElement[bool]) -> Select[FollowUp]:
    return (
        select(FollowUp)
        .join(FollowUp.stay)
        .join(Member, Member.id == Stay.member_id)
        .where(FollowUp.outcome.is_(None), Member.erased_at.is_(None), *within)
        .options(contains_eager(FollowUp.stay))
    )
