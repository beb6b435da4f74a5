"""Which account each kind of event is booked on: a chart given by the caller, BAS by default.

The numbers follow the BAS chart as it is commonly used; a cooperative's accountant may want
others, so every one of them can be replaced.
"""

from dataclasses import dataclass, field

from invoicing.errors import InvoicingError
from invoicing.vat import VatCategory

VatKey = tuple[VatCategory, int]


class ChartError(InvoicingError):
    """A chart lacks the account that an event needs, or an account has no name."""


def _sales() -> dict[VatKey, str]:
    return {
        (VatCategory.STANDARD, 2500): "3001",
        (VatCategory.STANDARD, 1200): "3002",
        (VatCategory.STANDARD, 600): "3003",
        (VatCategory.EXEMPT, 0): "3004",
        (VatCategory.REVERSE_CHARGE, 0): "3308",
        (VatCategory.OUTSIDE_SCOPE, 0): "3988",
    }


def _output_vat() -> dict[int, str]:
    return {2500: "2611", 1200: "2621", 600: "2631"}


def _names() -> dict[str, str]:
    return {
        "1510": "Kundfordringar",
        "1513": "Kundfordringar, delad faktura",
        "1620": "Upparbetad men ej fakturerad intäkt",
        "1910": "Kassa",
        "1930": "Bank",
        "2420": "Förskott från kunder",
        "2611": "Utgående moms 25 %",
        "2621": "Utgående moms 12 %",
        "2631": "Utgående moms 6 %",
        "3001": "Försäljning 25 % moms",
        "3002": "Försäljning 12 % moms",
        "3003": "Försäljning 6 % moms",
        "3004": "Försäljning momsfri",
        "3308": "Försäljning tjänster, omvänd betalningsskyldighet",
        "3540": "Faktureringsavgifter",
        "3740": "Öresavrundning",
        "3988": "Erhållna bidrag och ersättningar",
        "6351": "Konstaterade förluster på kundfordringar",
        "6570": "Bankkostnader",
        "8313": "Ränteintäkter från kundfordringar",
    }


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Account numbers by what they are for; `names` holds every account's name."""

    receivable: str = "1510"
    tax_reduction: str = "1513"
    accrued_income: str = "1620"
    cash: str = "1910"
    bank: str = "1930"
    customer_credit: str = "2420"
    rounding: str = "3740"
    fees: str = "3540"
    late_interest: str = "8313"
    bad_debt: str = "6351"
    payment_costs: str = "6570"
    sales: dict[VatKey, str] = field(default_factory=_sales)
    output_vat: dict[int, str] = field(default_factory=_output_vat)
    names: dict[str, str] = field(default_factory=_names)

    def sales_account(self, category: VatCategory, rate_basis_points: int) -> str:
        """Give the revenue account for a VAT category and rate."""
        key = (category, rate_basis_points)
        return _found(self.sales.get(key), f"försäljning med moms {category} {rate_basis_points}")

    def vat_account(self, rate_basis_points: int) -> str:
        """Give the account for output VAT at a rate."""
        return _found(self.output_vat.get(rate_basis_points), f"moms {rate_basis_points}")

    def name(self, account: str) -> str:
        """Give an account's name."""
        return _found(self.names.get(account), f"namnet på {account}")


def _found(value: str | None, what: str) -> str:
    if value is None:
        raise ChartError(f"Kontoplanen saknar {what}.")
    return value


BAS = Chart()
