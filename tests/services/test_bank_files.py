"""Bank files: taken in once, exact payments settle themselves, the rest ask a person."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace import clock
from marketplace.errors import Conflict, Invalid
from marketplace.models.bank_files import BankPaymentStatus, ReceivedPayment
from marketplace.models.debts import DebtChange
from marketplace.models.payments import Payment
from marketplace.services import bank_files, lists, payments, received, verifying
from marketplace.services.lists import Wish
from tests.invoicing import bgmax_examples as bgmax
from tests.make_money import ADMIN, booked, make_issued
from tests.make_payments import bgmax_to

WAITING = Wish(chosen={"status": BankPaymentStatus.WAITING})


@pytest.fixture
def invoice(session):
    """An issued invoice."""
    return make_issued()


def file_for(invoice, *told, **changes):
    """A file to the cooperative of an invoice, of (öre, reference)."""
    return bgmax_to(invoice.cooperative, *told, **changes)


def taken_in(invoice, content):
    file = bank_files.upload(invoice.cooperative, "bg.txt", content, ADMIN)
    bank_files.take_in(file, ADMIN)
    return file


def only_waiting(invoice):
    [one] = lists.every(received.source(invoice.cooperative_id, newest_first=False), WAITING)
    return one


def test_reference_and_amount_right_settle_the_invoice_on_the_day_of_the_deposit(invoice):
    file = taken_in(invoice, file_for(invoice, (invoice.payable_ore, invoice.ocr)))
    assert (file.settled_count, file.known_count, file.content) == (1, 0, None)
    assert payments.settlement(invoice).state == "paid"
    [payment] = payments.of_invoice(invoice)
    assert payment.received_on == clock.today()
    assert booked(invoice)["1930"] == invoice.payable_ore
    assert "1510" not in booked(invoice)
    assert list(verifying.problems()) == []


def test_looking_at_a_file_changes_nothing(invoice, session):
    content = file_for(invoice, (invoice.payable_ore, invoice.ocr), (100, "999"))
    file = bank_files.upload(invoice.cooperative, "bg.txt", content, ADMIN)
    preview = bank_files.preview(file)
    assert (len(preview.settled), len(preview.asking), len(preview.known)) == (1, 1, 0)
    assert session.scalar(select(func.count()).select_from(ReceivedPayment)) == 0
    assert payments.settlement(invoice).state == "open"


def test_the_same_file_twice_is_one_file(invoice):
    content = file_for(invoice, (invoice.payable_ore, invoice.ocr))
    first = taken_in(invoice, content)
    again = bank_files.upload(invoice.cooperative, "annat namn.txt", content, ADMIN)
    assert again is first
    assert not bank_files.take_in(again, ADMIN)
    assert len(payments.of_invoice(invoice)) == 1


def test_the_same_payment_in_another_file_is_one_payment(invoice):
    taken_in(invoice, file_for(invoice, (invoice.payable_ore, invoice.ocr)))
    content = file_for(invoice, (invoice.payable_ore, invoice.ocr), (100, "999"))
    file = taken_in(invoice, content.replace(b"\r\n", b"\n"))
    assert (file.settled_count, file.known_count) == (0, 1)
    assert len(payments.of_invoice(invoice)) == 1
    assert only_waiting(invoice).amount_ore == 100


@pytest.mark.parametrize("difference", [-100, 100])
def test_another_amount_waits_for_a_person_and_what_is_over_is_owed_to_the_customer(
    invoice, difference
):
    ore = invoice.payable_ore + difference
    taken_in(invoice, file_for(invoice, (ore, invoice.ocr)))
    assert payments.of_invoice(invoice) == []
    received.decide(only_waiting(invoice), [(invoice, ore)], ADMIN)
    assert payments.settlement(invoice).open_ore == -difference
    assert booked(invoice).get("2420", 0) == min(0, -difference)
    assert sum(ore for account, ore in booked(invoice).items() if account[0] == "3") == (
        -invoice.net_ore - (invoice.payable_ore - invoice.net_ore - invoice.vat_ore)
    )
    assert list(verifying.problems()) == []


def test_one_payment_of_several_invoices(invoice):
    other = make_issued(invoice.posting)
    total = invoice.payable_ore + other.payable_ore
    file = taken_in(invoice, file_for(invoice, (total, f"{invoice.ocr} {other.ocr}"[:25])))
    if not file.settled_count:  # two long references do not fit into the field: a person tells
        moved = [(invoice, invoice.payable_ore), (other, other.payable_ore)]
        received.decide(only_waiting(invoice), moved, ADMIN)
    assert {payments.settlement(one).state for one in (invoice, other)} == {"paid"}


def test_the_parts_must_make_up_the_payment(invoice):
    taken_in(invoice, file_for(invoice, (500, "")))
    one = only_waiting(invoice)
    for moved in ([], [(invoice, 499)], [(invoice, 501)], [(invoice, 600), (invoice, -100)]):
        with pytest.raises(Invalid):
            received.decide(one, moved, ADMIN)
    assert payments.of_invoice(invoice) == []


def test_two_who_decide_are_one_decision(invoice):
    taken_in(invoice, file_for(invoice, (500, "")))
    one = only_waiting(invoice)
    received.decide(one, [(invoice, 500)], ADMIN)
    with pytest.raises(Conflict):
        received.decide(one, [(invoice, 500)], ADMIN)
    with pytest.raises(Conflict):
        received.set_aside(one, "Fel konto", ADMIN)
    assert len(payments.of_invoice(invoice)) == 1


def test_a_decision_is_put_right_and_taken_anew(invoice):
    other = make_issued(invoice.posting)
    taken_in(invoice, file_for(invoice, (500, "")))
    one = only_waiting(invoice)
    received.decide(one, [(invoice, 500)], ADMIN)
    received.take_back(one, ADMIN)
    assert payments.settlement(invoice).open_ore == invoice.payable_ore
    received.decide(one, [(other, 500)], ADMIN)
    assert payments.settlement(other).open_ore == other.payable_ore - 500
    assert (booked(invoice).get("1930", 0), booked(other)["1930"]) == (0, 500)
    assert list(verifying.problems()) == []


def test_what_the_bank_takes_back_brings_the_debt_back(invoice):
    taken_in(invoice, file_for(invoice, (invoice.payable_ore, invoice.ocr)))
    ore = invoice.payable_ore
    content = file_for(invoice, (ore, ""), deductions=[(ore, invoice.ocr)], serial=57)
    assert taken_in(invoice, content).settled_count == 0
    waiting = lists.every(received.source(invoice.cooperative_id, newest_first=False), WAITING)
    [deduction] = [one for one in waiting if one.is_deduction]
    with pytest.raises(Invalid):
        received.decide(deduction, [(invoice, ore)], ADMIN)
    received.decide(deduction, [(invoice, -ore)], ADMIN)
    assert payments.settlement(invoice).open_ore == invoice.payable_ore
    assert "1930" not in booked(invoice)
    assert list(verifying.problems()) == []


def test_foreign_money_is_told_in_kronor_by_a_person(invoice):
    taken_in(invoice, file_for(invoice, (10_000, invoice.ocr), currency="EUR"))
    one = only_waiting(invoice)
    received.decide(one, [(invoice, 113_250)], ADMIN)
    assert payments.settlement(invoice).paid_ore == 113_250


def test_set_aside_books_nothing_and_needs_a_ground(invoice):
    taken_in(invoice, file_for(invoice, (500, "")))
    one = only_waiting(invoice)
    with pytest.raises(Invalid):
        received.set_aside(one, " ", ADMIN)
    received.set_aside(one, "Insats från en medlem", ADMIN)
    assert received.count_waiting(invoice.cooperative_id) == 0
    received.take_back(one, ADMIN)
    assert received.count_waiting(invoice.cooperative_id) == 1


def test_an_invoice_paid_in_two_payments_of_a_file_is_paid_once(invoice):
    ore = invoice.payable_ore
    file = taken_in(invoice, file_for(invoice, (ore, invoice.ocr), (ore, invoice.ocr)))
    assert file.settled_count == 1
    assert payments.settlement(invoice).open_ore == 0


def test_a_day_to_come_waits(invoice):
    tomorrow = clock.today() + timedelta(days=1)
    content = file_for(invoice, (invoice.payable_ore, invoice.ocr), day=tomorrow)
    assert taken_in(invoice, content).settled_count == 0
    with pytest.raises(Invalid, match="inte varit"):
        received.decide(only_waiting(invoice), [(invoice, invoice.payable_ore)], ADMIN)


def test_no_other_account_no_test_and_no_broken_file_comes_in(invoice):
    content = file_for(invoice, (invoice.payable_ore, invoice.ocr))
    ours = f"{invoice.cooperative.bankgiro.replace('-', ''):0>10}".encode()
    for broken, words in (
        (content.replace(b"05" + ours, b"050099123456"), "bankgiro"),
        (content.replace(b"10331P", b"10331T"), "testfil"),
        (content[:-84], "avklippt"),
        (b"", "varken"),
        (b"%PDF-1.7", "varken"),
        ("åäö".encode("utf-16"), "varken"),
        (bgmax.file_of(bgmax.start(), bgmax.end()), "inga betalningar"),
    ):
        with pytest.raises(Invalid, match=words):
            bank_files.upload(invoice.cooperative, "x", broken, ADMIN)


def test_changes_of_a_debt_are_named_after_the_bank_payment(invoice, session):
    taken_in(invoice, file_for(invoice, (500, "")))
    one = only_waiting(invoice)
    received.decide(one, [(invoice, 500)], ADMIN)
    received.take_back(one, ADMIN)
    [change] = session.scalars(select(DebtChange))
    assert change.note == received.PUT_RIGHT
    assert session.scalar(select(func.count()).select_from(Payment)) == 1
