from dataclasses import replace
from datetime import date

import pytest
from bgmax_examples import EVERYTHING, simple
from hypothesis import given
from hypothesis import strategies as st

from invoicing.bankfiles import BankPayment, Payer, Reference, read_bgmax
from invoicing.references import make_ocr
from invoicing.settle import OpenDebt, Verdict, settle


def make_debt(number, open_ore=10_000, buyer="Finspångs Gran AB", organisation_number=""):
    return OpenDebt(
        ocr=make_ocr(f"261{number:04d}"),
        number_text=f"F2026-{number:05d}",
        open_ore=open_ore,
        buyer_name=buyer,
        organisation_number=organisation_number,
    )


def make_payment(amount_ore, *references, **changes):
    payment = BankPayment(
        key="k",
        amount_ore=amount_ore,
        currency="SEK",
        paid_on=date(2026, 1, 5),
        account="50501055",
        references=tuple(
            one if isinstance(one, Reference) else Reference(text=one) for one in references
        ),
    )
    return replace(payment, **changes)


def judge(payment, *debts):
    return settle([payment], debts)[0]


def suggested(decision):
    return [
        (
            [(one.debt.number_text, one.amount_ore) for one in suggestion.allocations],
            suggestion.reason,
        )
        for suggestion in decision.suggestions
    ]


DEBT = make_debt(1)
OTHER = make_debt(2, 5_000, "Kalles Plåt")


def test_right_reference_and_right_amount_settle_themselves():
    decision = judge(make_payment(10_000, DEBT.ocr), OTHER, DEBT)
    assert decision.verdict is Verdict.SETTLED
    assert [(one.debt, one.amount_ore) for one in decision.allocations] == [(DEBT, 10_000)]
    assert decision.suggestions == ()


@pytest.mark.parametrize(
    "reference", ["f2026-00001", "F2026 00001", f" {DEBT.ocr[:4]} {DEBT.ocr[4:]}"]
)
def test_the_invoice_number_and_spaces_are_understood(reference):
    assert judge(make_payment(10_000, reference), DEBT).verdict is Verdict.SETTLED


def test_one_payment_for_several_invoices_settles_them_all():
    decision = judge(make_payment(15_000, DEBT.ocr, OTHER.ocr), DEBT, OTHER)
    assert decision.verdict is Verdict.SETTLED
    assert {one.debt: one.amount_ore for one in decision.allocations} == {
        DEBT: 10_000,
        OTHER: 5_000,
    }


def test_told_parts_must_be_what_the_invoices_have_open():
    right = [
        Reference(text=DEBT.ocr, amount_ore=10_000),
        Reference(text=OTHER.ocr, amount_ore=5_000),
    ]
    assert judge(make_payment(15_000, *right), DEBT, OTHER).verdict is Verdict.SETTLED
    wrong = [replace(right[0], amount_ore=9_000), replace(right[1], amount_ore=6_000)]
    decision = judge(make_payment(15_000, *wrong), DEBT, OTHER)
    assert decision.verdict is Verdict.PARTIAL
    assert "Delbeloppen" in decision.reason


def test_too_little_and_too_much_ask_a_person():
    less = judge(make_payment(9_999, DEBT.ocr), DEBT)
    assert less.verdict is Verdict.PARTIAL
    assert less.reason == "0,01\u00a0kr saknas."
    assert suggested(less) == [([("F2026-00001", 9_999)], "Numret på betalningen")]
    more = judge(make_payment(12_000, DEBT.ocr), DEBT)
    assert more.verdict is Verdict.OVER
    assert more.reason == "20,00\u00a0kr för mycket."
    assert suggested(more)[0] == ([("F2026-00001", 12_000)], "Numret på betalningen")


def test_the_same_invoice_paid_twice_is_told_the_second_time():
    first, second = settle([make_payment(10_000, DEBT.ocr)] * 2, [DEBT])
    assert first.verdict is Verdict.SETTLED
    assert second.verdict is Verdict.ALREADY_PAID


def test_a_paid_invoice_beside_an_open_one_takes_nothing():
    paid = replace(DEBT, open_ore=0)
    decision = judge(make_payment(5_000, DEBT.ocr, OTHER.ocr), paid, OTHER)
    assert decision.verdict is Verdict.SETTLED
    assert [one.debt for one in decision.allocations] == [OTHER]


def test_money_without_reference_gets_suggestions_the_likeliest_first():
    theirs = make_debt(3, 7_000, "Gran i Finspång")
    payment = make_payment(
        7_000, message="Avser F 99999 och 12", payer=Payer(name="GRAN FINSPÅNG KOMMUN")
    )
    same_amount = make_debt(4, 7_000, "Någon annan")
    theirs_too = make_debt(5, 1_000, "Gran i Finspång")
    decision = judge(payment, same_amount, theirs_too, theirs)
    assert decision.verdict is Verdict.UNKNOWN
    assert decision.reason == "Betalningen saknar OCR-nummer."
    assert suggested(decision) == [
        ([("F2026-00003", 7_000)], "Samma belopp och samma betalare"),
        ([("F2026-00004", 7_000)], "Samma belopp"),
        ([("F2026-00005", 7_000)], "Samma betalare"),
    ]


