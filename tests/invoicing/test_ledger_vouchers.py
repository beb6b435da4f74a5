from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invoice_examples import (
    CARE,
    CATERING,
    CULTURE,
    GRANT,
    LABOUR,
    make_buyer,
    make_goods,
    make_invoice,
    make_line,
)
from test_crediting import make_credit

from invoicing import BuyerSector, Kind, LineCredit, Stream, remaining_ore
from invoicing.accounts import BAS, Chart, ChartError
from invoicing.ledger import (
    Charge,
    LedgerError,
    accrued,
    charged,
    credit_used,
    issued,
    paid,
    refunded,
    rounded_off,
    takings,
    tax_reduction_received,
    written_off,
)
from invoicing.voucher import (
    Dimension,
    Entry,
    Event,
    Voucher,
    VoucherError,
    balances,
    reverse,
    sums_by,
)

DAY = date(2026, 12, 20)
COOPERATIVE = (Dimension.COST_CENTRE, "karins-dottrar")
lines = st.lists(
    st.builds(
        make_line,
        st.integers(1, 6_000),
        st.integers(60, 99_999),
        vat=st.sampled_from([LABOUR, CATERING, CULTURE, CARE]),
    ),
    min_size=1,
    max_size=8,
)


def by_account(*vouchers):
    return {account: amount for account, amount in balances(vouchers).items() if amount}


def test_an_issued_invoice_is_a_debt_revenue_vat_and_rounding():
    invoice = make_invoice(make_line(60, 12_345), make_goods(1_000, 1_000))
    voucher = issued(invoice, tags=[COOPERATIVE])
    assert voucher.event is Event.ISSUE
    assert voucher.source == "F2026-00017"
    assert by_account(voucher) == {
        "1510": 16_600,
        "2611": -3_086,
        "2621": -120,
        "3001": -12_345,
        "3002": -1_000,
        "3740": -49,
    }


@given(lines, st.booleans(), st.data())
def test_an_invoice_and_its_credit_notes_leave_nothing_in_the_books(drawn, whole_kronor, data):
    invoice = make_invoice(*drawn, whole_kronor=whole_kronor)
    left = remaining_ore(invoice)
    part = LineCredit(line_number=1, net_ore=data.draw(st.integers(1, left[0])))
    first = make_credit(invoice, chosen=[part])
    notes = [first]
    if any(remaining_ore(invoice, notes)):
        notes.append(make_credit(invoice, number=2, earlier=notes))
    assert by_account(issued(invoice), *(issued(note) for note in notes)) == {}


@given(lines)
def test_revenue_by_stream_and_sector_equals_the_documents(drawn):
    public = [
        replace(line, buyer_sector=BuyerSector.PUBLIC, stream=stream)
        for line, stream in zip(drawn, [*Stream] * len(drawn), strict=False)
    ]
    invoice = make_invoice(*public)
    voucher = issued(invoice)
    for dimension, attribute in (
        (Dimension.STREAM, "stream"),
        (Dimension.BUYER_SECTOR, "buyer_sector"),
    ):
        expected = {}
        for line in public:
            key = getattr(line, attribute).value
            expected[key] = expected.get(key, 0) + line.net_ore
        sums = sums_by([voucher], dimension, "30")
        assert {key: amount for key, amount in sums.items() if amount} == expected


def test_a_free_invoice_still_leaves_its_trace():
    voucher = issued(make_invoice(make_line(480, 0)))
    assert [(entry.account, entry.amount_ore) for entry in voucher.entries] == [("1510", 0)]


def test_a_requisition_is_booked_as_a_grant_without_vat():
    line = make_line(vat=GRANT, stream=Stream.PUBLIC_COMPENSATION, buyer_sector=BuyerSector.PUBLIC)
    voucher = issued(make_invoice(line, kind=Kind.REQUISITION))
    assert voucher.event is Event.GRANT
    assert by_account(voucher) == {"1510": 228_000, "3988": -228_000}


def test_a_full_payment_settles_the_debt():
    invoice = make_invoice()
    payment = paid(amount_ore=285_000, open_ore=285_000, paid_on=DAY, source="bg-1")
    assert by_account(issued(invoice), payment)["1930"] == 285_000
    assert "1510" not in by_account(issued(invoice), payment)


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_too_much_money_is_owed_to_the_customer_and_never_revenue(amount_ore, open_ore):
    voucher = paid(amount_ore=amount_ore, open_ore=open_ore, paid_on=DAY, source="bg-1")
    sums = balances([voucher])
    assert -sums.get("1510", 0) == min(amount_ore, open_ore)
    assert -sums.get("2420", 0) == max(0, amount_ore - open_ore)
    assert not any(account.startswith("3") for account in sums)


def test_what_the_card_company_keeps_is_a_cost():
    voucher = paid(
        amount_ore=10_000, open_ore=10_000, paid_on=DAY, source="card", cost_ore=150, account="1580"
    )
    assert by_account(voucher) == {"1580": 9_850, "6570": 150, "1510": -10_000}


def test_an_overpayment_can_be_used_or_paid_back():
    over = paid(amount_ore=300, open_ore=100, paid_on=DAY, source="x")
    used = credit_used(amount_ore=50, used_on=DAY, source="F2026-00018")
    back = refunded(amount_ore=150, refunded_on=DAY, source="x", from_customer_credit=True)
    assert by_account(over, used, back) == {"1930": 150, "1510": -150}
    back = refunded(amount_ore=150, refunded_on=DAY, source="x", from_customer_credit=False)
    assert by_account(back) == {"1510": 150, "1930": -150}


