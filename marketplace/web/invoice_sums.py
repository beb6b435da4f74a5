"""How the amount of an invoice came about, in words."""

from flask_babel import gettext

from invoicing import Totals
from marketplace.text import kronor


def sums_of(totals: Totals) -> list[tuple[str, str]]:
    """From what the work costs to what is to be paid; a step that changes nothing is left out."""
    steps = [
        (gettext("Summa före moms"), totals.net_ore),
        (gettext("Moms"), totals.vat_ore),
        (gettext("Skattereduktion (RUT)"), -totals.tax_reduction_ore),
        (gettext("Öresavrundning"), totals.rounding_ore),
    ]
    return [(term, kronor(ore)) for term, ore in steps if ore]


def demanded(totals: Totals) -> list[dict[str, str]]:
    """The same as terms and values, down to what a draft would ask for."""
    steps = [*sums_of(totals), (gettext("Att betala"), kronor(totals.payable_ore))]
    return [{"term": term, "value": value} for term, value in steps]