def test_a_number_in_the_message_is_a_hint_and_never_settles():
    decision = judge(make_payment(10_000, message=f"faktura {DEBT.ocr}"), DEBT)
    assert decision.verdict is Verdict.UNKNOWN
    assert suggested(decision)[0] == ([("F2026-00001", 10_000)], "Numret i meddelandet")


def test_all_that_a_payer_owes_is_suggested_together():
    one, two = (make_debt(n, n * 1_000, organisation_number="2120000142") for n in (1, 2))
    payment = make_payment(3_000, payer=Payer(organisation_number="2120000142"))
    assert suggested(judge(payment, two, one))[0] == (
        [("F2026-00001", 1_000), ("F2026-00002", 2_000)],
        "Allt som betalaren är skyldig",
    )


def test_the_payers_other_amounts_are_suggested_after_the_right_one():
    one, two, paid = make_debt(1, 1_000), make_debt(2, 2_000), make_debt(3, 0)
    payment = make_payment(2_000, payer=Payer(name="Finspångs Gran"))
    assert suggested(judge(payment, one, two, paid)) == [
        ([("F2026-00002", 2_000)], "Samma belopp och samma betalare"),
        ([("F2026-00001", 2_000)], "Samma betalare"),
    ]


def test_one_unknown_number_among_known_ones_asks_a_person():
    decision = judge(make_payment(10_000, DEBT.ocr, "99999"), DEBT)
    assert decision.verdict is Verdict.UNKNOWN
    assert "Några av numren" in decision.reason
    assert judge(make_payment(1, "99999"), DEBT).reason == (
        "Numret på betalningen hör inte till någon faktura."
    )


def test_a_deduction_is_never_laid_on_a_debt_by_itself():
    decision = judge(make_payment(-10_000, DEBT.ocr), replace(DEBT, open_ore=0))
    assert decision.verdict is Verdict.DEDUCTION
    assert suggested(decision) == [([("F2026-00001", -10_000)], "Numret på betalningen")]


def test_a_deduction_without_number_points_at_the_payers_invoices():
    payment = make_payment(-100, payer=Payer(name="Finspångs Gran AB"))
    assert suggested(judge(payment, replace(DEBT, open_ore=0), OTHER)) == [
        ([("F2026-00001", -100)], "Samma betalare")
    ]


def test_other_currencies_ask_a_person_and_never_compare_amounts():
    decision = judge(make_payment(10_000, DEBT.ocr, currency="EUR"), DEBT)
    assert decision.verdict is Verdict.FOREIGN_CURRENCY
    assert suggested(decision) == [([("F2026-00001", 10_000)], "Numret på betalningen")]
    assert judge(make_payment(10_000, currency="EUR"), DEBT).suggestions == ()


def test_there_are_at_most_five_suggestions():
    debts = [make_debt(number) for number in range(1, 40)]
    assert len(judge(make_payment(10_000), *debts).suggestions) == 5


def test_a_debt_that_was_just_settled_is_not_suggested_for_its_amount():
    payments = [make_payment(10_000, DEBT.ocr), make_payment(10_000)]
    assert settle(payments, [DEBT])[1].suggestions == ()


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=20), st.data())
def test_what_settles_itself_is_exact_and_never_more_than_the_debt(open_amounts, data):
    debts = [make_debt(number, amount) for number, amount in enumerate(open_amounts, start=1)]
    payments = [
        make_payment(data.draw(st.sampled_from([debt.open_ore, debt.open_ore + 1])), debt.ocr)
        for debt in data.draw(st.lists(st.sampled_from(debts), max_size=30))
    ]
    settled = {}
    for payment, decision in zip(payments, settle(payments, debts), strict=True):
        total = sum(one.amount_ore for one in decision.allocations)
        assert total == (payment.amount_ore if decision.verdict is Verdict.SETTLED else 0)
        for one in decision.allocations:
            settled[one.debt] = settled.get(one.debt, 0) + one.amount_ore
    assert all(amount == debt.open_ore for debt, amount in settled.items())


def test_a_whole_bank_file_is_judged():
    ocr = make_ocr("2610001")
    file = read_bgmax(simple((10_000, ocr), (10_000, ocr), (5_000, "")))
    assert [one.verdict for one in settle(file.payments, [DEBT, OTHER])] == [
        Verdict.SETTLED,
        Verdict.ALREADY_PAID,
        Verdict.UNKNOWN,
    ]
    assert len(settle(read_bgmax(EVERYTHING).payments, [])) == 6
