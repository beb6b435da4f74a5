"""Every shift in a cooperative's own kitchen, shop, workshop and garden, as a list."""

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import selectinload

from marketplace.catalogue.tasks import TASKS
from marketplace.clock import now
from marketplace.models.internal_shifts import InternalPlace, InternalSeat, InternalShift
from marketplace.models.members import Member
from marketplace.services.lists import Source


def source(cooperative_id: int) -> Source[InternalShift]:
    """All there has been and what is planned, the last first; with everybody in them."""
    coming, is_open = InternalShift.starts_at > now(), InternalShift.closed_at.is_(None)
    names = (
        select(func.string_agg(func.concat(Member.given_name, " ", Member.family_name), ", "))
        .join(InternalSeat, InternalSeat.member_id == Member.id)
        .where(InternalSeat.internal_shift_id == InternalShift.id)
        .scalar_subquery()
    )
    return Source(
        query=select(InternalShift)
        .where(InternalShift.cooperative_id == cooperative_id)
        .options(selectinload(InternalShift.seats)),
        tie=InternalShift.id,
        orders={
            "when": InternalShift.starts_at,
            "place": InternalShift.place,
            "heads": InternalShift.heads,
        },
        texts=(names,),
        also=_is_work,
        filters={
            "place": {one.value: InternalShift.place == one for one in InternalPlace},
            "state": {
                "coming": and_(coming, is_open),
                "open": and_(~coming, is_open),
                "closed": ~is_open,
            },
        },
        downwards=True,
    )


def _is_work(word: str) -> ColumnElement[bool]:
    """Whether the name of the work holds the word."""
    codes = [task.code for task in TASKS if word.casefold() in task.sv.casefold()]
    return InternalShift.task.in_(codes)
