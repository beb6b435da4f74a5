"""What an hour costs each cooperative: pay, charges and overhead."""

from datetime import date

from marketplace.clock import at
from marketplace.demo.book import Book
from marketplace.demo.cooperatives import Seller
from marketplace.demo.setting import Setting
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
                entered_at=at(date(setting.day.year - 1, 1, 7), NINE),
                entered_by=seller.fact.name,
            )