@pytest.mark.parametrize(
    ("charge", "account"),
    [
        (Charge.LATE_INTEREST, "8313"),
        (Charge.REMINDER_FEE, "3540"),
        (Charge.LATE_COMPENSATION, "3540"),
    ],
)
def test_interest_and_fees_are_a_further_debt(charge, account):
    voucher = charged(charge, amount_ore=6_000, charged_on=DAY, source="F2026-00017")
    assert by_account(voucher) == {"1510": 6_000, account: -6_000}


def test_a_loss_takes_its_vat_along_only_when_told():
    invoice = make_invoice(make_line(), make_line(vat=CULTURE))
    whole = invoice.totals.payable_ore
    with_vat = written_off(invoice, amount_ore=whole, written_off_on=DAY, reduce_vat=True)
    booked = by_account(with_vat)
    assert booked == {"1510": -whole, "6351": 456_017, "2611": 57_002, "2631": 13_681}
    assert sum(by_account(with_vat).values()) == 0
    without = written_off(invoice, amount_ore=whole, written_off_on=DAY, reduce_vat=False)
    assert by_account(without) == {"1510": -whole, "6351": whole}


def test_a_few_ore_are_rounded_off_either_way():
    low = rounded_off(difference_ore=40, rounded_on=DAY, source="F2026-00017")
    assert by_account(low) == {"1510": -40, "3740": 40}
    high = rounded_off(difference_ore=-40, rounded_on=DAY, source="F2026-00017")
    assert by_account(low, high) == {}


def test_the_tax_agency_pays_its_part():
    line = make_line(buyer_sector=BuyerSector.PRIVATE_PERSON)
    buyer = make_buyer(organisation_number="")
    invoice = make_invoice(line, buyer=buyer, tax_reduction_ore=100_000)
    payment = paid(amount_ore=185_000, open_ore=185_000, paid_on=DAY, source="bg-1")
    agency = tax_reduction_received(amount_ore=100_000, received_on=DAY, source="F2026-00017")
    settled = by_account(issued(invoice), payment, agency)
    assert settled == {"1930": 285_000, "2611": -57_000, "3001": -228_000}


def test_takings_are_paid_on_the_spot():
    voucher = takings([make_goods(2_000, 2_500)], taken_on=DAY, source="Z-17")
    assert by_account(voucher) == {"1910": 5_600, "2621": -600, "3002": -5_000}
    by_card = takings(
        [make_goods(1_000, 100, vat=CARE)], taken_on=DAY, source="Z-18", account="1930"
    )
    assert by_account(by_card) == {"1930": 100, "3004": -100}


def test_earned_but_not_invoiced_is_accrued_and_reversed():
    accrual = accrued([make_line()], accrued_on=date(2026, 12, 31), source="2026-12")
    assert by_account(accrual) == {"1620": 228_000, "3001": -228_000}
    back = reverse(accrual, booked_on=date(2027, 1, 1))
    assert back.event is Event.REVERSAL
    assert by_account(accrual, back) == {}


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: paid(amount_ore=0, open_ore=1, paid_on=DAY, source="x"),
        lambda: paid(amount_ore=1, open_ore=-1, paid_on=DAY, source="x"),
        lambda: paid(amount_ore=1, open_ore=1, paid_on=DAY, source="x", cost_ore=2),
        lambda: refunded(amount_ore=-1, refunded_on=DAY, source="x", from_customer_credit=True),
        lambda: credit_used(amount_ore=0, used_on=DAY, source="x"),
        lambda: charged(Charge.REMINDER_FEE, amount_ore=0, charged_on=DAY, source="x"),
        lambda: rounded_off(difference_ore=101, rounded_on=DAY, source="x"),
        lambda: rounded_off(difference_ore=0, rounded_on=DAY, source="x"),
        lambda: tax_reduction_received(amount_ore=0, received_on=DAY, source="x"),
        lambda: written_off(
            make_invoice(), amount_ore=285_001, written_off_on=DAY, reduce_vat=False
        ),
    ],
)
def test_impossible_amounts_are_refused(impossible):
    with pytest.raises(LedgerError):
        impossible()


def test_a_voucher_that_does_not_balance_cannot_exist():
    entry = Entry(account="1510", amount_ore=1)
    with pytest.raises(VoucherError, match="1 öre"):
        Voucher(event=Event.FEE, booked_on=DAY, text="x", entries=(entry,))
    with pytest.raises(VoucherError, match="inga rader"):
        Voucher(event=Event.FEE, booked_on=DAY, text="x", entries=())


def test_a_chart_of_ones_own():
    chart = Chart(receivable="1511", names={**BAS.names, "1511": "Kundfordringar, företag"})
    assert by_account(issued(make_invoice(), chart=chart))["1511"] == 285_000
    assert chart.name("1511") == "Kundfordringar, företag"


def test_an_account_that_the_chart_lacks_is_named():
    odd = replace(LABOUR, rate_basis_points=550)
    with pytest.raises(ChartError, match="550"):
        issued(make_invoice(make_line(vat=odd)))
    with pytest.raises(ChartError, match="550"):
        BAS.sales_account(odd.category, 550)
    with pytest.raises(ChartError, match="9999"):
        BAS.name("9999")
