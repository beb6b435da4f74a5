"""Withdrawing a cost that was written by mistake, while nothing has rested on it."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from marketplace.clock import at, now
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.cooperatives import Cooperative
from marketplace.models.costs import CostRow, CostWithdrawal
from marketplace.models.history import Actor
from marketplace.models.postings import Posting, Shift
from marketplace.services.history import record


def withdraw(row: CostRow, reason: str, by: Actor) -> None:
    """Let a figure count no more; it stays in the list, struck out. Pressed by two it is done once.

    Raises Invalid without a reason or where a job was weighed against the figure, Conflict where it
    is withdrawn already.
    """
    if not reason.strip():
        raise Invalid(N_("Skriv vad som är fel."), "reason")
    demand_unused(row)
    made = db.session.scalar(
        insert(CostWithdrawal)
        .values(
            cost_row_id=row.id, reason=reason.strip(), withdrawn_at=now(), withdrawn_by=by.label
        )
        .on_conflict_do_nothing(index_elements=[CostWithdrawal.cost_row_id])
        .returning(CostWithdrawal.id)
    )
    if made is None:
        raise Conflict(N_("Kostnaden är redan borttagen."))
    cooperative = db.session.get_one(Cooperative, row.cooperative_id)
    record("cooperatives.cost_withdrawn", cooperative, by, kind=row.kind.value)


def demand_unused(row: CostRow) -> None:
    """Raise Invalid, with what to do instead, where the price of a job was weighed against it."""
    weighed = select(Posting.id).where(
        Posting.cooperative_id == row.cooperative_id,
        Posting.submitted_at >= row.entered_at,
        Posting.ore_per_hour.is_not(None),
        Posting.shifts.any(Shift.starts_at >= at(row.starts_on, 0)),
    )
    if row.task is not None:
        weighed = weighed.where(Posting.task == row.task)
    if db.session.scalar(select(weighed.exists())):
        raise Invalid(
            N_("Jobb har redan prövats mot siffran. Skriv en ny kostnad som gäller från i dag.")
        )
