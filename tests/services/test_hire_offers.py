"""An offer of employment: only where she ticked, by way of her coach; a no tells nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace import clock
from marketplace.catalogue.retention import Kept, rule_on
from marketplace.errors import Conflict, Faulty, Invalid, NotFound
from marketplace.models.assignments import AssignmentStatus
from marketplace.models.fit_answers import Fit
from marketplace.models.hire_offers import HireOffer, HireOfferStatus, HireWish
from marketplace.models.history import SYSTEM, Actor, Event
from marketplace.models.internships import GoalMet, InternshipReview, ReviewMoment
from marketplace.models.members import Employment, ExitReason, Stay
from marketplace.models.messages import Message
from marketplace.services import (
    fit_answers,
    follow_ups,
    hire_lists,
    hire_offers,
    hire_starts,
    hire_wishes,
    own_data,
    privacy,
    retention,
)
from marketplace.services.hire_terms import Terms
from tests.make import (
    kept,
    make_employment,
    make_member,
    make_posting,
    make_shift,
    make_stay,
    workday,
)
from tests.make_quality import make_hire_offer, make_hire_wish
from tests.make_work import make_assignment, make_internship

COMPANY, COACH = Actor("company", "Eva Lund"), Actor("coach", "Kim Ek")
URL = "https://example.org"
S = HireOfferStatus


@pytest.fixture
def posting(session):
    return make_posting(shifts=[workday(-20)])


@pytest.fixture
def member(posting):
    return make_member(posting.cooperative, given_name="Amina", email="amina@example.org")


def work(member, posting, shifts=3, status=AssignmentStatus.WORKED):
    for day in range(shifts):
        make_assignment(make_shift(posting, workday(-15 + day)), member, status)


def terms(at, **columns):
    defaults = {
        "site": at,
        "work": "Packa order",
        "week_minutes": 30 * 60,
        "form": "permanent",
        "starts_on": clock.today() + timedelta(days=30),
        "pay_by": "agreement",
    }
    return Terms(**{**defaults, **columns})


def letters(session):
    return session.scalars(select(Message.recipient).order_by(Message.id)).all()


# The tick


def test_the_question_stands_open_after_three_worked_shifts_at_a_company(member, posting):
    work(member, posting, 2)
    work(make_member(posting.cooperative), posting)
    assert hire_wishes.places(member.id) == []
    with pytest.raises(NotFound):
        hire_wishes.give(member, posting.company)
    make_assignment(make_shift(posting, workday(-3)), member, AssignmentStatus.SICK)
    assert hire_wishes.places(member.id) == []
    make_assignment(make_shift(posting, workday(-2)), member, AssignmentStatus.WORKED)
    [place] = hire_wishes.places(member.id)
    assert (place.company, place.wished) == (posting.company, False)


def test_an_internship_counts_from_its_first_talk(member, posting):
    internship = make_internship(posting.cooperative, site=posting.site)
    assert hire_wishes.places(member.id) == []
    kept(
        InternshipReview(
            posting_id=internship.id,
            member_id=member.id,
            moment=ReviewMoment.MID,
            goal_met=GoalMet.PARTLY,
            words="Bra",
            next_step="Mer",
            written_at=clock.now(),
            written_by="Eva",
        )
    )
    assert [one.company for one in hire_wishes.places(member.id)] == [posting.company]


def test_a_tick_shows_her_to_that_company_alone_and_leaves_no_trace_when_taken_back(
    member, posting, session
):
    work(member, posting)
    other = make_posting()
    events = len(session.scalars(select(Event)).all())
    hire_wishes.give(member, posting.company)
    hire_wishes.give(member, posting.company)
    assert [one.member for one in hire_wishes.of_company(posting.company_id)] == [member]
    assert hire_wishes.of_company(other.company_id) == []
    hire_offers.take_back_wish(member, posting.company, SYSTEM)
    assert hire_wishes.of_company(posting.company_id) == []
    assert session.scalars(select(HireWish)).all() == []
    assert len(session.scalars(select(Event)).all()) == events
    assert letters(session) == []


def test_what_she_answers_of_a_job_ticks_nothing(member, posting, session):
    work(member, posting)
    fit_answers.answer_of_member(posting, member, Fit.WELL)
    assert session.scalars(select(HireWish)).all() == []
    assert hire_wishes.of_company(posting.company_id) == []


def test_whoever_has_left_is_in_no_list(posting, session):
    gone = make_member(posting.cooperative, employed=False, participates=False)
    make_hire_wish(gone, posting.company)
    assert hire_wishes.of_company(posting.company_id) == []


# The offer


def test_an_offer_goes_to_the_coach_then_to_her_and_her_yes_to_the_company(
    member, posting, session
):
    member.cooperative.email, posting.company.email = "coach@example.org", "eva@example.org"
    wish = make_hire_wish(member, posting.company)
    offer = hire_offers.make(wish, terms(posting.site, note=" Välkommen! "), COMPANY, base_url=URL)
    assert (offer.status, offer.note, offer.made_by) == (S.MADE, "Välkommen!", "Eva Lund")
    assert letters(session) == ["coach@example.org"]
    assert f"{URL}/cooperatives/hire-offers/{offer.public_id}" in session.query(Message).one().body
    assert hire_wishes.of_company(posting.company_id) == []
    assert hire_lists.asked(member.id) == []
    assert hire_lists.count_new(member.cooperative_id) == 1
    hire_offers.pass_on(offer, COACH, base_url="")
    assert letters(session)[1:] == [member.phone, "amina@example.org"]
    assert hire_lists.asked(member.id) == [offer]
    hire_offers.answer(offer, SYSTEM, yes=True)
    hire_offers.answer(offer, SYSTEM, yes=True)
    assert letters(session)[3:] == ["eva@example.org"]
    with pytest.raises(Conflict):
        hire_offers.withdraw(offer, COMPANY)


def test_the_same_button_twice_offers_once(member, posting, session):
    wish = make_hire_wish(member, posting.company)
    first = hire_offers.make(wish, terms(posting.site), COMPANY, base_url=URL)
    assert hire_offers.make(wish, terms(posting.site), COMPANY, base_url=URL) is first
    assert session.scalars(select(HireOffer)).all() == [first]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"site": None}, "site"),
        ({"work": "  "}, "work"),
        ({"work": "x" * 301}, "work"),
        ({"work": "Vi söker unga tjejer"}, "work"),
        ({"note": "Bara svenskar med perfekt svenska"}, "note"),
        ({"week_minutes": None}, "week_hours"),
        ({"week_minutes": 41 * 60}, "week_hours"),
        ({"form": "for ever"}, "lasts"),
        ({"starts_on": None}, "starts_on"),
        ({"starts_on": clock.today()}, "starts_on"),
        ({"form": "fixed_term"}, "ends_on"),
        ({"form": "fixed_term", "ends_on": clock.today()}, "ends_on"),
        ({"pay_by": "love"}, "pay_by"),
        ({"pay_by": "hour"}, "pay"),
    ],
    ids=lambda one: str(one)[:40],
)
def test_what_is_missing_or_wrong_is_told_at_its_field(wrong, field, member, posting, session):
    wish = make_hire_wish(member, posting.company)
    with pytest.raises(Faulty) as told:
        hire_offers.make(wish, terms(posting.site, **wrong), COMPANY, base_url=URL)
    assert {fault.field for fault in told.value.faults} == {field}
    assert session.scalars(select(HireOffer)).all() == []


def test_a_no_a_tick_taken_back_and_a_person_forgotten_read_alike_to_the_company(posting, session):
    """The company's page and letter say one thing, whatever stands behind it."""
    posting.company.email = "eva@example.org"
    told = []
    for end in (
        lambda one: hire_offers.answer(one, SYSTEM, yes=False),
        lambda one: hire_offers.take_back_wish(one.member, one.company, SYSTEM),
    ):
        member = make_member(posting.cooperative, given_name="Amina", family_name="Persson")
        make_hire_wish(member, posting.company)
        offer = make_hire_offer(member, posting.site, S.ASKED)
        end(offer)
        assert offer.status == S.DECLINED
        assert hire_wishes.of_company(posting.company_id) == []
        query = select(Message.subject, Message.body).order_by(Message.id.desc()).limit(1)
        told.append(session.execute(query).one())
    assert told[0] == told[1]
    assert "Inte den här gången" in told[0].body


