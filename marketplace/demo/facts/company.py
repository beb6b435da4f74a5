"""What is told of an invented company: who it is, where, and when it needs hands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from marketplace.catalogue.municipalities import MUNICIPALITY_BY_CODE, Locality
from marketplace.catalogue.work_conditions import WORK_CONDITIONS
from marketplace.demo.facts.profiles import PROFILES

POSTAL_CODES = {
    "finspang": "612 30",
    "katrineholm": "641 30",
    "kinda": "590 40",
    "linkoping": "582 24",
    "vingaker": "643 30",
}
HIRE_OUT, SERVICE, INTERNSHIP = "hire_out", "service", "internship"
WEEKDAYS = (0, 1, 2, 3, 4)
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
THREE_DAYS = (0, 1, 3)
WEDNESDAY_TO_SATURDAY = (2, 3, 4, 5)
THURSDAY_TO_SATURDAY = (3, 4, 5)
FRIDAY_AND_SATURDAY = (4, 5)
FRIDAY_TO_SUNDAY = (4, 5, 6)
WEEKEND = (5, 6)


@dataclass(frozen=True, slots=True)
class Peak:
    """A time of year when a site needs help: `heads` people at once, on those weekdays and hours.

    `weeks` are the first and last ISO week, both included; where the last is the smaller, the peak
    goes over the new year. `days` count from Monday = 0.
    """

    task: str
    kind: str
    weeks: tuple[int, int]
    heads: int
    days: tuple[int, ...]
    hours: str
    break_minutes: int = 0

    @property
    def starts(self) -> time:
        """When each shift starts."""
        return time.fromisoformat(self.hours.split("-")[0])

    @property
    def ends(self) -> time:
        """When each shift ends, the same day."""
        return time.fromisoformat(self.hours.split("-")[1])

    def includes(self, week: int) -> bool:
        """Whether the ISO week lies in the peak."""
        first, last = self.weeks
        return first <= week <= last if first <= last else week >= first or week <= last


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFact:
    """A place of work. `yes` and `no` are what sets it apart from others of its `profile`.

    Without a `street` it lies at the company's own address, without a `called` it is called by
    its locality.
    """

    locality: str
    profile: str
    street: str = ""
    called: str = ""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    night: bool = False
    staff_ledger: bool = False
    peaks: tuple[Peak, ...] = ()

    @property
    def name(self) -> str:
        """What the company calls it."""
        return self.called or self.locality

    def answers(self) -> Mapping[str, tuple[str, int | None]]:
        """For each work condition: yes, no, unknown, or on_request with places at once."""
        profile = PROFILES[self.profile]
        found: dict[str, tuple[str, int | None]] = {}
        for condition in WORK_CONDITIONS:
            code = condition.code
            if code in self.no or (code in profile.no and code not in self.yes):
                found[code] = ("no", None)
            elif code in self.yes or code in profile.yes:
                found[code] = ("yes", None)
            elif code in profile.on_request:
                found[code] = ("on_request", profile.on_request[code])
            else:
                found[code] = ("unknown", None)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyFact:
    """An invented customer. `sector` is company, public or private_person.

    Mail goes to its street in the main town of its municipality.
    """

    code: str
    name: str
    business: str
    municipality: str
    organisation_number: str | None
    contact: str
    phone: str
    street: str
    employees: int
    site: SiteFact
    other_sites: tuple[SiteFact, ...] = ()
    sector: str = "company"

    @property
    def email(self) -> str:
        """The address for orders and invoices, in a domain that cannot exist."""
        return f"info@{self.code}.example"

    @property
    def sites(self) -> tuple[SiteFact, ...]:
        """All its places of work, the main one first."""
        return (self.site, *self.other_sites)

    @property
    def postal_code(self) -> str:
        """A postal code of the main town, as near as the demo needs it."""
        return POSTAL_CODES[self.municipality]

    @property
    def city(self) -> str:
        """The main town of its municipality."""
        return MUNICIPALITY_BY_CODE[self.municipality].main_town

    def street_of(self, site: SiteFact) -> str:
        """The street address of one of its sites."""
        return site.street or self.street

    def place_of(self, site: SiteFact) -> Locality:
        """Where one of its sites lies; KeyError where the municipality has no such place."""
        return MUNICIPALITY_BY_CODE[self.municipality].locality(site.locality)
