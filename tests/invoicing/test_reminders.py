from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoicing import BuyerSector
from invoicing.interest import Balance, InterestError, InterestRate, late_interest_ore
from invoicing.reminders import FeeRule, NotCharged, ReminderError, is_reminder_due, remind

# Made-up figures: the real ones are rows that the application keeps.
RATES = [
    InterestRate(valid_from=date(2026, 1, 1), reference_basis_points=200, margin_basis_points=800),
    InterestRate(valid_from=date(2026, 7, 1), reference_basis_points=150, margin_basis_points=800),
]
FEES = [
    FeeRule(valid_from=date(2020, 1, 1), reminder_fee_ore=1, late_compensation_ore=2),
    FeeRule(valid_from=date(2026, 1, 1), reminder_fee_ore=6_000, late_compensation_ore=45_000),
    FeeRule(valid_from=date(2030, 1, 1), reminder_fee_ore=3, late_compensation_ore=4),
]
DUE = date(2026, 1, 31)
WHOLE = [Balance(from_day=date(2026, 1, 1), open_ore=3_650_000)]


def interest(balances=WHOLE, *, until=date(2026, 2, 10), rates=RATES):
    return late_interest_ore(balances, due_on=DUE, until=until, rates=rates)


def make_reminder(**changes):
    given_values = {
        "sector": BuyerSector.COMPANY,
        "due_on": DUE,
        "reminded_on": date(2026, 2, 10),
        "days_to_pay": 10,
        "rates": RATES,
        "fees": FEES,
        "fee_agreed_on": date(2025, 12, 1),
        "debt_arose_on": date(2026, 1, 1),
        "is_first": True,
    }
    balances = changes.pop("balances", WHOLE)
    return remind(balances, **{**given_values, **changes})


def test_interest_runs_from_the_day_after_the_due_date():
    assert interest(until=DUE) == 0
    assert interest(until=date(2026, 2, 1)) == 1_000
    assert interest() == 10_000


def test_a_new_rate_applies_from_its_day():
    assert interest(until=date(2026, 6, 30)) == 150_000
    assert interest(until=date(2026, 7, 10)) == 150_000 + 9_500


def test_a_part_payment_lowers_the_interest_from_its_day():
    paid = [*WHOLE, Balance(from_day=date(2026, 2, 6), open_ore=1_825_000)]
    assert interest(paid) == 5 * 1_000 + 5 * 500
    settled = [*WHOLE, Balance(from_day=date(2026, 2, 6), open_ore=0)]
    assert interest(settled) == interest(settled, until=date(2027, 1, 1)) == 5_000


@given(st.integers(1, 10**9), st.integers(0, 180), st.integers(0, 180))
def test_interest_for_two_periods_is_interest_for_both(open_ore, first, second):
    days = [date.fromordinal(DUE.toordinal() + count) for count in (first, first + second)]
    balances = [Balance(from_day=date(2026, 1, 1), open_ore=open_ore)]
    before = late_interest_ore(balances, due_on=DUE, until=days[0], rates=RATES)
    after = late_interest_ore(balances, due_on=days[0], until=days[1], rates=RATES)
    whole = late_interest_ore(balances, due_on=DUE, until=days[1], rates=RATES)
    assert abs(before + after - whole) <= 1


def test_no_interest_before_there_was_a_debt_and_none_on_a_negative_rate():
    assert interest([Balance(from_day=date(2027, 1, 1), open_ore=100)]) == 0
    low = InterestRate(
        valid_from=date(2026, 1, 1), reference_basis_points=-900, margin_basis_points=800
    )
    assert interest(rates=[low]) == 0


def test_a_day_without_a_rate_and_two_rates_on_a_day_are_errors():
    with pytest.raises(InterestError, match="2026-02-01"):
        interest(rates=RATES[1:])
    with pytest.raises(InterestError, match="samma dag"):
        interest(rates=[RATES[0], RATES[0]])


def test_a_reminder_adds_interest_and_the_agreed_fee():
    reminder = make_reminder()
    assert reminder.open_ore == 3_650_000
    assert reminder.interest_ore == 10_000
    assert reminder.reminder_fee_ore == 6_000
    assert reminder.total_ore == 3_666_000
    assert reminder.due_on == date(2026, 2, 20)
    assert reminder.not_charged == ()


@pytest.mark.parametrize("agreed_on", [None, date(2026, 1, 2)])
def test_no_fee_that_was_not_agreed_before_the_debt_arose(agreed_on):
    reminder = make_reminder(fee_agreed_on=agreed_on)
    assert reminder.reminder_fee_ore == 0
    assert reminder.not_charged == (NotCharged.FEE_NOT_AGREED,)


@pytest.mark.parametrize("sector", [BuyerSector.COMPANY, BuyerSector.PUBLIC])
def test_businesses_and_public_bodies_can_be_asked_for_compensation_instead_of_a_fee(sector):
    reminder = make_reminder(sector=sector, compensation_wanted=True)
    assert reminder.late_compensation_ore == 45_000
    assert reminder.reminder_fee_ore == 0
    assert reminder.not_charged == (NotCharged.FEE_BESIDE_COMPENSATION,)


def test_a_private_person_is_never_asked_for_compensation():
    reminder = make_reminder(sector=BuyerSector.PRIVATE_PERSON, compensation_wanted=True)
    assert reminder.late_compensation_ore == 0
    assert reminder.not_charged == (NotCharged.PRIVATE_PERSON,)
    assert reminder.reminder_fee_ore == 6_000


def test_a_second_reminder_adds_neither_again():
    reminder = make_reminder(is_first=False, compensation_wanted=True)
    assert (reminder.late_compensation_ore, reminder.reminder_fee_ore) == (0, 0)
    assert reminder.not_charged == (NotCharged.COMPENSATION_TAKEN, NotCharged.FEE_TAKEN)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reminded_on": DUE}, "inte förfallit"),
        ({"balances": []}, "redan betald"),
        ({"balances": [*WHOLE, Balance(from_day=date(2026, 2, 1), open_ore=0)]}, "redan betald"),
        ({"fees": FEES[2:]}, "inga avgifter angivna för 2026-02-10"),
    ],
)
def test_there_must_be_something_to_remind_of(changes, why):
    with pytest.raises(ReminderError, match=why):
        make_reminder(**changes)


def test_reminders_come_some_days_after_and_then_at_intervals():
    def due(today, *sent_on):
        return is_reminder_due(
            due_on=DUE, today=today, sent_on=sent_on, first_after=5, then_every=10
        )

    assert not due(date(2026, 2, 4))
    assert due(date(2026, 2, 5))
    assert not due(date(2026, 2, 14), date(2026, 2, 5))
    assert due(date(2026, 2, 15), date(2026, 2, 5))
