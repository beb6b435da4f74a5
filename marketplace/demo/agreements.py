"""What the demo's cooperatives have agreed on with their customers; every ground is invented."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from invoicing import VatCategory
from marketplace.clock import today
from marketplace.models.agreements import Agreement, Delivery, VatTreatment
from marketplace.models.companies import BuyerSector, Company
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.models.users import User
from marketplace.services import agreements, collection_terms, payroll, vat_treatments

INVENTED = "Påhittad siffra i visningen. Läs den rätta innan ni använder den."
REFERENCE_BASIS_POINTS, MARGIN_BASIS_POINTS = 200, 800
REMINDER_FEE_ORE, LATE_COMPENSATION_ORE = 6_000, 45_000
COMPARABLE_ORE = (14_900, 16_500, 15_200)
"""What the first customers say that their own people earn: beside it a pay may fall short."""


def write_terms(user: User, by: Actor) -> None:
    """Interest and fees for two years, half-year by half-year."""
    for year in (today().year - 1, today().year):
        for first, last in ((date(year, 1, 1), date(year, 7, 1)), (date(year, 7, 1), None)):
            collection_terms.write_rate(
                valid_from=first,
                valid_until=last or date(year + 1, 1, 1),
                reference_basis_points=REFERENCE_BASIS_POINTS,
                margin_basis_points=MARGIN_BASIS_POINTS,
                source=INVENTED,
                user=user,
                by=by,
            )
    collection_terms.write_fee(
        valid_from=date(today().year - 1, 1, 1),
        reminder_fee_ore=REMINDER_FEE_ORE,
        late_compensation_ore=LATE_COMPENSATION_ORE,
        source=INVENTED,
        user=user,
        by=by,
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """How one customer wants its invoices."""

    monthly: bool = False
    language: str = "sv"
    order_reference: str = ""
    fee_agreed: bool = False


WANTED = (
    Wanted(monthly=True, order_reference="PO-2207", fee_agreed=True),
    Wanted(fee_agreed=True),
    Wanted(language="en", order_reference="Cost centre 41"),
    Wanted(fee_agreed=True),
)


def agree(
    cooperative: Cooperative, customers: Sequence[Company], admin: Actor, kooptjanst: Actor
) -> None:
    """Terms with every customer, what its own people earn, and how some of the work is taxed."""
    firms = [one for one in customers if one.buyer_sector == BuyerSector.COMPANY]
    made = [agreements.of(cooperative.id, one.id) for one in firms]
    for agreement, wanted in zip(made, WANTED, strict=False):
        _change(agreement, wanted, Delivery.MAIL, admin)
    for customer in customers:
        if customer.buyer_sector == BuyerSector.PUBLIC:
            public = agreements.of(cooperative.id, customer.id)
            _change(public, Wanted(order_reference="Ref 88412"), Delivery.ACCESS_POINT, admin)
    for agreement, ore in zip(made, COMPARABLE_ORE, strict=False):
        payroll.set_comparable(agreement, date(today().year - 1, 1, 1), ore, admin)
    _tax(made, admin, kooptjanst)


def _change(agreement: Agreement, wanted: Wanted, delivery: Delivery, admin: Actor) -> None:
    agreements.change(
        agreement,
        admin,
        language=wanted.language,
        delivery=delivery,
        monthly=wanted.monthly,
        order_reference=wanted.order_reference,
        peppol_id="",
        reminder_fee_agreed_on=today() - timedelta(days=500) if wanted.fee_agreed else None,
    )


def _tax(made: Sequence[Agreement], admin: Actor, kooptjanst: Actor) -> None:
    """One choice signed by both, one refused, one that waits for the cooperative."""
    signed, refused, waiting = made[0], made[1], made[2]
    standard = _choose(signed, VatCategory.STANDARD, 2500, kooptjanst)
    vat_treatments.sign(standard, admin)
    lower = _choose(refused, VatCategory.STANDARD, 1200, kooptjanst)
    vat_treatments.refuse(lower, admin)
    _choose(waiting, VatCategory.EXEMPT, 0, kooptjanst)


def _choose(agreement: Agreement, category: VatCategory, rate: int, by: Actor) -> VatTreatment:
    return vat_treatments.choose(
        agreement,
        category=category,
        rate_basis_points=rate,
        ground=GROUNDS[category, rate],
        valid_from=today() + timedelta(days=14),
        by=by,
    )


GROUNDS = {
    (VatCategory.STANDARD, 2500): "Kunden leder arbetet: uthyrning av personal. Avtalet § 2.",
    (VatCategory.STANDARD, 1200): "Påhittat exempel: servering vid kundens fester.",
    (VatCategory.EXEMPT, 0): "Påhittat exempel: social omsorg. Beslutet ska bifogas först.",
}
