"""Members: eighty here today and two hundred and forty before them, with all that is known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from random import Random

from sqlalchemy.dialects.postgresql import Range

from marketplace import geography
from marketplace.catalogue.municipalities import MUNICIPALITY_BY_CODE
from marketplace.clock import at
from marketplace.demo.book import Book
from marketplace.demo.companies import Workplace
from marketplace.demo.cooperatives import Seller
from marketplace.demo.hours import afternoons, hours_of
from marketplace.demo.needs import needs_of
from marketplace.demo.people import Names, Person, give_addresses, home_of, language_of
from marketplace.demo.setting import Setting
from marketplace.demo.skills import SkillFact, skills_of, wanted_skills
from marketplace.demo.stays import Course, EmploymentFact, courses
from marketplace.demo.truths import (
    MISSING_CONDITION,
    MISSING_SKILL,
    RAMP_MEMBERS,
    RAMP_SITE,
    STUCK_SKILLS,
    WITHOUT_RAMP,
    WITHOUT_SKILL,
)
from marketplace.models.availability import Absence, Availability, Travel
from marketplace.models.members import (
    Employment,
    Member,
    Membership,
    MemberSkill,
    Reminder,
    SkillStatus,
    Stay,
    StayPhase,
    member_blocks,
)
from marketplace.models.pay import HourlyPay
from marketplace.services.needs import Needs

REACHES_KM = (12, 15, 20, 25, 30, 40)
SUPPORTS = (1, 1, 1, 1, 2, 2, 3, 4)
OWNS_PERMILLE = 650
BLOCKS_PERMILLE, WISHES_PERMILLE, DEVELOPS_PERMILLE = 80, 450, 350
REMINDERS = (Reminder.NONE, Reminder.EVENING_BEFORE, Reminder.NONE, Reminder.TWO_HOURS_BEFORE)
PROTECTED_ONE_IN = 45
PAY_ORE, PAY_STEP_ORE, PAY_STEPS = 14_000, 250, 7
"""What an hour pays at least, and how it differs from person to person."""
TRAVEL_PERMILLE, ABSENT_PERMILLE = 150, 120


@dataclass(frozen=True, slots=True)
class District:
    """What a cooperative's people know: its places of work, and the skills wanted there."""

    seller: Seller
    workplaces: Sequence[Workplace]
    skills: Mapping[str, int]

    @property
    def tasks(self) -> Sequence[str]:
        """The tasks that are done there."""
        peaks = (peak for one in self.workplaces for peak in one.fact.peaks)
        return sorted({peak.task for peak in peaks})


def districts_of(sellers: Iterable[Seller], workplaces: Iterable[Workplace]) -> list[District]:
    """One district a cooperative."""
    every = list(workplaces)
    found = []
    for seller in sellers:
        own = [one for one in every if one.seller.code == seller.code]
        found.append(District(seller, own, wanted_skills(own)))
    return found


def people_of(setting: Setting, districts: Sequence[District]) -> list[Person]:
    """Everyone who is or was in one of the cooperatives."""
    names = Names()
    people: list[Person] = []
    for district in districts:
        draw = setting.draw("people", district.seller.code)
        own = [
            _person(draw, setting, district, names, course)
            for course in courses(setting, district.seller.code)
        ]
        if district.seller.code == WITHOUT_RAMP:
            _need_the_ramp(own)
        people += own
    give_addresses(setting.draw("addresses"), people)
    return people


def add_members(
    book: Book,
    setting: Setting,
    municipalities: Mapping[str, int],
    district: District,
    people: Sequence[Person],
) -> None:
    """The rows of a cooperative's people."""
    for one in people:
        one.number = _add_member(book, municipalities, district.seller, one)
        _add_relations(book, setting.draw("relations", one.number), one)
        for code, skill in one.skills.items():
            book.add(
                MemberSkill,
                member_id=one.number,
                skill=code,
                level=skill.level,
                status=skill.status,
                expires_on=skill.expires_on,
            )
        _add_wishes(book, one)
        if one.is_here:
            _add_time(book, one)
            _add_travels(book, setting.draw("travel", one.number), district, one)
        for company in sorted(one.blocks):
            book.link(member_blocks, member_id=one.number, company_id=company)


def _person(
    draw: Random, setting: Setting, district: District, names: Names, course: Course
) -> Person:
    code = district.seller.code
    pool, gender, given, family = names.draw(draw)
    language = language_of(draw, pool)
    municipality, home = home_of(draw, district.seller.fact.municipalities)
    without = MISSING_SKILL if code == WITHOUT_SKILL else None
    skills = skills_of(draw, district.skills, setting.day, without=without)
    if course.stuck:
        skills = {one: SkillFact(2, SkillStatus.VALIDATED) for one in STUCK_SKILLS}
    return Person(
        cooperative=code,
        course=course,
        given_name=given,
        family_name=family,
        gender=gender,
        language=language,
        municipality=municipality,
        home=home,
        reach_km=draw.choice(REACHES_KM),
        support=1 if course.leads else draw.choice(SUPPORTS),
        hours=hours_of(draw, employed=course.employment is not None, leads=course.leads),
        skills=skills,
        needs=Needs() if course.leads else needs_of(draw, reads_swedish=language == "sv"),
        wishes=_some(draw, district.tasks, WISHES_PERMILLE),
        develop=_some(draw, list(district.skills), DEVELOPS_PERMILLE),
        blocks=_blocks(draw, district),
        away=_away(draw, setting.day),
    )


