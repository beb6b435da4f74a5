"""What a company may hope for before it posts, and when it will know.

Worked out from skill, time and place alone. What members need, avoid or can bear, how long a day
they manage and whether they work at night never enters, so that a company which changes a posting
and looks again learns nothing about anybody.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.dialects.postgresql import Range

from marketplace import geography
from marketplace.catalogue.holidays import is_holiday
from marketplace.catalogue.skills import SKILLS
from marketplace.clock import at, local
from marketplace.database import db
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.companies import Site
from marketplace.models.cooperatives import Cooperative
from marketplace.models.members import Employment, Member, MemberSkill, SkillStatus, Stay
from marketplace.models.postings import STAFFABLE, Posting, PostingKind, Shift, ShiftStatus
from marketplace.services import availability
from marketplace.services.open_work import HORIZON

ANSWER_MINUTE = 15 * 60
MARGIN = timedelta(hours=2)
"""The crew is told at least this long before work starts, where the posting came in time."""
MORNING_HOUR, EVENING_MINUTE = 7, 20 * 60
LEAST_TIME = timedelta(hours=1)
MINUTES_A_DAY = 1440

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Odds:
    """How many of the places are likely to be filled."""

    likely: int
    seats: int


@dataclass(frozen=True, slots=True)
class _Person:
    """A member with the skills: where she lives, how far she travels, on which days she may."""

    home: geography.Place
    reach_km: int
    periods: list[Range[date]]

    def reaches(self, place: geography.Place) -> bool:
        return geography.kilometres(self.home, place) <= self.reach_km


@dataclass(frozen=True, slots=True)
class _Rival:
    """A shift of another posting with empty seats at the same time."""

    start: datetime
    end: datetime
    place: geography.Place
    seats: int


def odds(
    site: Site,
    cooperative: Cooperative,
    kind: PostingKind,
    skills: Mapping[str, int],
    shifts: Sequence[Shift],
) -> Odds:
    """How many of the seats of these shifts, not saved yet, can be expected to be filled.

    Counts members of the cooperative who are employed that day (for an internship: take part),
    have the skills, are free, live within reach and are not booked. Where other open seats call
    the same people at the same time, they are shared in proportion. The number of queries does
    not depend on how many members or shifts there are.
    """
    start, end = _span(shifts)
    people = _people(cooperative, kind, skills, start, end)
    near = {key: one for key, one in people.items() if one.reaches(_place(site))}
    free = availability.stretches(list(near), start, end)
    taken = _taken(near, start, end)
    rivals = _rivals(cooperative, start, end)
    likely = 0
    for shift in shifts:
        able = [
            one
            for key, one in near.items()
            if _is_free(shift, one, free.get(key, []), taken.get(key, []))
        ]
        likely += _share(shift.heads, able, _overlapping(rivals, shift))
    return Odds(likely=likely, seats=sum(shift.heads for shift in shifts))


def answer_by(first_start: datetime, moment: datetime) -> datetime:
    """When the company is told its crew: 15:00 on the next working day after `moment`.

    Earlier when the work starts sooner; and for work more than four weeks ahead, which is not
    matched yet, 15:00 on the first working day after it has come within four weeks.
    """
    within_reach = local(first_start).date() - HORIZON
    day = next_working_day(max(local(moment).date(), within_reach))
    ordinary = at(day, ANSWER_MINUTE)
    if ordinary <= first_start - MARGIN:
        return ordinary
    return _soon(first_start, moment)


def next_working_day(day: date) -> date:
    """The first Monday to Friday after a day that is no public holiday."""
    day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def is_working_day(day: date) -> bool:
    """Whether offices are open: Monday to Friday, and no holiday."""
    return day.weekday() < 5 and not is_holiday(day)


def _soon(first_start: datetime, moment: datetime) -> datetime:
    """In time for work that starts before an ordinary answer: never in the middle of a night."""
    answer = first_start - MARGIN
    if local(answer).hour < MORNING_HOUR:
        answer = at(local(answer).date(), EVENING_MINUTE - MINUTES_A_DAY)
    if answer < moment + LEAST_TIME:
        answer = max(first_start - MARGIN, moment + (first_start - moment) / 2)
    even = answer.replace(minute=answer.minute // 5 * 5, second=0, microsecond=0)
    return even if even > moment else answer


def _span(shifts: Sequence[Shift]) -> Stretch:
    return min(shift.starts_at for shift in shifts), max(shift.ends_at for shift in shifts)


def _place(site: Site) -> geography.Place:
    return (site.latitude, site.longitude)


def _people(
    cooperative: Cooperative,
    kind: PostingKind,
    skills: Mapping[str, int],
    start: datetime,
    end: datetime,
) -> Mapping[int, _Person]:
    days = Range(local(start).date(), local(end).date() + timedelta(days=1))
    relation = Stay if kind == PostingKind.INTERNSHIP else Employment
    query = (
        select(Member.id, Member.latitude, Member.longitude, Member.reach_km, relation.during)
        .join(relation, relation.member_id == Member.id)
        .where(Member.cooperative_id == cooperative.id, relation.during.op("&&")(days))
    )
    if skills:
        query = query.where(Member.id.in_(_holders(skills, local(end).date())))
    found: dict[int, _Person] = {}
    for key, latitude, longitude, reach_km, during in db.session.execute(query):
        one = found.setdefault(key, _Person((latitude, longitude), reach_km, []))
        one.periods.append(during)
    return found


def _holders(skills: Mapping[str, int], last_day: date) -> Select[int]:
    """Members who hold every one of the skills, at its level, to the last day."""
    return (
        select(MemberSkill.member_id)
        .where(
            or_(
                *(
                    and_(MemberSkill.skill == code, MemberSkill.level >= level)
                    for code, level in skills.items()
                )
            ),
            MemberSkill.status != SkillStatus.EXPIRED,
            or_(MemberSkill.expires_on.is_(None), MemberSkill.expires_on >= last_day),
            ~and_(
                MemberSkill.status == SkillStatus.SELF_STATED,
                MemberSkill.skill.in_([skill.code for skill in SKILLS if skill.is_certificate]),
            ),
        )
        .group_by(MemberSkill.member_id)
        .having(func.count() == len(skills))
    )


def _taken(
    member_ids: Iterable[int], start: datetime, end: datetime
) -> Mapping[int, list[Stretch]]:
    rows = db.session.execute(
        select(Assignment.member_id, Assignment.during).where(
            Assignment.member_id.in_(list(member_ids)),
            Assignment.status.in_(BOOKED),
            Assignment.during.op("&&")(Range(start, end)),
        )
    )
    taken: dict[int, list[Stretch]] = defaultdict(list)
    for member_id, during in rows:
        taken[member_id].append((during.lower or start, during.upper or end))
    return taken


def _rivals(cooperative: Cooperative, start: datetime, end: datetime) -> list[_Rival]:
    booked = (
        select(Assignment.shift_id, func.count().label("people"))
        .where(Assignment.status.in_(BOOKED))
        .group_by(Assignment.shift_id)
        .subquery()
    )
    empty = Shift.heads - func.coalesce(booked.c.people, 0)
    rows = db.session.execute(
        select(Shift.starts_at, Shift.ends_at, Site.latitude, Site.longitude, empty)
        .join(Posting, Posting.id == Shift.posting_id)
        .join(Site, Site.id == Posting.site_id)
        .outerjoin(booked, booked.c.shift_id == Shift.id)
        .where(
            Posting.cooperative_id == cooperative.id,
            Posting.status.in_(STAFFABLE),
            Shift.status != ShiftStatus.CANCELLED,
            Shift.starts_at < end,
            Shift.ends_at > start,
            empty > 0,
        )
    )
    return [
        _Rival(starts_at, ends_at, (latitude, longitude), seats)
        for starts_at, ends_at, latitude, longitude, seats in rows
    ]


def _is_free(shift: Shift, one: _Person, free: Sequence[Stretch], taken: Sequence[Stretch]) -> bool:
    return (
        any(shift.day in period for period in one.periods)
        and any(start <= shift.starts_at and shift.ends_at <= end for start, end in free)
        and not any(start < shift.ends_at and shift.starts_at < end for start, end in taken)
    )


def _overlapping(rivals: Sequence[_Rival], shift: Shift) -> list[_Rival]:
    return [one for one in rivals if one.start < shift.ends_at and shift.starts_at < one.end]


def _share(heads: int, able: Sequence[_Person], rivals: Sequence[_Rival]) -> int:
    """The seats' part of these people, rounded down; a rival counts as far as they reach it."""
    if not able:
        return 0
    wanted_elsewhere = sum(
        rival.seats * sum(one.reaches(rival.place) for one in able) / len(able) for rival in rivals
    )
    part = len(able) * heads / (heads + wanted_elsewhere)
    return min(heads, int(part + 1e-9))
