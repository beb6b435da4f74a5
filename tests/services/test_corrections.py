"""A payment written in by mistake: undone once, in the books and in every sum."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace import clock
from marketplace.errors import Invalid
from marketplace.models.ledger import ClosedMonth, Voucher, VoucherEntry
from marketplace.models.payments import BY_HAND, Payment, PaymentMethod
from marketplace.services import (
    books,
    corrections,
    credits,
    debtors,
    debts,
    figures,
    ledger,
    payments,
    periods,
    reminders,
    revenue_rows,
    verifying,
)
from tests.make_money import ADMIN, booked, make_collection_terms, make_issued, pay


def by_hand(invoice, ore=None, name="a") -> Payment:
    """A payment that somebody wrote in."""
    pay(invoice, ore, key=f"{BY_HAND}{invoice.public_id}:{name}")
    return payments.of_invoice(invoice)[-1]


def reversals(session):
    return session.scalars(select(Voucher).where(Voucher.event == "reversal")).all()


def test_an_undone_payment_is_turned_round_by_a_voucher_that_says_who_and_why(session):
    invoice = make_issued()
    before = booked(invoice)
    payment = by_hand(invoice)
    assert corrections.undo(payment, " fel faktura ", ADMIN)
    assert booked(invoice) == before
    assert session.scalar(select(func.sum(VoucherEntry.amount_ore))) == 0
    [voucher] = reversals(session)
    assert voucher.booked_on == clock.today()
    assert voucher.text == (
        f"Rättelse av Betalning {invoice.label}, {clock.today()}. Karin Kassör: fel faktura"
    )
    assert payment.correction.corrected_by == "Karin Kassör"
    assert not ledger.is_behind(invoice.cooperative_id)
    assert ledger.catch_up(invoice.cooperative_id) == 0
    assert list(verifying.of_cooperative(invoice.cooperative)) == []


def test_no_sum_counts_an_undone_payment(session, frozen):
    invoice = make_issued()
    payment = by_hand(invoice)
    frozen(clock.now() + timedelta(days=60))
    make_collection_terms()
    own = invoice.cooperative_id
    period = periods.month_of(payment.received_on)
    with pytest.raises(Invalid, match="redan betald"):
        reminders.demand(invoice)
    assert debtors.of_cooperative(own) == []
    assert corrections.undo(payment, "fel belopp", ADMIN)
    settled = payments.settlement(invoice)
    assert (settled.state, settled.paid_ore) == ("overdue", 0)
    assert settled.open_ore == invoice.payable_ore
    assert reminders.demand(invoice).debt_ore == invoice.payable_ore
    [debtor] = debtors.of_cooperative(own)
    assert debtor.ages.owed_ore == books.owed(own)[0] == invoice.payable_ore
    assert figures._balances(own) == (invoice.payable_ore, 0, invoice.payable_ore)
    assert session.execute(revenue_rows.days(period)).all() == []


def test_pressed_twice_it_is_undone_once(session):
    payment = by_hand(make_issued())
    assert corrections.undo(payment, "dubbelt", ADMIN)
    assert not corrections.undo(payment, "dubbelt", ADMIN)
    assert len(reversals(session)) == 1


def test_a_payment_written_in_twice_leaves_the_invoice_paid_whichever_is_undone(session):
    for which in (0, 1):
        invoice = make_issued()
        pair = [by_hand(invoice, name="a"), by_hand(invoice, name="b")]
        assert payments.settlement(invoice).state == "overpaid"
        corrections.undo(pair[which], "dubbelt", ADMIN)
        assert payments.settlement(invoice).state == "paid"
        assert booked(invoice).keys() & {"1510", "2420"} == set()
        corrections.undo(pair[1 - which], "den också", ADMIN)
        assert booked(invoice)["1510"] == invoice.payable_ore
        assert "2420" not in booked(invoice)
        assert list(verifying.of_cooperative(invoice.cooperative)) == []


def test_a_closed_month_stays_as_it_was_handed_over(session, frozen):
    invoice = make_issued()
    payment = by_hand(invoice)
    month = clock.today().replace(day=1)
    frozen(clock.now() + timedelta(days=40))
    session.add(
        ClosedMonth(
            cooperative_id=invoice.cooperative_id,
            first_day=month,
            closed_at=clock.now(),
            closed_by=ADMIN.label,
        )
    )
    session.flush()
    corrections.undo(payment, "fel faktura", ADMIN)
    assert [voucher.booked_on for voucher in reversals(session)] == [clock.today()]


def test_what_a_bank_or_a_card_told_is_not_undone_by_hand(session):
    invoice = make_issued()
    pay(invoice, 100, key="bank:1:1:1")
    payments.pay(
        invoice,
        amount_ore=100,
        received_on=clock.today(),
        method=PaymentMethod.CARD,
        key="card",
        by=ADMIN,
    )
    told = payments.of_invoice(invoice)
    for payment, words in zip(told, ("Betalningar in", "kortet"), strict=True):
        with pytest.raises(Invalid, match=words):
            corrections.undo(payment, "fel", ADMIN)


def test_a_payment_stays_where_money_was_given_back_on_it(session):
    refunded, rounded = make_issued(), make_issued()
    first = by_hand(refunded, refunded.payable_ore + 5_000)
    debts.refund(refunded, amount_ore=5_000, paid_on=clock.today(), key="a", by=ADMIN)
    second = by_hand(rounded, rounded.payable_ore + 50)
    debts.round_off(rounded, key="a", by=ADMIN)
    for payment in (first, second):
        with pytest.raises(Invalid, match="sköter redovisningen"):
            corrections.undo(payment, "fel", ADMIN)


def test_a_credit_note_does_not_stand_in_the_way(session):
    invoice = make_issued()
    payment = by_hand(invoice)
    credits.credit(invoice, reason="Fel", by=ADMIN)
    corrections.undo(payment, "kom aldrig", ADMIN)
    assert payments.settlement(invoice).state == "credited"
    assert booked(invoice) == {}


def test_a_correction_needs_a_reason(session):
    with pytest.raises(Invalid, match="Skriv varför"):
        corrections.undo(by_hand(make_issued()), " ", ADMIN)