def test_a_no_may_become_a_yes_for_a_day(member, posting, frozen):
    offer = make_hire_offer(member, posting.site, S.ASKED)
    hire_offers.answer(offer, SYSTEM, yes=False)
    hire_offers.answer(offer, SYSTEM, yes=True)
    assert offer.status == S.ACCEPTED
    hire_offers.answer(offer, SYSTEM, yes=False)
    assert hire_offers.own(offer.public_id, member.id) is offer
    frozen(clock.now() + timedelta(days=2))
    assert hire_offers.own(offer.public_id, member.id) is None
    with pytest.raises(Conflict):
        hire_offers.answer(offer, SYSTEM, yes=True)


def test_what_is_taken_back_cannot_be_answered(member, posting):
    offer = make_hire_offer(member, posting.site, S.ASKED)
    hire_offers.want_to_talk(offer, SYSTEM)
    assert hire_lists.count_new(member.cooperative_id) == 1
    hire_offers.withdraw(offer, COMPANY)
    assert hire_lists.count_new(member.cooperative_id) == 0
    assert hire_offers.own(offer.public_id, member.id) is None
    for late in (lambda: hire_offers.answer(offer, SYSTEM, yes=True), lambda: pass_on(offer)):
        with pytest.raises(Conflict):
            late()


