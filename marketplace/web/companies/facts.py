"""What is known of a job and of an invoice, as terms and values."""

from flask_babel import gettext

from marketplace.errors import N_
from marketplace.models.invoices import Invoice
from marketplace.models.postings import Posting, PostingKind
from marketplace.services import postings
from marketplace.services.invoice_documents import frozen
from marketplace.services.payments import Settlement
from marketplace.text import kronor
from marketplace.web.companies.price import price_text
from marketplace.web.invoice_sums import sums_of
from marketplace.web.text import day, hours
from marketplace.web.vocabulary import skill_name

Fact = dict[str, str]
LEADERS = {
    PostingKind.HIRE_OUT: N_("Ni leder arbetet. Kooperativet hyr ut."),
    PostingKind.SERVICE: N_("Kooperativet leder arbetet. Ni köper en tjänst."),
    PostingKind.INTERNSHIP: N_("Ni visar och lär ut. Det är praktik."),
}


def of_posting(posting: Posting) -> list[Fact]:
    """Everything the company said, and what it costs."""
    shifts = postings.shifts_of(posting)
    quote = postings.price(posting)
    asked = [skill_name(row.skill) for row in posting.skills if not row.merit]
    site = posting.site
    facts = [
        (gettext("Plats"), f"{site.name}, {site.street}, {site.locality}"),
        (
            gettext("Rast"),
            hours(shifts[0].break_minutes) if shifts[0].break_minutes else gettext("Ingen"),
        ),
        (gettext("Pris"), kronor(quote.net_ore) if quote else ""),
        (gettext("Så räknar vi"), price_text(quote, shifts, posting.kind) if quote else ""),
        (gettext("Vem leder"), gettext(LEADERS[posting.kind])),
        (gettext("Krav"), ", ".join(asked)),
        (gettext("Tar emot"), posting.supervisor_name),
        (gettext("Bra att veta"), posting.details),
        (gettext("Kooperativ"), posting.cooperative.name),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]


def of_invoice(invoice: Invoice, settlement: Settlement) -> list[Fact]:
    """Where to pay and with which reference until when, while there is something to pay."""
    paid = kronor(settlement.paid_ore) if settlement.paid_ore else ""
    owed = settlement.open_ore > 0
    facts = [
        (gettext("Bankgiro"), invoice.cooperative.bankgiro if owed else ""),
        (gettext("OCR-nummer"), invoice.ocr if owed else ""),
        (gettext("Betala senast"), day(invoice.due_on) if owed and invoice.due_on else ""),
        *sums_of(frozen(invoice).totals),
        (gettext("Summa"), kronor(invoice.payable_ore or 0)),
        (gettext("Betalt"), paid),
        (gettext("Utfärdad"), day(invoice.issued_on) if invoice.issued_on else ""),
        (gettext("Från"), invoice.cooperative.name),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]
