"""What a job costs, before anybody has worked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from invoicing.money import net_from_minutes, vat_ore
from marketplace.errors import N_, Invalid
from marketplace.models.cooperatives import Cooperative
from marketplace.models.postings import Shift
from marketplace.models.time_reports import TimeReport
from marketplace.services.invoices import LABOUR_VAT


@dataclass(frozen=True, slots=True)
class Quote:
    """A price: öre an hour, work minutes of all people, and the sum before VAT."""

    ore_per_hour: int
    minutes: int
    net_ore: int

    @property
    def vat_ore(self) -> int:
        """The VAT on the sum."""
        return vat_ore(self.net_ore, LABOUR_VAT.rate_basis_points)

    @property
    def gross_ore(self) -> int:
        """What is to be paid in the end."""
        return self.net_ore + self.vat_ore


def quote(cooperative: Cooperative, task: str, shifts: Sequence[Shift]) -> Quote:
    """The price of these shifts at the rate in force on the first of their days.

    One person's time on one shift is rounded by itself, as it later stands on the invoice. Raises
    Invalid where the cooperative has no rate that day.
    """
    return at_rate(rate(cooperative, task, min(shift.day for shift in shifts)), shifts)


def at_rate(ore_per_hour: int, shifts: Sequence[Shift]) -> Quote:
    """The price of these shifts at a rate already agreed."""
    return Quote(
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
    return sum(net_from_minutes(report.work_minutes, ore_per_hour) for report in reports)


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
