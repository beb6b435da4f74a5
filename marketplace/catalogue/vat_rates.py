"""VAT rates of what is sold besides work, by kind of goods, as dated rows.

Mervärdesskattelagen (2023:200) chapter 9. Food is 6 % from 1 April 2026 to 31 December 2027 (prop.
2025/26:55) and 12 % otherwise; serving is 12 % all the time. A new rate is a new row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from invoicing import VatCategory, VatTreatment, treatment_on
from marketplace.errors import N_


@dataclass(frozen=True, slots=True)
class Goods:
    """A kind of goods or service with one rate at a time."""

    code: str
    sv: str


GOODS: Sequence[Goods] = (
    Goods("standard", N_("Varor och tjänster i allmänhet")),
    Goods("food", N_("Livsmedel")),
    Goods("serving", N_("Servering och catering")),
    Goods("books", N_("Böcker och kultur")),
)
NAMES: Mapping[str, str] = {goods.code: goods.sv for goods in GOODS}


def _row(
    code: str, rate_basis_points: int, valid_from: date = date.min, until: date | None = None
) -> VatTreatment:
    return VatTreatment(
        code=code,
        category=VatCategory.STANDARD,
        rate_basis_points=rate_basis_points,
        valid_from=valid_from,
        valid_until=until,
    )


FOOD_LOWERED, FOOD_RAISED = date(2026, 4, 1), date(2028, 1, 1)
RATES: Sequence[VatTreatment] = (
    _row("standard", 2500),
    _row("food", 1200, until=FOOD_LOWERED),
    _row("food", 600, FOOD_LOWERED, FOOD_RAISED),
    _row("food", 1200, FOOD_RAISED),
    _row("serving", 1200),
    _row("books", 600),
)


def rate_on(code: str, day: date) -> VatTreatment:
    """How goods of that kind are taxed on a day. Raises VatError for an unknown kind."""
    return treatment_on(RATES, code, day)