def pass_on(offer):
    hire_offers.pass_on(offer, COACH, base_url="")


def test_a_no_is_no_input_of_the_next_question_about_a_shift(member, posting, session):
    """What comes of offers touches no booking, no proposal and no time of hers."""
    work(member, posting)
    offer = make_hire_offer(member, posting.site, S.ASKED)
    hire_offers.answer(offer, SYSTEM, yes=False)
    session.flush()
    verbs = session.scalars(select(Event.verb)).all()
    assert [verb for verb in verbs if not verb.startswith(("hire_offers", "messages"))] == []


# Begun


def test_whoever_leaves_for_the_job_is_followed_up_ninety_days_later(posting, session, frozen):
    member = make_member(posting.cooperative, participates=False, employed=False)
    make_stay(member)
    make_employment(member)
    offer = make_hire_offer(member, posting.site, S.ACCEPTED)
    with pytest.raises(Invalid):
        hire_starts.note(offer, clock.today() + timedelta(days=1), COACH, leaves=True)
    hire_starts.note(offer, clock.today(), COACH, leaves=True)
    assert offer.status == S.STARTED
    stay = session.scalars(select(Stay).where(Stay.member_id == member.id)).one()
    employment = session.scalars(select(Employment).where(Employment.member_id == member.id)).one()
    assert (stay.exit_reason, stay.during.upper) == (ExitReason.WORK, clock.today())
    assert employment.during.upper == clock.today()
    frozen(clock.now() + timedelta(days=90))
    assert [one.stay_id for one in follow_ups.open_due()] == [stay.id]


def test_nobody_leaves_while_she_is_booked_afterwards(member, posting, session):
    make_assignment(make_shift(posting, workday(5)), member)
    offer = make_hire_offer(member, posting.site, S.ACCEPTED)
    with pytest.raises(Invalid, match="bokad på pass"):
        hire_starts.note(offer, clock.today(), COACH, leaves=True)


def test_who_began_beside_the_cooperative_stays(member, posting, session):
    offer = make_hire_offer(member, posting.site, S.ACCEPTED)
    hire_starts.note(offer, clock.today(), COACH, leaves=False)
    assert (
        session.scalars(select(Stay).where(Stay.member_id == member.id)).one().exit_reason is None
    )


def test_one_to_four_hired_are_not_told(posting):
    assert hire_lists.hired() == 0
    for count in range(1, 6):
        make_hire_offer(make_member(posting.cooperative), posting.site, S.STARTED)
        assert hire_lists.hired() == (count if count >= 5 else None)
    assert hire_lists.hired(make_member().cooperative_id) == 0


# Kept and forgotten


def test_ticks_and_closed_offers_go_after_their_time(member, posting, session, frozen):
    make_hire_wish(member, posting.company)
    for status in (S.DECLINED, S.WITHDRAWN, S.STARTED):
        make_hire_offer(member, posting.site, status)
    longest = max(rule_on(one, clock.today()).days for one in (Kept.HIRE_WISHES,))
    assert retention.carry_out(Kept.HIRE_WISHES) == 0
    frozen(clock.now() + timedelta(days=longest + 1))
    assert retention.carry_out(Kept.HIRE_WISHES) == 1
    assert retention.carry_out(Kept.CLOSED_HIRE_OFFERS) == 2
    assert session.scalars(select(HireOffer.status)).all() == [S.STARTED]


def test_she_takes_ticks_and_offers_along_and_is_forgotten_with_them(posting, session):
    member = make_member(posting.cooperative, employed=False, participates=False)
    yesterday = clock.today() - timedelta(days=1)
    make_stay(member, until=yesterday, exit_reason=ExitReason.WORK)
    make_hire_wish(member, posting.company)
    begun = make_hire_offer(member, posting.site, S.STARTED, note="Hej Kanariefågel")
    make_hire_offer(member, posting.site, S.ASKED, note="Hej Kanariefågel")
    held = own_data.export(member, SYSTEM)["rows"]
    assert (len(held["hire_wishes"]), len(held["hire_offers"])) == (1, 2)
    assert all("token_hash" not in row for row in held["hire_offers"])
    privacy.forget(member, SYSTEM)
    assert session.scalars(select(HireWish)).all() == []
    session.refresh(begun)
    assert session.scalars(select(HireOffer)).all() == [begun]
    assert (begun.note, begun.work) == ("", "–")
