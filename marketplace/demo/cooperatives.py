"""The four cooperatives of one region, and what their hours cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from marketplace.demo.book import Book
from marketplace.demo.facts.cooperatives import COOPERATIVES, CooperativeFact
from marketplace.demo.setting import Setting
from marketplace.models.cooperatives import (
    Cooperative,
    HourlyRate,
    Region,
    cooperative_municipalities,
)

YEARS_OF_RATES = 2
RAISE_PERMILLE = 35
"""What an hour cost less for each year back."""

REGION = "Östergötland och Sörmland"


@dataclass(frozen=True, slots=True)
class Seller:
    """A cooperative with its numbers in the database."""

    fact: CooperativeFact
    number: int
    region: int

    @property
    def code(self) -> str:
        """Its slug."""
        return self.fact.code

    def ore_per_hour(self, task: str, day: date, today: date) -> int:
        """The price of an hour of a task on a day, as agreed on that day."""
        prices = {code: one.ore_per_hour for one in self.fact.businesses for code in one.tasks}
        return price_of(prices.get(task, self.fact.ore_per_hour), today.year - day.year)


def add_cooperatives(
    book: Book, setting: Setting, municipalities: Mapping[str, int]
) -> Mapping[str, Seller]:
    """The cooperatives by code, in one region: each can lend members to the others."""
    region = book.add(Region, name=REGION)
    return {fact.code: _add(book, setting, municipalities, region, fact) for fact in COOPERATIVES}


def price_of(ore_per_hour: int, years_ago: int) -> int:
    """Today's price as it was that many years ago, in whole kronor."""
    years = min(max(years_ago, 0), YEARS_OF_RATES)
    return ore_per_hour * (1000 - RAISE_PERMILLE * years) // 100_000 * 100


def _add(
    book: Book,
    setting: Setting,
    municipalities: Mapping[str, int],
    region: int,
    fact: CooperativeFact,
) -> Seller:
    number = book.add(
        Cooperative,
        slug=fact.code,
        name=fact.legal_name,
        region_id=region,
        organisation_number=fact.organisation_number,
        bankgiro=fact.bankgiro,
        email=fact.email,
        phone=fact.phone,
        street=fact.street,
        postal_code=fact.postal_code,
        city=fact.city,
    )
    for code in fact.municipalities:
        book.link(
            cooperative_municipalities, cooperative_id=number, municipality_id=municipalities[code]
        )
    for years_ago in range(YEARS_OF_RATES, -1, -1):
        _add_rates(book, number, fact, years_ago, date(setting.day.year - years_ago, 1, 1))
    return Seller(fact, number, region)


def _add_rates(
    book: Book, number: int, fact: CooperativeFact, years_ago: int, starts_on: date
) -> None:
    prices: dict[str | None, int] = {None: fact.ore_per_hour}
    prices |= {code: one.ore_per_hour for one in fact.businesses for code in one.tasks}
    for task, ore in prices.items():
        book.add(
            HourlyRate,
            cooperative_id=number,
            task=task,
            ore_per_hour=price_of(ore, years_ago),
            starts_on=starts_on,
        )
