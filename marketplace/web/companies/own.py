"""What belongs to the company that is signed in; anything else is "not found"."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.access import find, viewer
from marketplace.database import db
from marketplace.errors import N_, NotFound
from marketplace.models.companies import Company, Site
from marketplace.models.invoices import Invoice, InvoiceStatus
from marketplace.models.postings import Posting


def company() -> Company:
    """The company itself."""
    found = viewer().company
    assert found is not None  # noqa: S101 -- a CHECK of the database: the role has one
    return found


def posting(public_id: str, *, lock: bool = False) -> Posting:
    """One of the company's postings. Raises NotFound."""
    return find(
        Posting,
        public_id,
        Posting.company_id == company().id,
        options=(
            joinedload(Posting.site),
            joinedload(Posting.cooperative),
            selectinload(Posting.shifts),
            selectinload(Posting.skills),
        ),
        lock=lock,
    )


def internship(public_id: str, *, lock: bool = False) -> Posting:
    """One of the company's internships. Raises NotFound, for a job of another kind too."""
    found = posting(public_id, lock=lock)
    if found.is_billable:
        raise NotFound(N_("Sidan finns inte, eller så hör den till någon annan."))
    return found


def sites() -> Sequence[Site]:
    """Every site of the company, by name, with what is known of it."""
    return db.session.scalars(
        select(Site)
        .where(Site.company_id == company().id)
        .order_by(Site.name, Site.id)
        .options(selectinload(Site.features))
    ).all()


def site(public_id: str) -> Site:
    """One of the company's sites. Raises NotFound."""
    return find(
        Site, public_id, Site.company_id == company().id, options=(selectinload(Site.features),)
    )


def invoice(public_id: str) -> Invoice:
    """One of the company's invoices; a draft is not its business yet. Raises NotFound."""
    return find(
        Invoice,
        public_id,
        Invoice.company_id == company().id,
        Invoice.status == InvoiceStatus.ISSUED,
        options=(joinedload(Invoice.cooperative), selectinload(Invoice.lines)),
    )
