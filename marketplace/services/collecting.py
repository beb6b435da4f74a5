"""Collective invoices: chosen lines of a customer's drafts become one draft."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.companies import Company
from marketplace.models.history import Actor
from marketplace.models.invoices import Invoice, InvoiceKind, InvoiceLine, InvoiceStatus
from marketplace.services import agreements, alphabet, numbering
from marketplace.services.history import record


def customers(cooperative_id: int) -> Sequence[Company]:
    """Customers with several drafts, by name."""
    several = (
        select(Invoice.company_id)
        .where(*_drafts_of(cooperative_id))
        .group_by(Invoice.company_id)
        .having(func.count() > 1)
    )
    query = (
        select(Company)
        .where(Company.id.in_(several))
        .order_by(alphabet.ordered(Company.name), Company.id)
    )
    return db.session.scalars(query).all()


def drafts(cooperative_id: int, company_id: int) -> Sequence[Invoice]:
    """A customer's drafts with their lines, oldest first."""
    return db.session.scalars(
        select(Invoice)
        .where(*_drafts_of(cooperative_id), Invoice.company_id == company_id)
        .order_by(Invoice.id)
        .options(
            selectinload(Invoice.lines).joinedload(InvoiceLine.time_report),
            joinedload(Invoice.company),
        )
    ).all()


def collect(cooperative_id: int, company: Company, line_ids: Sequence[int], by: Actor) -> Invoice:
    """Move chosen lines of a customer's drafts onto one new draft; drafts left empty go away.

    Raises Invalid where no line is chosen, Conflict where one has been issued meanwhile.
    """
    chosen = set(line_ids)
    if not chosen:
        raise Invalid(N_("Välj minst en rad."))
    own = [*_drafts_of(cooperative_id), Invoice.company_id == company.id]
    held = db.session.scalars(
        select(Invoice).where(*own).order_by(Invoice.id).with_for_update(of=Invoice)
    ).all()
    lines = [line for draft in held for line in draft.lines if line.id in chosen]
    if len(lines) != len(chosen):
        raise Conflict(N_("Någon rad har redan fakturerats. Läs sidan igen."))
    agreement = agreements.of(cooperative_id, company.id)
    collected = Invoice(
        cooperative_id=cooperative_id,
        company_id=company.id,
        status=InvoiceStatus.DRAFT,
        created_at=now(),
        series=numbering.LETTERS[InvoiceKind.INVOICE],
        language=agreement.language,
    )
    db.session.add(collected)
    db.session.flush()
    _move(lines, collected)
    _leave(held, by)
    record("invoices.collected", collected, by, lines=len(lines))
    return collected


def _move(lines: Sequence[InvoiceLine], collected: Invoice) -> None:
    """Order by the day of work; a line keeps all it says."""
    for position, line in enumerate(sorted(lines, key=_day), start=1):
        line.invoice = collected
        line.position = position
    db.session.flush()


def _day(line: InvoiceLine) -> tuple[str, int]:
    moment = line.time_report.starts_at if line.time_report else line.supplied_on
    return (moment.isoformat() if moment else "", line.id)


def _leave(held: Sequence[Invoice], by: Actor) -> None:
    for draft in held:
        db.session.refresh(draft, ["lines"])
        if draft.lines:
            continue
        record("invoices.emptied", draft, by)
        db.session.delete(draft)
    db.session.flush()


def _drafts_of(cooperative_id: int) -> list[ColumnElement[bool]]:
    return [
        Invoice.cooperative_id == cooperative_id,
        Invoice.status == InvoiceStatus.DRAFT,
        Invoice.kind == InvoiceKind.INVOICE,
    ]
