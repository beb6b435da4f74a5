"""The books behind every event: balanced, complete, in order, never changed."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from marketplace import clock
from marketplace.database import db
from marketplace.errors import Conflict, Invalid
from marketplace.models.debts import DebtKind
from marketplace.models.ledger import ClosedMonth, InvoiceSeal, Voucher, VoucherEntry
from marketplace.services import credits, debts, ledger, payments, verifying, vouchers
from tests.make import make_cooperative
from tests.make_money import ADMIN, booked, make_issued, pay
from tests.make_work import make_invoice, make_payment
from tests.models.refusal import refused


def test_an_issue_books_debt_vat_and_revenue_by_stream_and_sector(session):
    invoice = make_issued()
    assert booked(invoice) == {
        "1510": invoice.payable_ore,
        "2611": -invoice.vat_ore,
        "3001": -invoice.net_ore,
    }
    [revenue] = session.scalars(select(VoucherEntry).where(VoucherEntry.account == "3001"))
    assert (revenue.stream, revenue.buyer_sector) == ("market", "company")
    assert revenue.cost_centre == invoice.cooperative.slug


def test_a_payment_moves_the_debt_to_the_bank(session):
    invoice = make_issued()
    assert pay(invoice, key="one")
    assert not pay(invoice, key="one")
    assert booked(invoice) == {
        "1930": invoice.payable_ore,
        "2611": -invoice.vat_ore,
        "3001": -invoice.net_ore,
    }


def test_what_is_paid_too_much_is_owed_and_can_be_paid_back(session):
    invoice = make_issued()
    pay(invoice, invoice.payable_ore + 5_000)
    assert booked(invoice)["2420"] == -5_000
    debts.refund(invoice, amount_ore=5_000, paid_on=clock.today(), key="a", by=ADMIN)
    assert payments.settlement(invoice).state == "paid"
    assert "2420" not in booked(invoice)


def test_a_refund_after_a_credit_note_comes_out_of_the_debt(session):
    invoice = make_issued()
    pay(invoice, invoice.payable_ore + 1_000)
    credits.credit(invoice, reason="Fel", by=ADMIN)
    owed = invoice.payable_ore + 1_000
    debts.refund(invoice, amount_ore=owed, paid_on=clock.today(), key="a", by=ADMIN)
    assert booked(invoice) == {}
    assert payments.settlement(invoice).state == "credited"


def test_no_more_is_paid_back_than_is_owed(session):
    invoice = make_issued()
    with pytest.raises(Invalid):
        debts.refund(invoice, amount_ore=1, paid_on=clock.today(), key="a", by=ADMIN)


def test_a_loss_takes_its_vat_along_only_when_told(session):
    for reduces_vat, vat_left in ((True, False), (False, True)):
        invoice = make_issued()
        debts.write_off(invoice, ground="Konkurs", reduces_vat=reduces_vat, key="a", by=ADMIN)
        assert ("2611" in booked(invoice)) == vat_left
        assert "1510" not in booked(invoice)
        assert payments.settlement(invoice).state == "written_off"


def test_a_loss_needs_a_ground_and_a_debt(session):
    invoice = make_issued()
    with pytest.raises(Invalid, match="Skriv varför"):
        debts.write_off(invoice, ground=" ", reduces_vat=False, key="a", by=ADMIN)
    pay(invoice)
    with pytest.raises(Conflict):
        debts.write_off(invoice, ground="x", reduces_vat=False, key="a", by=ADMIN)


@pytest.mark.parametrize("difference", [-60, 60])
def test_a_krona_too_little_or_too_much_is_rounded_away(session, difference):
    invoice = make_issued()
    pay(invoice, invoice.payable_ore + difference)
    debts.round_off(invoice, key="a", by=ADMIN)
    assert payments.settlement(invoice).open_ore == 0
    assert "1510" not in booked(invoice)


def test_more_than_a_krona_is_not_a_rounding(session):
    invoice = make_issued()
    pay(invoice, invoice.payable_ore - 101)
    with pytest.raises(Invalid, match="högst en krona"):
        debts.round_off(invoice, key="a", by=ADMIN)


def test_a_fee_adds_to_the_debt_once(session):
    invoice = make_issued()
    for _ in range(2):
        debts.charge(invoice, DebtKind.REMINDER_FEE, 6_000, key="a", by=ADMIN)
    assert payments.settlement(invoice).open_ore == invoice.payable_ore + 6_000
    assert booked(invoice)["3540"] == -6_000


def test_vouchers_are_numbered_without_a_gap_in_series_of_their_own(session):
    invoice = make_issued()
    pay(invoice, 1_000, key="a")
    pay(invoice, 2_000, key="b")
    debts.charge(invoice, DebtKind.LATE_INTEREST, 500, key="a", by=ADMIN)
    rows = session.execute(select(Voucher.series, Voucher.number).order_by(Voucher.id)).all()
    assert [tuple(row) for row in rows] == [("B", 1), ("C", 1), ("C", 2), ("D", 1)]


def test_a_voucher_out_of_balance_is_refused(session):
    make_issued()
    voucher = session.scalars(select(Voucher)).one()
    with refused("ck_vouchers_balanced"):
        db.session.add(
            VoucherEntry(voucher_id=voucher.id, position=9, account="1930", amount_ore=1)
        )
        db.session.flush()
        session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


def test_no_entries_are_added_to_a_voucher_afterwards(session):
    make_issued()
    voucher = session.scalars(select(Voucher)).one()
    with refused("ck_vouchers_complete"):
        for place, ore in ((8, 1), (9, -1)):
            db.session.add(
                VoucherEntry(voucher_id=voucher.id, position=place, account="1930", amount_ore=ore)
            )
        db.session.flush()
        session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


@pytest.mark.parametrize(
    "table", ["vouchers", "voucher_entries", "invoice_seals", "debt_changes", "closed_months"]
)
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_the_books_are_only_added_to(session, table, change):
    column = {"invoice_seals": "place", "closed_months": "first_day"}.get(table, "id")
    with refused(f"permission denied for table {table}"):
        session.execute(text(change.format(table, column, column)))


@pytest.mark.parametrize(
    "table", ["vouchers", "voucher_entries", "invoice_seals", "invoice_files", "debt_changes"]
)
def test_not_even_the_owner_empties_them(owner_engine, table):
    with owner_engine.connect() as owner, pytest.raises(Exception, match="is never emptied"):
        owner.execute(text(f"TRUNCATE {table} CASCADE"))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE chains SET length = length - 1",
        "UPDATE invoice_series SET last_number = last_number - 1",
    ],
)
def test_counters_never_count_down(session, change):
    make_issued()
    with refused("never counts down"):
        session.execute(text(change))


def test_what_happens_in_a_closed_month_is_booked_today(session):
    invoice = make_issued()
    month = (clock.today().replace(day=1) - timedelta(days=1)).replace(day=1)
    db.session.add(
        ClosedMonth(
            cooperative_id=invoice.cooperative_id,
            first_day=month,
            closed_at=clock.now(),
            closed_by="x",
        )
    )
    db.session.flush()
    pay(invoice, days_ago=(clock.today() - month).days)
    booked_on = session.scalars(select(Voucher.booked_on).where(Voucher.series == "C")).one()
    assert booked_on == clock.today()


def test_the_database_refuses_a_voucher_in_a_closed_month(session):
    invoice = make_issued()
    month = clock.today().replace(day=1)
    columns = {"closed_at": clock.now(), "closed_by": "x", "first_day": month}
    db.session.add(ClosedMonth(cooperative_id=invoice.cooperative_id, **columns))
    db.session.flush()
    with refused("ck_vouchers_month_is_open"):
        pay(invoice)


def test_history_written_by_others_is_caught_up_once(session):
    invoice = make_invoice(issued=True)
    other = make_issued()
    payment = make_payment(invoice, amount_ore=invoice.payable_ore + 100)
    credits.credit(other, reason="x", by=ADMIN)
    assert ledger.catch_up() == 1
    assert ledger.catch_up() == 0
    assert booked(invoice)["2420"] == -100
    assert session.scalars(select(Voucher.cause).where(Voucher.series == "C")).all() == [
        f"payment:{payment.id}"
    ]
    assert list(verifying.problems()) == []


def test_bulk_written_invoices_are_sealed_and_booked_in_the_order_of_their_numbers(
    clean_database,
):
    with clean_database.app.app_context():
        invoices = [make_invoice(issued=True) for _ in range(3)]
        make_payment(invoices[0])
        db.session.commit()
        owner = clean_database.owner_engine()
        with owner.begin() as connection:  # as if nobody had ever booked anything
            for table in ("voucher_entries", "vouchers", "invoice_seals", "chains"):
                connection.execute(text(f"DELETE FROM {table}"))
        db.session.expire_all()
        assert any("catch-up" in words for words in verifying.problems())
        assert ledger.catch_up() == 3 + 3 + 1
        db.session.commit()
        assert list(verifying.problems()) == []
        sealed = db.session.scalars(select(InvoiceSeal.invoice_id).order_by(InvoiceSeal.invoice_id))
        assert sealed.all() == [invoice.id for invoice in invoices]


def test_a_booking_is_made_once_whoever_asks(session):
    cooperative = make_cooperative()
    assert vouchers.book(cooperative.id, []) == 0
    invoice = make_issued()
    assert ledger.caught_up(invoice) == 0
