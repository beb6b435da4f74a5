"""Real rows for tests: each function makes one noun, and whatever it stands on, with few words.

Everything is added to the session and flushed. Keywords that a function does not name go to the
row as they are. Times follow the product's clock: the default job is a week from its today.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from marketplace import clock
from marketplace.catalogue.attestations import CODES
from marketplace.catalogue.municipalities import MUNICIPALITY_BY_CODE
from marketplace.database import Base, db
from marketplace.models.availability import Absence, Availability
from marketplace.models.companies import BuyerSector, Company, FeatureAnswer, Site, SiteFeature
from marketplace.models.company_cards import CardChannel, CompanyCard
from marketplace.models.cooperatives import Cooperative, HourlyRate, Region
from marketplace.models.internships import Authority, InternshipTerms
from marketplace.models.members import (
    Employment,
    EmploymentForm,
    Gender,
    Member,
    MemberSkill,
    SkillStatus,
    Stay,
    StayPhase,
)
from marketplace.models.places import Municipality
from marketplace.models.postings import (
    Posting,
    PostingKind,
    PostingSkill,
    PostingStatus,
    Shift,
    ShiftStatus,
)
from marketplace.models.users import Role, User
from marketplace.services import accounts
from tests.make_numbers import bankgiro, organisation_number

Row = TypeVar("Row", bound=Base)
Stretch = tuple[datetime, datetime]
LONG_AGO = date(2020, 1, 1)
ORE_PER_HOUR = 32_000
MAIN_TOWN = "linkoping"
EVERY_DAY = range(7)
NAMES = ("Amina", "Bengt", "Carin", "Daud", "Elsa", "Farid", "Gunilla", "Hodan", "Ivar", "Jonna")
_number = count(1)


def make_municipality(code: str = MAIN_TOWN) -> Municipality:
    """The municipality of that code in the catalogue; the same row when asked for again."""
    known = db.session.scalar(select(Municipality).where(Municipality.slug == code))
    if known is not None:
        return known
    entry = MUNICIPALITY_BY_CODE[code]
    return kept(
        Municipality(
            slug=code,
            code=entry.scb_code,
            name=entry.name,
            latitude=entry.centre.latitude,
            longitude=entry.centre.longitude,
        )
    )


def make_region(**columns: Any) -> Region:
    """Cooperatives planned together."""
    return kept(Region(**{"name": f"Region {next(_number)}", **columns}))


def make_cooperative(
    municipality: Municipality | None = None,
    *,
    region: Region | None = None,
    ore_per_hour: int = ORE_PER_HOUR,
    rates: Mapping[str, int] | None = None,
    **columns: Any,
) -> Cooperative:
    """A cooperative that serves one municipality at one price; `rates` prices tasks of their own.

    It has a region of its own, so that no test's solve takes in another cooperative's members.
    """
    number = next(_number)
    defaults = {
        "slug": f"kooperativ-{number}",
        "name": f"Kooperativ {number}",
        "organisation_number": organisation_number("769"),
        "bankgiro": bankgiro(),
        "email": f"kooperativ{number}@example.org",
        "phone": "013-19 00 00",
        "street": "Drottninggatan 1",
        "postal_code": "582 22",
        "city": "Linköping",
        "region": region or make_region(),
        "municipalities": [municipality or make_municipality()],
    }
    cooperative = kept(Cooperative(**{**defaults, **columns}))
    for task, ore in {None: ore_per_hour, **(rates or {})}.items():
        rate = HourlyRate(
            cooperative_id=cooperative.id, task=task, ore_per_hour=ore, starts_on=LONG_AGO
        )
        kept(rate)
    return cooperative


def make_company(name: str | None = None, *, card: bool = True, **columns: Any) -> Company:
    """A customer, without a site; with a company card unless told otherwise."""
    number = next(_number)
    defaults = {
        "name": name or f"Företag {number} AB",
        "organisation_number": organisation_number("556"),
        "buyer_sector": BuyerSector.COMPANY,
        "email": f"foretag{number}@example.com",
        "phone": "013-19 01 00",
        "street": "Industrigatan 1",
        "postal_code": "582 78",
        "city": "Linköping",
    }
    company = kept(Company(**{**defaults, **columns}))
    if card:
        make_company_card(company)
    return company


def make_company_card(company: Company, **columns: Any) -> CompanyCard:
    """What a company answered today: an agreement, 165 kr an hour, its word on everything."""
    defaults = {
        "collective_agreement": "Lager- och e-handelsavtalet",
        "pay_ore_per_hour": 16_500,
        "attested": list(CODES),
        "given_by": "Olle Owner",
        "given_at": clock.now(),
        "channel": CardChannel.PAGE,
    }
    return kept(CompanyCard(company_id=company.id, **{**defaults, **columns}))


def make_site(
    company: Company | None = None,
    municipality: Municipality | None = None,
    *,
    features: Mapping[str, FeatureAnswer] | None = None,
    places: int = 1,
    **columns: Any,
) -> Site:
    """A place of work in the middle of the main town; `places` goes with each "on request"."""
    municipality = municipality or make_municipality()
    defaults = {
        "company": company or make_company(),
        "municipality": municipality,
        "name": f"Lagret {next(_number)}",
        "street": "Industrigatan 1",
        "locality": municipality.name,
        "latitude": municipality.latitude,
        "longitude": municipality.longitude,
    }
    site = Site(**{**defaults, **columns})
    for condition, answer in (features or {}).items():
        seats = places if answer == FeatureAnswer.ON_REQUEST else None
        site.features.append(SiteFeature(condition=condition, answer=answer, places=seats))
    return kept(site)


def make_member(
    cooperative: Cooperative | None = None,
    municipality: Municipality | None = None,
    *,
    skills: Mapping[str, int] | None = None,
    employed: bool = True,
    participates: bool = True,
    weekdays: Iterable[int] = EVERY_DAY,
    hours: tuple[int, int] = (6 * 60, 22 * 60),
    **columns: Any,
) -> Member:
    """A person who is employed and can work any day from 06 to 22, living in the main town.

    `skills` are codes with levels, all validated; `hours` are minutes of the day; without
    `weekdays` she is never available. Periods began in 2020 and have no end.
    """
    cooperative = cooperative or make_cooperative(municipality)
    municipality = municipality or cooperative.municipalities[0]
    number = next(_number)
    defaults = {
        "cooperative": cooperative,
        "municipality": municipality,
        "given_name": NAMES[number % len(NAMES)],
        "family_name": f"Persson{number}",
        "gender": Gender.UNDISCLOSED,
        "phone": f"070-174 06 {number % 100:02d}",
        "locality": municipality.name,
        "latitude": municipality.latitude,
        "longitude": municipality.longitude,
        "reach_km": 30,
        "day_minutes": 8 * 60,
        "week_minutes": 40 * 60,
        "wanted_week_minutes": 20 * 60,
    }
    member = kept(Member(**{**defaults, **columns}))
    if participates:
        make_stay(member)
    if employed:
        make_employment(member)
    for skill, level in (skills or {}).items():
        make_member_skill(member, skill, level)
    for weekday in weekdays:
        make_availability(member, weekday, hours)
    return member


def make_stay(
    member: Member, since: date = LONG_AGO, until: date | None = None, **columns: Any
) -> Stay:
    """A participation; with `until` give `exit_reason` too."""
    defaults = {"during": Range(since, until), "phase": StayPhase.WORK_READY}
    return kept(Stay(member_id=member.id, **{**defaults, **columns}))


def make_employment(
    member: Member, since: date = LONG_AGO, until: date | None = None, **columns: Any
) -> Employment:
    """An ordinary full-time employment from a day up to another, that one not counted."""
    defaults = {
        "during": Range(since, until),
        "form": EmploymentForm.ORDINARY,
        "extent_permille": 1000,
    }
    return kept(Employment(member_id=member.id, **{**defaults, **columns}))


def make_member_skill(
    member: Member, skill: str, level: int, status: SkillStatus = SkillStatus.VALIDATED
) -> MemberSkill:
    """A skill of a person."""
    return kept(MemberSkill(member_id=member.id, skill=skill, level=level, status=status))


def make_availability(
    member: Member,
    weekday: int,
    hours: tuple[int, int],
    since: date = LONG_AGO,
    until: date | None = None,
) -> Availability:
    """Hours of a weekday (0 = Monday), in minutes of the day, every week of a period."""
    return kept(
        Availability(
            member_id=member.id,
            weekday=weekday,
            start_minute=hours[0],
            end_minute=hours[1],
            during=Range(since, until),
        )
    )


def make_absence(member: Member, start: datetime, end: datetime) -> Absence:
    """A time when she cannot work."""
    return kept(Absence(member_id=member.id, during=Range(start, end)))


def make_posting(
    site: Site | None = None,
    cooperative: Cooperative | None = None,
    *,
    kind: PostingKind = PostingKind.HIRE_OUT,
    status: PostingStatus = PostingStatus.OPEN,
    shifts: Sequence[Stretch] | int = 1,
    heads: int = 2,
    break_minutes: int = 30,
    skills: Mapping[str, int] | None = None,
    merits: Mapping[str, int] | None = None,
    decided: bool = True,
    **columns: Any,
) -> Posting:
    """A job of packing for two, 07 to 15 a week from now; `shifts=3`: that day and the next two.

    `skills` are asked for and `merits` wished for, codes with levels. An internship has no price,
    and terms unless told otherwise.
    """
    site = site or make_site()
    defaults = {
        "kind": kind,
        "status": status,
        "company": site.company,
        "site": site,
        "cooperative": cooperative or make_cooperative(site.municipality),
        "task": "pack_goods",
        "ore_per_hour": None if kind == PostingKind.INTERNSHIP else ORE_PER_HOUR,
        "supervisor_name": "Sara Ström",
        "submitted_at": None if status == PostingStatus.DRAFT else clock.now(),
    }
    posting = Posting(**{**defaults, **columns})
    for wanted, merit in ((skills, False), (merits, True)):
        for skill, level in (wanted or {}).items():
            posting.skills.append(PostingSkill(skill=skill, level=level, merit=merit))
    kept(posting)
    if kind == PostingKind.INTERNSHIP and decided:
        make_internship_terms(posting)
    days = [workday(7 + day) for day in range(shifts)] if isinstance(shifts, int) else shifts
    for stretch in days:
        make_shift(posting, stretch, heads=heads, break_minutes=break_minutes)
    return posting


def make_internship_terms(posting: Posting, **columns: Any) -> InternshipTerms:
    """What an authority decided about an internship."""
    defaults = {
        "authority": Authority.EMPLOYMENT_SERVICE,
        "reference": "2026-4711",
        "insurer": "Arbetsförmedlingen",
        "goal": "Plocka och packa på egen hand",
        "written_at": clock.now(),
        "written_by": "Kim",
    }
    return kept(InternshipTerms(posting_id=posting.id, **{**defaults, **columns}))


def make_shift(
    posting: Posting, stretch: Stretch | None = None, *, heads: int = 2, **columns: Any
) -> Shift:
    """One more shift of a posting, 07 to 15 a week from now if not told otherwise."""
    start, end = stretch or workday(7)
    defaults = {"break_minutes": 30, "status": ShiftStatus.PLANNED}
    shift = Shift(
        kind=posting.kind, starts_at=start, ends_at=end, heads=heads, **{**defaults, **columns}
    )
    posting.shifts.append(shift)
    return kept(shift)


def make_user(
    role: Role = Role.COACH,
    *,
    company: Company | None = None,
    cooperative: Cooperative | None = None,
    member: Member | None = None,
    password: str | None = None,
    **columns: Any,
) -> User:
    """Somebody who can sign in, for the organisation given or a new one of the kind it takes."""
    number = next(_number)
    if role == Role.COMPANY:
        company = company or make_company()
    if role == Role.MEMBER:
        member = member or make_member(cooperative)
        cooperative = member.cooperative
    if role in (Role.COACH, Role.COOPERATIVE_ADMIN):
        cooperative = cooperative or make_cooperative()
    defaults = {"name": f"Kim Person{number}", "email": f"kim{number}@example.com"}
    user = User(
        role=role,
        company=company,
        cooperative=cooperative,
        member=member,
        **{**defaults, **columns},
    )
    if password is not None:
        accounts.set_password(user, password)
    return kept(user)


def workday(days_ahead: int, start: int = 7, end: int = 15) -> Stretch:
    """Whole hours of a day that many days from the product's today, as moments."""
    day = clock.today() + timedelta(days=days_ahead)
    return clock.at(day, start * 60), clock.at(day, end * 60)


def kept(row: Row) -> Row:
    """The row, in the database and with its id."""
    db.session.add(row)
    db.session.flush()
    return row
