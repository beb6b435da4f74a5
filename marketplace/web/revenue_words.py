"""Revenue by its dimensions, in words, charts and rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from flask_babel import gettext

from marketplace.clock import today
from marketplace.errors import N_
from marketplace.models.companies import BuyerSector
from marketplace.models.invoices import Stream
from marketplace.models.ledger import AccountMonth, AnnualAccount, Pay
from marketplace.models.members import Gender
from marketplace.services.periods import year_of
from marketplace.services.revenue import GenderHours, Revenue
from marketplace.services.revenue_places import Figures
from marketplace.text import kronor, percent
from marketplace.web.text import hours, month_name

STREAMS = {
    Stream.MARKET: N_("Försäljning på marknaden"),
    Stream.PUBLIC_COMPENSATION: N_("Ersättning från offentlig sektor"),
}
SECTORS = {
    BuyerSector.PRIVATE_PERSON: N_("Privatpersoner"),
    BuyerSector.COMPANY: N_("Företag"),
    BuyerSector.PUBLIC: N_("Offentlig sektor"),
}
GENDERS = {
    Gender.WOMAN: N_("Kvinnor"),
    Gender.MAN: N_("Män"),
    Gender.OTHER: N_("Annat kön"),
    Gender.UNDISCLOSED: N_("Vill inte svara"),
}
HEADS = (
    N_("månad"),
    N_("marknad"),
    N_("offentlig ersättning"),
    N_("bokfört"),
    N_("intjänat"),
    N_("timmar"),
    N_("redovisningens intäkter"),
    N_("löner"),
    N_("löneandel"),
    N_("överskott"),
)
ORE = (1, 2, 3, 4, 6, 7, 9)
"""places of the heads that are kronor"""
NONE = "–"
THOUSAND_KRONOR = 100_000
ROUND = (1, 2, 5)
Head = TypeVar("Head")


@dataclass(frozen=True, slots=True)
class Month:
    """A month as a row of the table and a point of the chart."""

    first_day: date
    market_ore: int
    public_ore: int
    earned_ore: int
    minutes: int
    account: AccountMonth | None = None
    """what the accountant's own books say of it"""

    @property
    def booked_ore(self) -> int:
        """Both streams."""
        return self.market_ore + self.public_ore


def kind_words(by_kind: Mapping[tuple[Stream, BuyerSector], int]) -> list[tuple[str, str, int]]:
    """Stream, buyer and öre, the largest first."""
    rows = sorted(by_kind.items(), key=lambda pair: -pair[1])
    return [
        (gettext(STREAMS[stream]), gettext(SECTORS[sector]), ore) for (stream, sector), ore in rows
    ]


def months_of(revenue: Revenue, number: int, account: AnnualAccount | None = None) -> list[Month]:
    """Every month of a year, also the empty ones."""
    told = {one.first_day: one for one in account.months} if account else {}
    return [
        Month(
            day,
            found.of_stream(Stream.MARKET),
            found.of_stream(Stream.PUBLIC_COMPENSATION),
            revenue.earned.get(day, 0),
            found.minutes,
            told.get(day),
        )
        for day in year_of(number).months
        for found in [revenue.by_month.get(day, Figures())]
    ]


def chart_of(months: Sequence[Month]) -> dict[str, object]:
    """Both streams in thousands of kronor, for components/line_chart.html.

    A month that has not begun is no fall to nothing: the lines end before it.
    """
    months = [one for one in months if one.first_day <= today()] or months
    series = [
        {
            "name": gettext(STREAMS[stream]),
            "values": [round(max(0, ore) / THOUSAND_KRONOR) for ore in values],
        }
        for stream, values in (
            (Stream.MARKET, [one.market_ore for one in months]),
            (Stream.PUBLIC_COMPENSATION, [one.public_ore for one in months]),
        )
    ]
    return {
        "labels": [month_name(one.first_day) for one in months],
        "series": series,
        "maximum": _scale(max(one.booked_ore for one in months) / THOUSAND_KRONOR),
    }


def table_of(months: Sequence[Month]) -> list[tuple[object, ...]]:
    """The months for a spreadsheet; hours with two decimals."""
    return [
        (
            f"{one.first_day:%Y-%m}",
            one.market_ore,
            one.public_ore,
            one.booked_ore,
            one.earned_ore,
            f"{one.minutes / 60:.2f}".replace(".", ","),
            *_account_cells(one.account),
        )
        for one in months
    ]


def _account_cells(month: AccountMonth | None) -> tuple[object, ...]:
    if month is None:
        return (None, None, "", None)
    return month.income_ore, month.pay_ore, decimal(month.pay_share), month.surplus_ore


def gender_heads() -> list[dict[str, object]]:
    """The genders as columns of figures."""
    return [{"label": gettext(GENDERS[one]), "number": True} for one in Gender]


def gender_rows(
    by_head: Mapping[Head, Sequence[GenderHours]], name: Callable[[Head], str] = str
) -> list[tuple[str, list[str]]]:
    """A municipality or month by name, and each gender's hours in the order of the columns."""
    return [
        (name(head), [worked for *_, worked in gender_words(row)]) for head, row in by_head.items()
    ]


def gender_words(rows: Sequence[GenderHours]) -> list[tuple[str, str, str]]:
    """Gender, people and hours; what is hidden says so."""
    hidden = gettext("visas inte")
    return [
        (
            gettext(GENDERS[row.gender]),
            hidden if row.people is None else str(row.people),
            hidden if row.minutes is None else hours(row.minutes),
        )
        for row in rows
    ]


def pay_words(pay: Pay | None) -> str:
    """How much of the income is pay, or a dash."""
    return NONE if pay is None or pay.pay_share is None else percent(pay.pay_share)


def kept_words(account: AnnualAccount | None) -> str:
    """What of a year's surplus stayed in the cooperative, and how much of it that is."""
    if account is None or account.kept_ore is None:
        return NONE
    share = account.kept_share
    kept = kronor(account.kept_ore)
    return kept if share is None else f"{kept} ({percent(share)})"


def facts_of(revenue: Revenue) -> list[dict[str, str]]:
    """What a year tells besides its sums, as terms and values."""
    whole = revenue.whole
    share = share_words(whole)
    largest = f"{whole.largest[0]}: {share}" if whole.largest else share
    return [
        {"term": gettext("Intäkt per attesterad timme"), "value": per_hour_words(whole)},
        {"term": gettext("Dagar tills kunderna betalar"), "value": days_words(whole)},
        {"term": gettext("Den största kundens del"), "value": largest},
        {"term": gettext("Attesterat, inte fakturerat än"), "value": kronor(revenue.unbilled_ore)},
    ]


def per_hour_words(figures: Figures) -> str:
    """Kronor an attested hour, or a dash."""
    return NONE if figures.ore_per_hour is None else kronor(figures.ore_per_hour)


def days_words(figures: Figures) -> str:
    """Days until customers pay, or a dash."""
    return NONE if figures.days_to_pay is None else str(figures.days_to_pay)


def share_words(figures: Figures) -> str:
    """How much hangs on one customer, or a dash."""
    return NONE if figures.largest_share is None else percent(figures.largest_share)


def decimal(share: float | None) -> str:
    """A share for a spreadsheet; nothing where there is none."""
    return "" if share is None else f"{share:.2f}".replace(".", ",")


def _scale(largest: float) -> int:
    """A round number that the largest value fits under."""
    step = 1
    while True:
        for times in ROUND:
            if largest <= times * step:
                return times * step
        step *= 10
