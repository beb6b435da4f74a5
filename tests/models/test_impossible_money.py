"""What the database itself makes impossible with invoices, payments and the books."""

from datetime import date

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError

from marketplace.database import db
from marketplace.models.history import SYSTEM
from marketplace.models.invoices import Invoice, InvoiceLine, InvoiceStatus, Stream
from marketplace.models.postings import PostingKind
from marketplace.services.history import record
from tests.make import (
    make_member,
    make_posting,
)
from tests.make_work import (
    make_assignment,
    make_internship,
    make_invoice,
    make_line,
    make_payment,
    make_time_report,
)
from tests.models.refusal import at_once, refused, refused_to_the_second


def test_an_internship_is_never_billed(session):
    internship = make_internship()
    member = make_member(internship.cooperative)
    assignment = make_assignment(internship.shifts[0], member)
    report = make_time_report(assignment)
    with refused("ck_invoice_lines_internship_never_billed"):
        make_line(make_invoice(), report, position=2)


def test_hours_of_an_internship_cannot_be_billed_as_paid_work(session):
    report = make_time_report(make_assignment(make_internship().shifts[0]))
    line = make_invoice().lines[0]
    with refused("fk_invoice_lines_time_report_id_kind_time_reports"):
        session.execute(
            update(InvoiceLine)
            .where(InvoiceLine.id == line.id)
            .values(time_report_id=report.id, kind=PostingKind.HIRE_OUT)
        )


def test_an_hour_is_billed_once(session):
    report = make_time_report()
    make_invoice(report.assignment.shift.posting, (report,))
    with refused("uq_invoice_lines_hour_once"):
        make_invoice(report.assignment.shift.posting, (report,))


def test_a_credited_hour_can_be_billed_again_and_nothing_else_of_its_line_changes(session):
    report = make_time_report()
    invoice = make_invoice(report.assignment.shift.posting, (report,), issued=True)
    with refused("stands on an issued invoice"):
        invoice.lines[0].live, invoice.lines[0].net_ore = False, 1
    session.expire_all()
    invoice.lines[0].live = False
    session.flush()
    assert make_invoice(report.assignment.shift.posting, (report,)).lines[0].live


def test_an_issued_invoice_is_complete(session):
    invoice = make_invoice()
    with refused("ck_invoices_issued_is_complete"):
        session.execute(update(Invoice).where(Invoice.id == invoice.id).values(status="issued"))


def test_a_complete_invoice_is_no_draft(session):
    invoice = make_invoice()
    with refused("ck_invoices_issued_is_complete"):
        number_as(invoice, 1)
        invoice.status = InvoiceStatus.DRAFT


@pytest.mark.parametrize(
    "change",
    [
        {"payable_ore": 1},
        {"status": "draft"},
        {"document": "x"},
        {"company_id": None},
        {"due_on": date(2030, 1, 1)},
    ],
    ids=str,
)
def test_an_issued_invoice_never_changes(session, change):
    invoice = make_invoice(issued=True)
    with refused("is issued and never changes"):
        session.execute(update(Invoice).where(Invoice.id == invoice.id).values(**change))


def test_an_issued_invoice_is_never_removed(session):
    invoice = make_invoice(issued=True)
    with refused("issued"):
        session.execute(delete(InvoiceLine).where(InvoiceLine.invoice_id == invoice.id))
    with refused("is issued and never changes"):
        session.execute(text("DELETE FROM invoices WHERE id = :id"), {"id": invoice.id})


def test_an_issued_invoice_gets_no_more_lines(session):
    invoice = make_invoice(issued=True)
    with refused("stands on an issued invoice"):
        make_line(invoice, position=2)


def test_a_line_cannot_be_moved_off_an_issued_invoice(session):
    issued, draft = make_invoice(issued=True), make_invoice()
    with refused("stands on an issued invoice"):
        session.execute(
            update(InvoiceLine)
            .where(InvoiceLine.invoice_id == issued.id)
            .values(invoice_id=draft.id, position=2)
        )


def test_a_draft_may_be_thrown_away(session):
    invoice = make_invoice()
    session.delete(invoice)
    session.flush()
    assert session.get(Invoice, invoice.id) is None


@pytest.mark.parametrize("same", ["number", "ocr"])
def test_a_cooperatives_numbers_and_references_are_given_once(session, same):
    first = make_invoice()
    second = make_invoice(first.posting)
    number_as(first, 1)
    session.flush()
    with refused("uq_invoices_cooperative_id"):
        number_as(second, 1 if same == "number" else 2)
        second.ocr = first.ocr if same == "ocr" else "99"


def test_two_cooperatives_count_apart(session):
    first, second = make_invoice(), make_invoice()
    for invoice in (first, second):
        number_as(invoice, 1)
    session.flush()
    assert first.number == second.number


def issued_as(number: int) -> dict[str, object]:
    """What an issued invoice has and a draft lacks."""
    day = date(2026, 12, 1)
    return {
        "year": 2026,
        "number": number,
        "ocr": f"{number}9",
        "issued_on": day,
        "due_on": day,
        "payable_ore": 1,
        "document": "{}",
        "status": InvoiceStatus.ISSUED,
    }


def number_as(invoice: Invoice, number: int) -> None:
    """Issue an invoice by hand."""
    for name, value in issued_as(number).items():
        setattr(invoice, name, value)


def test_a_line_cannot_slip_onto_an_invoice_while_it_is_issued(clean_database):
    with clean_database.app.app_context():
        invoice = make_invoice()
        line = invoice.lines[0]
        columns = [one.key for one in InvoiceLine.__table__.columns if one.key != "id"]
        copied = {name: getattr(line, name) for name in columns} | {"position": 2}
        issuing = update(Invoice).where(Invoice.id == invoice.id).values(**issued_as(1))
        db.session.commit()
        with refused_to_the_second("stands on an issued invoice"):
            at_once(db.engine, issuing, insert(InvoiceLine).values(**copied))


def test_compensation_comes_from_the_public_alone(session):
    with refused("ck_invoice_lines_compensation_from_public_only"):
        make_line(make_invoice(), position=2, stream=Stream.PUBLIC_COMPENSATION)


@pytest.mark.parametrize("ore", [0, -1])
def test_a_payment_is_above_nothing(session, ore):
    with refused("ck_payments_amount_positive"):
        make_payment(amount_ore=ore)


def test_the_same_payment_is_recorded_once(session):
    payment = make_payment(idempotency_key="bank-1")
    with refused("uq_payments_idempotency_key"):
        make_payment(payment.invoice, idempotency_key="bank-1")


@pytest.mark.parametrize("table", ["payments", "payment_corrections", "events", "invoice_files"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_application_only_adds_to_what_is_kept_for_good(session, table, change):
    make_payment()
    record("a", make_posting(), SYSTEM)
    with refused(f"permission denied for table {table}"):
        session.execute(text(change.format(table)))


@pytest.mark.parametrize(
    "table", ["invoices", "invoice_lines", "payments", "payment_corrections", "events"]
)
def test_not_even_the_owner_empties_the_books(owner_engine, table):
    with owner_engine.connect() as owner, pytest.raises(DBAPIError, match="is never emptied"):
        owner.execute(text(f"TRUNCATE {table} CASCADE"))
