"""Members become candidates of a problem: hours, skills, needs, travel, work already accepted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from marketplace import geography
from marketplace.catalogue.dimensions import DIMENSION_BY_CODE
from marketplace.catalogue.skills import SKILL_BY_CODE
from marketplace.clock import at, local
from marketplace.database import db
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.availability import Travel
from marketplace.models.companies import Site
from marketplace.models.cooperatives import Cooperative
from marketplace.models.members import Employment, Member, SkillStatus, Stay, member_blocks
from marketplace.models.postings import Shift
from marketplace.services import availability, internal_shifts
from marketplace.services.needs import NOTHING, Needs
from marketplace.services.open_work import OpenWork
from marketplace.services.run_codes import RunCodes
from matching import problem as matching

LOOK_BACK = timedelta(weeks=8)
EMPLOYED, PARTICIPANT = "relation:employment", "relation:stay"


def home_relation(cooperative: Cooperative) -> str:
    """The skill that says: belongs to this cooperative."""
    return f"relation:{cooperative.public_id}"


def candidates(
    found: OpenWork, sites: Sequence[Site], known: Mapping[int, Needs], codes: RunCodes
) -> Iterable[matching.Member]:
    """Everyone of the region as the matching sees them: no name, gender, origin or past no.

    What they need is told in the codes of this solve.
    """
    ids = [member.id for member in found.members]
    free = availability.stretches(ids, found.start, found.end + timedelta(days=1))
    work = _work(ids, found)
    looked_up = _travels(ids)
    blocks = _blocks(ids)
    for member in found.members:
        own = known.get(member.id, NOTHING)
        travel = looked_up.get(member.id)
        yield matching.Member(
            id=member.public_id,
            cooperative=member.cooperative.public_id,
            home=(member.latitude, member.longitude),
            reach_km=None if travel else float(member.reach_km),
            travel=_travel(member, sites, travel) if travel else None,
            skills=_skills(member, found),
            abilities=codes.keyed(own.abilities),
            needs=codes.each(own.conditions),
            avoids=codes.each(own.hazards),
            available=_available(member, free.get(member.id, []), found),
            day_minutes=member.day_minutes,
            week_minutes=member.week_minutes,
            wanted_week_minutes=member.wanted_week_minutes,
            worked_minutes=work.worked[member.id],
            active_weeks=_active_weeks(member, found.start),
            busy=tuple(work.busy[member.id]),
            night=member.night_work,
            wishes=tuple(member.wishes),
            blocks=tuple(blocks[member.id]),
            develop=_develop(member, codes),
            support=member.support,
            supervisor=member.supervisor,
        )


def _develop(member: Member, codes: RunCodes) -> tuple[str, ...]:
    """Skills by their own codes, dimensions by those of this solve."""
    return tuple(codes.of(code) if code in DIMENSION_BY_CODE else code for code in member.develop)


def _skills(member: Member, found: OpenWork) -> Mapping[str, int]:
    last = local(found.end).date()
    skills = {
        row.skill: row.level
        for row in member.skills
        if row.status != SkillStatus.EXPIRED
        and not (row.expires_on and row.expires_on < last)
        and not (row.status == SkillStatus.SELF_STATED and _is_certificate(row.skill))
    }
    skills[home_relation(member.cooperative)] = 1
    if _overlapping(member.employments, found):
        skills[EMPLOYED] = 1
    if _overlapping(member.stays, found):
        skills[PARTICIPANT] = 1
    return skills


def _is_certificate(skill: str) -> bool:
    """Whether it counts only when somebody has seen the paper."""
    return skill in SKILL_BY_CODE and SKILL_BY_CODE[skill].is_certificate


def _overlapping(rows: Sequence[Employment] | Sequence[Stay], found: OpenWork) -> list[Range[date]]:
    days = Range(local(found.start).date(), local(found.end).date())
    return [row.during for row in rows if row.during.overlaps(days)]


def _available(
    member: Member, free: Sequence[tuple[datetime, datetime]], found: OpenWork
) -> tuple[tuple[datetime, datetime], ...]:
    """Her own hours on days when an employment holds, or, without one, a participation."""
    periods = _overlapping(member.employments, found) or _overlapping(member.stays, found)
    return tuple((local(start), local(end)) for start, end in availability.within(free, periods))


def _active_weeks(member: Member, start: datetime) -> int:
    today = local(start).date()
    periods = [row.during for row in member.employments] + [row.during for row in member.stays]
    begun = [period.lower for period in periods if period.lower and period.lower < today]
    return min(8, ceil((today - min(begun)).days / 7)) if begun else 0


@dataclass(frozen=True, slots=True)
class _Work:
    """Accepted work outside the problem: intervals to keep clear, and minutes of eight weeks."""

    busy: Mapping[int, list[tuple[datetime, datetime]]]
    worked: Mapping[int, int]


def _work(member_ids: Sequence[int], found: OpenWork) -> _Work:
    inside = {shift.id for shift in found.shifts}
    day = local(found.start).date()
    monday = at(day - timedelta(days=day.weekday() + 7), 0)
    rows = db.session.execute(
        select(Assignment.member_id, Shift)
        .join(Assignment.shift)
        .where(
            Assignment.member_id.in_(member_ids),
            Assignment.status.in_(BOOKED),
            Assignment.during.op("&&")(
                Range(found.start - LOOK_BACK, found.end + timedelta(days=7))
            ),
        )
        .order_by(Shift.starts_at, Shift.id)
    )
    busy: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    worked: dict[int, int] = defaultdict(int)
    for member_id, shift in rows:
        if shift.starts_at < found.start:
            worked[member_id] += shift.work_minutes
        if shift.id not in inside and shift.ends_at > monday:
            busy[member_id].append((local(shift.starts_at), local(shift.ends_at)))
    for member_id, start, end in internal_shifts.busy_of(member_ids, monday, found.end):
        busy[member_id].append((local(start), local(end)))
    return _Work(busy, worked)


def _travels(member_ids: Sequence[int]) -> Mapping[int, Mapping[int, int]]:
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for row in db.session.scalars(select(Travel).where(Travel.member_id.in_(member_ids))):
        found[row.member_id][row.site_id] = row.minutes
    return found


def _travel(
    member: Member, sites: Sequence[Site], looked_up: Mapping[int, int]
) -> Mapping[str, int]:
    """Minutes to every site within reach: looked up where somebody has, else by distance."""
    minutes: dict[str, int] = {}
    for site in sites:
        km = geography.kilometres(
            (member.latitude, member.longitude), (site.latitude, site.longitude)
        )
        if site.id in looked_up:
            minutes[site.public_id] = looked_up[site.id]
        elif km <= member.reach_km:
            minutes[site.public_id] = ceil(km * 1.5)
    return minutes


def _blocks(member_ids: Sequence[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = db.session.execute(
        select(member_blocks.c.member_id, member_blocks.c.company_id).where(
            member_blocks.c.member_id.in_(member_ids)
        )
    )
    for member_id, company_id in rows:
        found[member_id].append(str(company_id))
    return found
