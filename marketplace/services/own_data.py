"""Everything that is held about a member, for her to take along (GDPR art. 15 and 20)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import joinedload

from marketplace.catalogue.dimensions import DIMENSION_BY_CODE
from marketplace.catalogue.hazards import HAZARD_BY_CODE
from marketplace.catalogue.purposes import GROUNDS, Purpose
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.clock import local, now
from marketplace.database import Base, db
from marketplace.models.assignments import Assignment
from marketplace.models.consents import Consent
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.models.needs import MemberKey, MemberNeeds, NeedsRead
from marketplace.models.postings import Posting, Shift
from marketplace.models.time_reports import TimeReport
from marketplace.models.users import User
from marketplace.services import looks, needs
from marketplace.services.sealed_room import entered

APART = frozenset(one.__tablename__ for one in (MemberKey, MemberNeeds, NeedsRead, Consent))
SECRET = ("_hash",)
"""Endings of columns that would let their reader in somewhere."""

Plain = dict[str, Any]


def export(member: Member, by: Actor) -> Plain:
    """Everything held about a member, as JSON holds it; she sees that it was taken out.

    Every table that points at her or at her sign-in is in it, whatever tables come later: the
    caller commits.
    """
    return {
        "made_at": _plain(now()),
        "cooperative": member.cooperative.name,
        "person": _columns(member),
        "needs": _needs(member, by),
        "consents": _consents(member),
        "who_has_looked": [_columns(row) for row in looks.every(member)],
        "work": _work(member),
        "rows": _rows(member),
        "purposes": [
            {"purpose": ground.sv, "legal_basis": ground.legal_basis} for ground in GROUNDS.values()
        ],
    }


def _needs(member: Member, by: Actor) -> Plain:
    with needs.opened([member.id], Purpose.EXPORT, by) as known:
        own = known.get(member.id, needs.NOTHING)
        return {
            "conditions": {code: _word(WORK_CONDITION_BY_CODE, code) for code in own.conditions},
            "hazards": {code: _word(HAZARD_BY_CODE, code) for code in own.hazards},
            "abilities": {
                code: {"of": _word(DIMENSION_BY_CODE, code), "level": level, "of_at_most": 4}
                for code, level in own.abilities.items()
            },
        }


def _word(catalogue: Mapping[str, Any], code: str) -> str:
    """What a code means; one that has left the catalogue stands for itself."""
    return str(catalogue[code].sv) if code in catalogue else code


def _consents(member: Member) -> Sequence[Plain]:
    columns = Consent.__table__.c
    with entered([member.id], Purpose.EXPORT):
        rows = db.session.execute(select(*columns).order_by(Consent.id)).mappings().all()
    return [_filtered(dict(row)) for row in rows]


def _work(member: Member) -> Sequence[Plain]:
    """Bookings in words, with the hours that were reported."""
    rows = db.session.execute(
        select(Assignment, TimeReport)
        .outerjoin(TimeReport, TimeReport.assignment_id == Assignment.id)
        .where(Assignment.member_id == member.id)
        .order_by(Assignment.id)
        .options(
            joinedload(Assignment.shift).joinedload(Shift.posting).joinedload(Posting.company),
            joinedload(Assignment.shift).joinedload(Shift.posting).joinedload(Posting.site),
        )
    )
    return [
        {
            "company": one.shift.posting.company.name,
            "site": one.shift.posting.site.name,
            "task": TASK_BY_CODE[one.shift.posting.task].sv,
            "starts_at": _plain(one.shift.starts_at),
            "ends_at": _plain(one.shift.ends_at),
            "status": one.status.value,
            "reported_minutes": report.work_minutes if report else None,
        }
        for one, report in rows
    ]


def _rows(member: Member) -> Mapping[str, Sequence[Plain]]:
    """The rows of every other table that points at her, or at the user she signs in as."""
    user = db.session.scalar(select(User.id).where(User.member_id == member.id))
    targets = {"members.id": member.id, **({"users.id": user} if user else {})}
    found: dict[str, Sequence[Plain]] = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in APART and (rows := _pointing(table, targets)):
            found[table.name] = rows
    return found


def _pointing(table: Table, targets: Mapping[str, int]) -> Sequence[Plain]:
    wanted = [
        key.parent == targets[key.target_fullname]
        for key in table.foreign_keys
        if key.target_fullname in targets
    ]
    rows: dict[tuple[Any, ...], Plain] = {}
    for condition in wanted:
        for row in db.session.execute(table.select().where(condition)).mappings():
            rows[tuple(row[column.name] for column in table.primary_key)] = _filtered(dict(row))
    return list(rows.values())


def _columns(row: Base) -> Plain:
    return _filtered({column.name: getattr(row, column.key) for column in row.__table__.columns})


def _filtered(row: Plain) -> Plain:
    """Without what opens doors, and without sealed bytes, which mean nothing to anyone."""
    return {
        name: _plain(value)
        for name, value in row.items()
        if not name.endswith(SECRET) and not isinstance(value, bytes | memoryview)
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it, moments on the clock on the wall."""
    if isinstance(value, datetime):
        return local(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Range):
        return {"from": _plain(value.lower), "until": _plain(value.upper)}
    return value
