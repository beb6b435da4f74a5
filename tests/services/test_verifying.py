"""One flipped byte anywhere in the books is found, and what holds is not accused."""

import pytest
from sqlalchemy import text

from marketplace.database import db
from marketplace.models.debts import DebtKind
from marketplace.services import credits, debts, invoices, verifying
from tests.make import make_cooperative
from tests.make_money import ADMIN, make_issued, pay

FLIPS = {
    "a letter of the document": "UPDATE invoices"
    " SET document = replace(document, 'Drottninggatan', 'Drottnimggatan')",
    "an amount beside the document": "UPDATE invoices SET payable_ore = payable_ore + 1"
    " WHERE series = 'F'",
    "the due date": "UPDATE invoices SET due_on = due_on + 1 WHERE number = 1 AND series = 'F'",
    "the reference": "UPDATE invoices SET ocr = overlay(ocr placing '9' from 4 for 1)",
    "a line's amount": "UPDATE invoice_lines SET net_ore = net_ore + 1 WHERE position = 1",
    "a line's words": "UPDATE invoice_lines SET description = description || '.'",
    "a line's minutes": "UPDATE invoice_lines SET quantity_minutes = quantity_minutes - 1"
    " WHERE position = 1 AND quantity_minutes > 0",
    "a number": "UPDATE invoices SET number = 9 WHERE number = 2 AND series = 'F'",
    "a seal": "UPDATE invoice_seals SET link_hash = overlay(link_hash placing '0' from 1 for 1)"
    " WHERE link_hash NOT LIKE '0%'",
    "a seal's place": "UPDATE invoice_seals SET place = place + 10",
    "a removed seal": "DELETE FROM invoice_seals WHERE place = 2",
    "the end of a chain": "UPDATE chains SET length = length + 1",
    "a byte of the PDF": "UPDATE invoice_files SET content = set_byte(content, 900,"
    " (get_byte(content, 900) + 1) % 256)",
    "an entry": "UPDATE voucher_entries SET amount_ore = amount_ore + 1 WHERE position = 1",
    "an entry's account": "UPDATE voucher_entries SET account = '3002' WHERE account = '3001'",
    "a voucher's words": "UPDATE vouchers SET text = text || ' ' WHERE number = 1",
    "a voucher's day": "UPDATE vouchers SET booked_on = booked_on - 1"
    " WHERE extract(doy FROM booked_on) > 1",
    "a removed payment": "DELETE FROM payments",
    "a payment's amount": "UPDATE payments SET amount_ore = amount_ore + 1",
    "a payment's day": "UPDATE payments SET received_on = received_on - 1",
    "a fee": "UPDATE debt_changes SET amount_ore = amount_ore + 1",
    "two entries that still balance": "UPDATE voucher_entries e SET amount_ore = amount_ore + CASE"
    " WHEN position = 1 THEN 1 WHEN position = 2 THEN -1 ELSE 0 END",
}


@pytest.fixture
def books(clean_database):
    """Two invoices, a credit note, money, a fee and a printed file, all committed."""
    with clean_database.app.app_context():
        first = make_issued()
        second = make_issued(first.posting)
        pay(first, 10_000)
        debts.charge(first, DebtKind.REMINDER_FEE, 6_000, key="a", by=ADMIN)
        credits.credit(second, reason="Fel", by=ADMIN)
        invoices.render(first)
        db.session.commit()
        yield clean_database


def read_again():
    db.session.remove()
    return list(verifying.problems())


def test_every_flipped_byte_is_found_and_nothing_else(books):
    assert read_again() == []
    for name, flip in FLIPS.items():
        with books.owner_engine().connect() as owner:
            for table in ("invoices", "invoice_lines", "chains", "vouchers", "voucher_entries"):
                owner.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
            copied = {
                table: owner.execute(text(f"SELECT * FROM {table}")).mappings().all()
                for table in ("payments",)
            }
            touched = owner.execute(text(flip)).rowcount
            owner.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO orangeriet_app"))
            assert touched, name
            assert copied["payments"]
            found = found_in(owner)
            owner.rollback()
        assert found, name
    assert read_again() == []


def found_in(owner):
    """What a verification finds that reads what the owner has not committed."""
    db.session.remove()
    before = db.engines[None]
    db.engines[None] = owner
    try:
        return list(verifying.problems())
    finally:
        db.session.remove()
        db.engines[None] = before


def test_a_removed_last_invoice_is_missed(books):
    with books.owner_engine().begin() as owner:
        for table in ("invoices", "invoice_lines"):
            owner.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        last = "SELECT id FROM invoices WHERE series = 'K'"
        for change in (
            f"DELETE FROM voucher_entries WHERE voucher_id IN (SELECT id FROM vouchers"
            f" WHERE cause IN (SELECT 'invoice:' || id FROM ({last}) i))",
            f"DELETE FROM vouchers WHERE cause IN (SELECT 'invoice:' || id FROM ({last}) i)",
            f"DELETE FROM invoice_seals WHERE invoice_id IN ({last})",
            f"DELETE FROM invoice_lines WHERE invoice_id IN ({last})",
            "DELETE FROM invoices WHERE series = 'K'",
        ):
            owner.execute(text(change))
    words = " ".join(read_again())
    assert "Nummer 1 saknas" in words
    assert "slutar inte där den ska" in words


def test_an_unbroken_series_is_said_of_a_cooperative_without_invoices(session):
    assert list(verifying.of_cooperative(make_cooperative())) == []
