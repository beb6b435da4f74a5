"""People: a name drawn from its pool, a home in a town or village, and what each can and needs."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from marketplace.catalogue.municipalities import MUNICIPALITY_BY_CODE, Locality
from marketplace.demo.facts.names import NAME_POOLS, NamePool
from marketplace.demo.facts.phones import fictional_numbers
from marketplace.demo.facts.staff import STAFF
from marketplace.demo.hours import Hours
from marketplace.demo.setting import weighted
from marketplace.demo.skills import SkillFact
from marketplace.demo.stays import Course
from marketplace.models.members import Gender
from marketplace.services.needs import Needs

GENDERS = ((Gender.WOMAN, 54), (Gender.MAN, 43), (Gender.OTHER, 2), (Gender.UNDISCLOSED, 1))
MAIN_TOWN_PERMILLE = 620
READS_ANOTHER_LANGUAGE_PERMILLE = 350
HAS_MAIL_PERMILLE = 600
MAIL_DOMAIN = "post.example"


@dataclass(slots=True, kw_only=True, eq=False)
class Person:
    """A member to be. `number` is her row; an employment's number stands beside it."""

    cooperative: str
    course: Course
    given_name: str
    family_name: str
    gender: Gender
    language: str
    municipality: str
    home: Locality
    reach_km: int
    support: int
    hours: Hours
    skills: Mapping[str, SkillFact]
    needs: Needs
    wishes: Sequence[str] = ()
    develop: Sequence[str] = ()
    blocks: frozenset[int] = field(default_factory=frozenset)
    away: tuple[date, date] | None = None
    phone: str = ""
    email: str = ""
    number: int = 0
    employment_number: int | None = None

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def is_here(self) -> bool:
        """Whether the person takes part today."""
        return any(stay.goes_on for stay in self.course.stays)

    @property
    def is_employed(self) -> bool:
        """Whether an employment goes on today."""
        employment = self.course.employment
        return employment is not None and employment.until is None

    def is_away(self, day: date) -> bool:
        """Whether the person has said that she cannot come then."""
        return self.away is not None and self.away[0] <= day < self.away[1]

    def holds(self, skill: str, level: int) -> bool:
        """Whether the person has a skill at a level today."""
        held = self.skills.get(skill)
        return held is not None and held.counts and held.level >= level


class Names:
    """Names for everyone, no two people the same, and none that a member of staff has."""

    def __init__(self) -> None:
        self._taken = {one.name for one in STAFF}

    def draw(self, draw: Random) -> tuple[NamePool, Gender, str, str]:
        """A pool, a gender, a given name and a surname."""
        while True:
            pool = weighted(draw, [(pool, pool.per_mille) for pool in NAME_POOLS])
            gender = weighted(draw, GENDERS)
            women = gender == Gender.WOMAN or (gender != Gender.MAN and draw.random() < 0.5)
            given = weighted(draw, pool.women if women else pool.men)
            family = weighted(draw, pool.surnames)
            if f"{given} {family}" not in self._taken:
                self._taken.add(f"{given} {family}")
                return pool, gender, given, family


def language_of(draw: Random, pool: NamePool) -> str:
    """The language somebody would rather read."""
    another = draw.randrange(1000) < READS_ANOTHER_LANGUAGE_PERMILLE
    return pool.language if another else "sv"


def home_of(draw: Random, municipalities: Sequence[str]) -> tuple[str, Locality]:
    """Most live in the main town, the others in a village of the municipality."""
    code = draw.choice(municipalities)
    entry = MUNICIPALITY_BY_CODE[code]
    if draw.randrange(1000) < MAIN_TOWN_PERMILLE:
        return code, entry.centre
    return code, draw.choice(entry.localities)


def give_addresses(draw: Random, people: Sequence[Person]) -> None:
    """Telephone and mail for those who are here; of former members neither is kept."""
    taken = {one.phone for one in STAFF}
    numbers = [one for one in fictional_numbers("mobile") if one not in taken]
    here = [one for one in people if one.is_here]
    addresses: set[str] = set()
    for one, phone in zip(draw.sample(here, min(len(here), len(numbers))), numbers, strict=False):
        one.phone = phone
    for one in here:
        address = f"{_plain(one.given_name)}.{_plain(one.family_name)}@{MAIL_DOMAIN}"
        wants = not one.phone or draw.randrange(1000) < HAS_MAIL_PERMILLE
        if wants and address not in addresses:
            addresses.add(address)
            one.email = address


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(one for one in letters if one.isascii() and one.isalpha())
