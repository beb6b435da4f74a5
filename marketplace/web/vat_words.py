"""VAT in words: categories, and treatments as a line says them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from invoicing import VatCategory
from invoicing.vat import format_rate
from marketplace.errors import N_
from marketplace.models.agreements import VatTreatment

CATEGORIES = {
    VatCategory.STANDARD: N_("Moms tas ut"),
    VatCategory.EXEMPT: N_("Undantaget från moms"),
    VatCategory.REVERSE_CHARGE: N_("Omvänd betalningsskyldighet"),
    VatCategory.OUTSIDE_SCOPE: N_("Utanför momsen"),
}


@dataclass(frozen=True, slots=True)
class Treatment:
    """A treatment with its words."""

    row: VatTreatment
    vat: str
    state: str
    kind: str


def treatment_words(rows: Sequence[VatTreatment]) -> list[Treatment]:
    """Treatments in words."""
    return [
        Treatment(row, vat_text(row.category, row.rate_basis_points), *_state(row)) for row in rows
    ]


def vat_text(category: VatCategory, rate_basis_points: int) -> str:
    """25 %, or why none is charged."""
    if category is VatCategory.STANDARD:
        return f"{format_rate(rate_basis_points)}\N{NO-BREAK SPACE}%"
    return str(gettext(CATEGORIES[category]))


def _state(row: VatTreatment) -> tuple[str, str]:
    if row.signed_at is not None:
        return gettext("Gäller"), "good"
    if row.refused_at is not None:
        return gettext("Kooperativet sa nej"), "stopped"
    return gettext("Väntar på kooperativet"), "waiting"
