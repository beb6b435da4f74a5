"""What a job costs, before anybody has worked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from invoicing.money import krona_rounding_ore, net_from_minutes, vat_ore
from invoicing.vat import treatment_on
from marketplace.errors import N_, Invalid
from marketplace.models.cooperatives import Cooperative
from marketplace.models.postings import Shift
from marketplace.models.time_reports import TimeReport
from marketplace.services import agreements
from marketplace.services.agreements import LABOUR_VAT


@dataclass(frozen=True, slots=True)
class Quote:
    """A price: öre an hour, work minutes of all workers, and the sum before VAT.

    Worked as planned, an invoice for it asks for the same to the öre: see the decision that the
    price counts workers, and who leads them is in it.
    """

    ore_per_hour: int
    minutes: int
    net_ore: int
    vat_basis_points: int = LABOUR_VAT.rate_basis_points

    @property
    def vat_ore(self) -> int:
        """The VAT on the sum."""
        return vat_ore(self.net_ore, self.vat_basis_points)

    @property
    def gross_ore(self) -> int:
        """What is to be paid in the end, in whole kronor as the invoice says it."""
        exact = self.net_ore + self.vat_ore
        return exact + krona_rounding_ore(exact)


def quote(
    cooperative: Cooperative, task: str, shifts: Sequence[Shift], company_id: int | None = None
) -> Quote:
    """The price of these shifts at the rate in force on the first of their days.

    One person's time on one shift is rounded by itself, as it later stands on the invoice. A known
    customer's VAT is what both have signed. Raises Invalid where the cooperative has no rate that
    day.
    """
    day = min(shift.day for shift in shifts)
    vat = vat_basis_points(cooperative.id, company_id, day)
    return at_rate(rate(cooperative, task, day), shifts, vat)


def vat_basis_points(cooperative_id: int, company_id: int | None, day: date) -> int:
    """How work for a customer is taxed on a day; somebody unknown pays the ordinary rate."""
    known = None if company_id is None else agreements.known(cooperative_id, company_id)
    rows = agreements.treatments(known)
    return treatment_on(rows, LABOUR_VAT.code, day).rate_basis_points


def at_rate(
    ore_per_hour: int, shifts: Sequence[Shift], vat: int = LABOUR_VAT.rate_basis_points
) -> Quote:
    """The price of these shifts at a rate already agreed, VAT in basis points."""
    return Quote(
        vat_basis_points=vat,
        ore_per_hour=ore_per_hour,
        minutes=sum(shift.heads * shift.work_minutes for shift in shifts),
        net_ore=sum(
            shift.heads * net_from_minutes(shift.work_minutes, ore_per_hour) for shift in shifts
        ),
    )


def of_reports(ore_per_hour: int | None, reports: Sequence[TimeReport]) -> int | None:
    """What reported hours come to before VAT, as their invoice will say; None: nothing is paid."""
    if ore_per_hour is None:
        return None
    billed = (report for report in reports if not report.leads)
    return sum(net_from_minutes(report.work_minutes, ore_per_hour) for report in billed)


def rate(cooperative: Cooperative, task: str, day: date) -> int:
    """Öre an hour on a day: the newest rate of the task itself, else of all other tasks.

    Raises Invalid where there is none.
    """
    started = [row for row in cooperative.rates if row.starts_on <= day]
    for wanted in (task, None):
        fitting = [row for row in started if row.task == wanted]
        if fitting:
            return max(fitting, key=lambda row: (row.starts_on, row.id)).ore_per_hour
    raise Invalid(
        N_("Det finns inget pris för den dagen än. Ring %(name)s på %(phone)s."),
        name=cooperative.name,
        phone=cooperative.phone,
    )
