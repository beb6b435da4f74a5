"""No price below what the work costs: own figures, two signatures, pass or fail to others."""

from datetime import date, timedelta

import pytest

from marketplace import clock
from marketplace.errors import Conflict, Invalid
from marketplace.models.costs import CostKind, PriceSide
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.messages import Message
from marketplace.models.postings import PostingKind, PostingStatus
from marketplace.services import postings, price_floors
from marketplace.services.price_floors import Verdict
from marketplace.services.wishes import Wish
from tests.make import make_cooperative, make_site

BY = Actor("coach", "Kim")
LONG_AGO = date(2020, 1, 1)


def write(cooperative, wage=150_00, charges=31_42, overhead=20_00, task=None, since=LONG_AGO):
    for kind, amount in zip(CostKind, (wage, charges, overhead), strict=True):
        price_floors.enter(
            cooperative, kind, amount, BY, task=task, starts_on=since, ground="Bokföringen"
        )


def floor(cooperative, task="pack_goods", day=None):
    return price_floors.floor_of(price_floors.rows(cooperative.id), task, day or clock.today())


def wish(site, task="pack_goods"):
    return Wish(
        kind=PostingKind.HIRE_OUT,
        site=site,
        task=task,
        days=(clock.today() + timedelta(days=7),),
        start_minute=420,
        end_minute=900,
        heads=1,
    )


@pytest.fixture
def cheap(session):
    """A cooperative that sells at 200 kr what costs it 236,56 kr."""
    cooperative = make_cooperative(ore_per_hour=200_00)
    write(cooperative)
    return cooperative


def test_the_floor_is_pay_with_charges_and_overhead_rounded_up(cheap):
    assert floor(cheap) == 236_56
    assert price_floors.verdict(cheap, "pack_goods", clock.today(), 236_56) == Verdict.PASSES
    assert price_floors.verdict(cheap, "pack_goods", clock.today(), 236_55) == Verdict.FAILS


def test_a_task_and_a_day_have_rows_of_their_own(cheap):
    write(cheap, wage=180_00, task="clean_offices")
    write(cheap, wage=160_00, since=clock.today() + timedelta(days=30))
    assert floor(cheap, "clean_offices") > floor(cheap)
    assert floor(cheap, day=clock.today() + timedelta(days=30)) > floor(cheap)
    assert floor(cheap, day=date(2019, 1, 1)) is None


def test_without_costs_the_verdict_is_unknown_and_nothing_is_held(session):
    cooperative = make_cooperative()
    assert price_floors.verdict(cooperative, "pack_goods", clock.today(), 1) == Verdict.UNKNOWN
    posting = postings.publish(wish(make_site()), SYSTEM, form_key="x" * 12)
    assert posting.status == PostingStatus.OPEN


def test_a_job_below_the_floor_opens_only_when_both_have_signed_with_a_reason(cheap):
    posting = postings.publish(wish(make_site()), SYSTEM, form_key="y" * 12)
    assert posting.status == PostingStatus.SUBMITTED
    assert list(price_floors.held()) == [posting]
    with pytest.raises(Invalid):
        price_floors.sign(posting, PriceSide.COOPERATIVE, "  ", BY)
    assert not price_floors.sign(posting, PriceSide.COOPERATIVE, "Första gången", BY)
    with pytest.raises(Conflict):
        price_floors.sign(posting, PriceSide.COOPERATIVE, "Igen", BY)
    assert price_floors.sign(posting, PriceSide.KOOPTJANST, "Vi håller med", BY)
    assert posting.status == PostingStatus.OPEN
    with pytest.raises(Conflict):
        price_floors.sign(posting, PriceSide.KOOPTJANST, "Igen", BY)


def test_a_job_sent_back_tells_the_company_why_and_can_be_taken_back(cheap, session):
    posting = postings.publish(wish(make_site()), SYSTEM, form_key="z" * 12)
    price_floors.refuse(posting, "Vi höjer priset i januari.", BY, base_url="https://here")
    [told] = session.query(Message).filter_by(recipient=posting.company.email)
    assert told.recipient == posting.company.email
    assert "Vi höjer priset i januari." in told.body
    assert posting.status == PostingStatus.RETURNED
    assert price_floors.returned_because(posting) == "Vi höjer priset i januari."
    postings.withdraw(posting, SYSTEM)
    assert posting.status == PostingStatus.WITHDRAWN


@pytest.mark.parametrize(("amount", "ground"), [(None, "x"), (0, "x"), (10**9, "x"), (100, " ")])
def test_a_cost_is_a_figure_with_a_ground(session, amount, ground):
    with pytest.raises(Invalid):
        price_floors.enter(
            make_cooperative(),
            CostKind.WAGE,
            amount,
            BY,
            task=None,
            starts_on=LONG_AGO,
            ground=ground,
        )
