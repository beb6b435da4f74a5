"""An invoice's rows as the document that the law knows: seller, buyer, lines, terms."""

from datetime import date

from sqlalchemy import select

import invoicing
from invoicing import peppol
from marketplace.clock import local, today
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.agreements import Agreement
from marketplace.models.companies import Company
from marketplace.models.cooperatives import Cooperative
from marketplace.models.invoices import Invoice, InvoiceLine
from marketplace.models.users import User
from marketplace.services import agreements, numbering

LATE_PAYMENT = {
    "sv": "Efter förfallodagen tas dröjsmålsränta ut enligt räntelagen (1975:635).",
    "en": "After the due date interest is charged under the Swedish Interest Act (1975:635).",
}
MOST_REASONS = 5


def draft_of(invoice: Invoice) -> invoicing.Draft:
    """What would be issued if it were issued now."""
    agreement = agreements.known(invoice.cooperative_id, invoice.company_id)
    lines = tuple(line_of(line) for line in invoice.lines)
    return invoicing.Draft(
        kind=invoicing.Kind(invoice.kind.value),
        seller=_seller(invoice.cooperative),
        buyer=_buyer(invoice, agreement, lines),
        lines=lines,
        terms=invoicing.Terms(
            days=invoice.cooperative.payment_terms_days,
            late_payment_text=LATE_PAYMENT[invoice.language],
        ),
        language=invoice.language,
        note=invoice.note,
        tax_reduction_ore=invoice.tax_reduction_ore,
    )


def frozen(invoice: Invoice) -> invoicing.Document:
    """The document as it was issued. Raises Conflict for a draft."""
    if invoice.document is None:
        raise Conflict(N_("Fakturan är inte utfärdad än."))
    return invoicing.document_from_json(invoice.document.encode())


def demand_issuable(invoice: Invoice, draft: invoicing.Draft) -> None:
    """Judge a draft as law and e-invoice rules will judge the document, before it takes a number.

    Raises Invalid with every reason in words. The number and the day are stand-ins: no rule looks
    at more than their form.
    """
    reasons = [problem.reason for problem in invoicing.draft_problems(draft)]
    if not reasons:
        series = numbering.series_of(invoice.cooperative, invoice.kind, today().year)
        reasons = broken_rules(invoicing.issue(draft, series=series, number=1, issued_on=today()))
    if reasons:
        raise Invalid(
            N_("Fakturan går inte att utfärda än: %(what)s"), what=" ".join(reasons[:MOST_REASONS])
        )


def broken_rules(document: invoicing.Document) -> list[str]:
    """The e-invoice rules that a document breaks, each with its name; a grant has no e-invoice."""
    if document.kind is invoicing.Kind.REQUISITION:
        return []
    findings = peppol.validate(peppol.to_ubl(document))
    return [f"{one.reason} ({one.rule})" for one in findings]


def totals_of(invoice: Invoice) -> invoicing.Totals:
    """What an invoice's rows add up to, without asking who buys and when it was supplied."""
    lines = [_line(line, today(), "") for line in invoice.lines]
    return invoicing.add_up(lines, tax_reduction_ore=invoice.tax_reduction_ore)


def line_of(line: InvoiceLine) -> invoicing.Line:
    """A line as the document has it, taxed as the row says."""
    report = line.time_report
    if report is None:
        return _line(line, line.supplied_on or today(), "")
    return _line(line, local(report.starts_at).date(), report.public_id)


def _line(line: InvoiceLine, supplied_on: date, reference: str) -> invoicing.Line:
    by_time = line.quantity_thousandths is None
    return invoicing.Line(
        description=line.description,
        quantity_minutes=line.quantity_minutes if by_time else None,
        quantity_thousandths=line.quantity_thousandths,
        unit=line.unit or invoicing.Unit.HOUR,
        unit_price_ore=line.ore_per_hour if by_time else line.unit_price_ore or 0,
        vat=_vat(line),
        stream=invoicing.Stream(line.stream.value),
        buyer_sector=invoicing.BuyerSector(line.buyer_sector.value),
        supplied_on=supplied_on,
        source_reference=reference,
    )


def _vat(line: InvoiceLine) -> invoicing.VatTreatment:
    return invoicing.VatTreatment(
        code=line.vat_code,
        category=line.vat_category,
        rate_basis_points=line.vat_basis_points,
        reason_swedish=line.vat_reason_swedish,
        reason_english=line.vat_reason_english,
        reason_code=line.vat_reason_code,
    )


def _seller(cooperative: Cooperative) -> invoicing.Seller:
    return invoicing.Seller(
        name=cooperative.name,
        organisation_number=cooperative.organisation_number.replace("-", ""),
        vat_number=cooperative.vat_number,
        seat=cooperative.city,
        f_tax_approved=cooperative.f_tax_approved,
        bankgiro=cooperative.bankgiro.replace("-", ""),
        email=cooperative.email,
        phone=cooperative.phone,
        address=_address(cooperative),
    )


def _buyer(
    invoice: Invoice, agreement: Agreement | None, lines: tuple[invoicing.Line, ...]
) -> invoicing.Buyer:
    """The customer; where no reference was given, it is who received the crew or signs in there."""
    company, posting = invoice.company, invoice.posting
    received_by = (posting.supervisor_name if posting else "") or _contact(company)
    reverse = any(line.vat.category is invoicing.VatCategory.REVERSE_CHARGE for line in lines)
    return invoicing.Buyer(
        name=company.name,
        organisation_number=(company.organisation_number or "").replace("-", ""),
        vat_number=agreements.vat_number(company) if reverse else "",
        reference=company.reference or received_by,
        order_reference=agreement.order_reference if agreement else "",
        peppol_id=agreement.peppol_id if agreement else "",
        email=company.email,
        address=_address(company),
    )


def _contact(company: Company) -> str:
    query = select(User.name).where(User.company_id == company.id, User.active).order_by(User.id)
    return db.session.scalars(query.limit(1)).first() or ""


def _address(party: Cooperative | Company) -> invoicing.Address:
    return invoicing.Address(
        street=party.street, postal_code=party.postal_code.replace(" ", ""), city=party.city
    )
