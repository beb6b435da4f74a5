"""Women and men in the figures: who takes part, who works and how much, over ninety days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from marketplace.clock import now, today
from marketplace.database import db
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.members import Gender, Member, Stay
from marketplace.models.postings import Shift
from marketplace.services import small_cells
from marketplace.services.figures import WINDOW

Rows = Mapping[Gender, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class GenderRow:
    """One gender's figures; None where fewer than five people stand behind one."""

    gender: Gender
    participants: int | None
    workers: int | None
    worked_minutes: int | None


def split(cooperative_id: int | None = None) -> Sequence[GenderRow]:
    """A row for every gender, of one cooperative or of all, in two queries."""
    participants = small_cells.shown(_column(_participants(cooperative_id), 0))
    working = _workers(cooperative_id)
    workers, minutes = small_cells.shown(_column(working, 0)), _column(working, 1)
    return [
        GenderRow(
            gender,
            participants[gender],
            workers[gender],
            None if workers[gender] is None else minutes[gender],
        )
        for gender in Gender
    ]


def _participants(cooperative_id: int | None) -> Rows:
    query = (
        select(Member.gender, func.count(Member.id.distinct()))
        .join(Stay, Stay.member_id == Member.id)
        .where(Stay.during.op("@>")(today()))
    )
    return _rows(query, cooperative_id)


def _workers(cooperative_id: int | None) -> Rows:
    """People and planned work minutes of bookings on shifts that have begun."""
    worked = func.extract("epoch", Shift.ends_at - Shift.starts_at) / 60 - Shift.break_minutes
    query = (
        select(Member.gender, func.count(Member.id.distinct()), func.sum(worked))
        .join(Assignment, Assignment.member_id == Member.id)
        .join(Shift, Shift.id == Assignment.shift_id)
        .where(
            Assignment.status.in_(BOOKED),
            Shift.starts_at >= now() - WINDOW,
            Shift.starts_at < now(),
        )
    )
    return _rows(query, cooperative_id)


def _rows(query: Select[*tuple[Any, ...]], cooperative_id: int | None) -> Rows:
    if cooperative_id is not None:
        query = query.where(Member.cooperative_id == cooperative_id)
    found = db.session.execute(query.group_by(Member.gender))
    return {row[0]: tuple(int(figure) for figure in row[1:]) for row in found}


def _column(rows: Rows, position: int) -> dict[Gender, int]:
    return {gender: rows[gender][position] if gender in rows else 0 for gender in Gender}
