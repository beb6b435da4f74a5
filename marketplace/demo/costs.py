"""What an hour costs each cooperative: pay, charges and overhead."""

from collections.abc import Mapping
from datetime import date, datetime

from marketplace.clock import at
from marketplace.demo.book import Book
from marketplace.demo.cooperatives import Seller
from marketplace.demo.setting import Setting
from marketplace.demo.users import Staff
from marketplace.models.cooperatives import Cooperative
from marketplace.models.costs import CostKind, CostRow

NINE = 9 * 60
PARTS = (
    (CostKind.WAGE, (148_00, 151_50, 147_00, 152_50), "Genomsnitt i löneunderlaget"),
    (CostKind.CHARGES, (31_42, 31_42, 31_42, 31_42), "Bokföringen, sociala avgifter"),
    (CostKind.OVERHEAD, (32_00, 30_00, 33_00, 35_00), "Årsredovisningen"),
)


def add_costs(book: Book, setting: Setting, sellers: list[Seller]) -> None:
    """Three figures a cooperative, so that each of its prices passes or fails."""
    for number, seller in enumerate(sellers):
        for kind, amounts, ground in PARTS:
            book.add(
                CostRow,
                cooperative_id=seller.number,
                kind=kind,
                task=None,
                starts_on=date(setting.day.year - 2, 1, 1),
                amount=amounts[number % len(amounts)],
                ground=ground,
                entered_at=_written_at(setting),
                entered_by=seller.fact.name,
            )


def tell_costs(book: Book, setting: Setting, sellers: Mapping[str, Seller], staff: Staff) -> None:
    """The history of those figures, once it is known who works where."""
    for code, seller in sellers.items():
        for kind, _, _ in PARTS:
            book.event(
                _written_at(setting),
                "cooperatives.cost_written",
                Cooperative,
                seller.number,
                staff.admins[code],
                kind=kind.value,
            )


def _written_at(setting: Setting) -> datetime:
    return at(date(setting.day.year - 1, 1, 7), NINE)