def _need_the_ramp(people: Sequence[Person]) -> None:
    """Six who work in the afternoons, live near the shop, and need a place without steps."""
    town = MUNICIPALITY_BY_CODE["linkoping"].locality(RAMP_SITE[1])
    able = [one for one in people if one.is_here and one.is_employed and not one.course.leads]
    for one in able[-RAMP_MEMBERS:]:
        one.hours, one.home, one.reach_km = afternoons(), town, 12
        one.blocks, one.away = frozenset(), None
        one.needs = Needs((MISSING_CONDITION,), (), one.needs.abilities)


def _some(draw: Random, codes: Sequence[str], permille: int) -> list[str]:
    if draw.randrange(1000) >= permille:
        return []
    return sorted(draw.sample(list(codes), draw.randint(1, 3)))


def _blocks(draw: Random, district: District) -> frozenset[int]:
    if draw.randrange(1000) >= BLOCKS_PERMILLE:
        return frozenset()
    return frozenset({draw.choice(district.workplaces).customer.number})


def _away(draw: Random, today: date) -> tuple[date, date] | None:
    if draw.randrange(1000) >= ABSENT_PERMILLE:
        return None
    first = today + timedelta(days=draw.randrange(2, 16))
    return first, first + timedelta(days=draw.randrange(1, 6))


def _add_member(book: Book, municipalities: Mapping[str, int], seller: Seller, one: Person) -> int:
    return book.add(
        Member,
        cooperative_id=seller.number,
        municipality_id=municipalities[one.municipality],
        given_name=one.given_name,
        family_name=one.family_name,
        gender=one.gender,
        phone=one.phone,
        email=one.email,
        language=one.language,
        locality=one.home.name,
        latitude=one.home.latitude,
        longitude=one.home.longitude,
        reach_km=one.reach_km,
        day_minutes=one.hours.day_minutes,
        week_minutes=one.hours.week_minutes,
        wanted_week_minutes=one.hours.wanted_week_minutes,
        night_work=one.hours.night_work,
        support=one.support,
        supervisor=one.course.leads,
        wishes=list(one.wishes),
        develop=list(one.develop),
    )


def _add_wishes(book: Book, one: Person) -> None:
    """When they want to be reminded, whose whereabouts are protected, and what an hour pays."""
    book.change(
        Member,
        one.number,
        reminder=REMINDERS[one.number % len(REMINDERS)],
        protected_identity=one.number % PROTECTED_ONE_IN == 0,
    )
    if one.course.employment is not None:
        book.add(
            HourlyPay,
            member_id=one.number,
            starts_on=one.course.employment.since,
            ore_per_hour=PAY_ORE + one.number % PAY_STEPS * PAY_STEP_ORE,
        )


def _add_relations(book: Book, draw: Random, one: Person) -> None:
    for stay in one.course.stays:
        book.add(
            Stay,
            member_id=one.number,
            during=Range(stay.since, stay.until),
            phase=stay.phase,
            exit_reason=stay.reason,
        )
    first = one.course.stays[0]
    ready = one.course.leads or first.phase == StayPhase.WORK_READY
    if ready and (one.course.leads or draw.randrange(1000) < OWNS_PERMILLE):
        since = first.since + timedelta(days=draw.randrange(60, 100))
        book.add(Membership, member_id=one.number, during=Range(since, first.until))
    if one.course.employment is not None:
        one.employment_number = _add_employment(book, one, one.course.employment)


def _add_employment(book: Book, one: Person, employment: EmploymentFact) -> int:
    return book.add(
        Employment,
        member_id=one.number,
        form=employment.form,
        extent_permille=min(1000, one.hours.week_minutes * 1000 // 2400),
        during=Range(employment.since, employment.until),
    )


def _add_time(book: Book, one: Person) -> None:
    for weekday in one.hours.weekdays:
        book.add(
            Availability,
            member_id=one.number,
            weekday=weekday,
            start_minute=one.hours.start_minute,
            end_minute=one.hours.end_minute,
            during=Range(one.course.stays[-1].since, None),
        )
    if one.away is not None:
        first, last = one.away
        book.add(Absence, member_id=one.number, during=Range(at(first, 0), at(last, 0)))


def _add_travels(book: Book, draw: Random, district: District, one: Person) -> None:
    """For some, somebody has looked up the bus: to every site that it goes to."""
    if draw.randrange(1000) >= TRAVEL_PERMILLE or one.course.leads:
        return
    home = (one.home.latitude, one.home.longitude)
    for workplace in district.workplaces:
        km = geography.kilometres(home, workplace.place)
        if km <= one.reach_km * 1.3:
            minutes = ceil(km * 1.5 * draw.uniform(0.9, 1.6)) + draw.randrange(2, 15)
            book.add(Travel, member_id=one.number, site_id=workplace.number, minutes=minutes)


def first_day_of(one: Person) -> date:
    """The day on which a person came for the first time."""
    return one.course.stays[0].since
