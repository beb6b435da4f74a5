"""What belongs to the cooperative of whoever is signed in; anything else is "not found"."""

from flask import url_for
from flask_babel import gettext

from marketplace.access import find, viewer
from marketplace.errors import N_
from marketplace.models.agreements import Agreement
from marketplace.models.cooperatives import Cooperative
from marketplace.models.invoices import Invoice, InvoiceStatus
from marketplace.models.users import Role

ADMIN = (Role.COOPERATIVE_ADMIN,)
"""What binds the cooperative, or shows anybody's pay."""
PLACES = (
    (N_("Fakturor"), "cooperatives.invoices.index", False),
    (N_("Betalningar in"), "cooperatives.bank_files.index", False),
    (N_("Vem är skyldig vad"), "cooperatives.debtors.index", False),
    (N_("Påminnelser"), "cooperatives.reminders.index", False),
    (N_("Kunder och avtal"), "cooperatives.agreements.index", False),
    (N_("Prisgolv"), "cooperatives.price_floors.index", False),
    (N_("Dagskassa"), "cooperatives.takings.index", False),
    (N_("Bokföring"), "cooperatives.ledger.index", False),
    (N_("Året"), "cooperatives.years.show", False),
    (N_("Löneunderlag"), "cooperatives.payroll.index", True),
)


def cooperative() -> Cooperative:
    """The cooperative itself."""
    found = viewer().cooperative
    assert found is not None  # noqa: S101 -- a CHECK of the database: the role has one
    return found


def invoice(public_id: str) -> Invoice:
    """One of its invoices. Raises NotFound."""
    return find(Invoice, public_id, Invoice.cooperative_id == cooperative().id)


def issued(public_id: str) -> Invoice:
    """One of its issued invoices or credit notes. Raises NotFound."""
    return find(
        Invoice,
        public_id,
        Invoice.cooperative_id == cooperative().id,
        Invoice.status == InvoiceStatus.ISSUED,
    )


def agreement(public_id: str) -> Agreement:
    """One of its agreements. Raises NotFound."""
    return find(Agreement, public_id, Agreement.cooperative_id == cooperative().id)


def tabs(current: str) -> list[dict[str, object]]:
    """The places where a cooperative's money is seen, for components/tabs.html."""
    admin = viewer().role in ADMIN
    return [
        {"label": gettext(label), "url": url_for(endpoint), "current": endpoint == current}
        for label, endpoint, only_admin in PLACES
        if admin or not only_admin
    ]
