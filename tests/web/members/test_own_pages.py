"""Pages about oneself: behind one's own code; why I was asked; money; our company."""

import pytest
from sqlalchemy import select, update

from marketplace.models.history import Actor
from marketplace.models.messages import Message
from marketplace.models.pay import HourlyPay
from marketplace.models.users import Role, SignIn, User
from marketplace.services import sie_files
from marketplace.text import kronor
from tests.make import make_member, make_posting, make_user, workday
from tests.make_money import make_issued
from tests.make_quality import make_policy
from tests.make_work import make_ask, make_assignment, make_proposal

ABOUT_ME = "/members/about-me"


@pytest.fixture
def user(session):
    return make_user(Role.MEMBER)


def pay(session, user, ore):
    session.add(
        HourlyPay(member_id=user.member_id, starts_on=workday(-90)[0].date(), ore_per_hour=ore)
    )
    session.flush()


def later(session):
    """A good while after the last proof."""
    session.execute(update(SignIn).values(confirmed_at=workday(-1)[0]))


def choose(browser, code="2718"):
    browser.get("/members/code")
    return browser.submit("Spara koden", code=code, expect=200 if code == "2718" else 400)


def test_with_a_code_pages_about_me_ask_for_it(browser, session, user):
    browser.sign_in(user)
    assert "Koden är sparad." in choose(browser).text
    later(session)
    browser.get(ABOUT_ME)
    assert browser.page.heading == "Visa att det är du"
    browser.submit("Fortsätt", own_code="2719", expect=400)
    assert browser.submit("Fortsätt", own_code="2718").heading == "Om mig"


def test_five_wrong_codes_are_enough(browser, session, user):
    browser.sign_in(user)
    choose(browser)
    later(session)
    browser.get(ABOUT_ME)
    for _ in range(5):
        browser.submit("Fortsätt", own_code="0000", expect=400)
    page = browser.submit("Fortsätt", own_code="2718", expect=400)
    assert "För många försök" in page.text


@pytest.mark.parametrize("code", ["1234", "4321", "7777", "12", "abcd", "123456789"])
def test_a_code_that_anybody_would_try_first_is_refused(browser, session, user, code):
    browser.sign_in(user)
    choose(browser, code)
    assert session.scalars(select(User.code_hash)).all() == [None]


def test_a_code_can_be_taken_away(browser, session, user):
    browser.sign_in(user)
    choose(browser)
    browser.get("/members/code")
    browser.submit("Ta bort koden")
    assert session.scalars(select(User.code_hash)).all() == [None]


def test_a_member_reads_what_spoke_for_her_and_nothing_about_others(browser, session, user):
    posting = make_posting(cooperative=user.cooperative)
    proposal = make_proposal(posting.shifts[0], user.member)
    proposal.reasons = ["wished", "pinned"]
    make_ask(proposal)
    other = make_member(user.cooperative)
    make_ask(make_proposal(posting.shifts[0], other))
    page = browser.sign_in(user).get("/members/reasons")
    assert "Du har önskat sådana jobb." in page.text
    assert posting.company.name in page.text
    assert other.given_name not in page.text


def test_a_person_looks_again_when_asked_and_answers_in_her_own_words(
    browser, new_browser, session, user
):
    browser.sign_in(user).get("/members/reasons")
    browser.submit("Be en människa titta", question="Varför får jag inga pass?")
    assert "Du har bett om det." in browser.page.text
    coach = new_browser().sign_in(make_user(Role.COACH, cooperative=user.cooperative))
    page = coach.get("/cooperatives/talks", q=user.member.name, about="look")
    [row] = page.table("1 medlem väntar på ett samtal")
    assert user.member.name in row["Medlem"]
    assert user.member.name in coach.get("/cooperatives/talks", format="csv").html
    assert "passar in" in coach.get("/cooperatives/talks", about="job").text
    coach.get("/cooperatives/talks")
    coach.click("Titta och svara")
    assert "Varför får jag inga pass?" in coach.page.text
    assert "Någon undrade hur hon eller han väljs" in coach.page.text
    coach.submit("Skicka svaret", answer=" ", expect=400)
    coach.submit("Skicka svaret", answer="Du får frågor nästa vecka.")
    assert "Du får frågor nästa vecka." in browser.get("/members/reasons").text
    assert "Du får frågor nästa vecka." in session.scalars(select(Message.body)).one()


def test_a_second_press_asks_no_second_time(browser, user):
    browser.sign_in(user).get("/members/reasons")
    for _ in range(2):
        browser.post("/members/reasons", {"question": "Hur?"}, expect=303)
    assert "Du har bett om det." in browser.get("/members/reasons").text


def test_another_cooperatives_question_is_not_found(browser, new_browser, user):
    browser.sign_in(user).get("/members/reasons")
    browser.submit("Be en människa titta")
    own = new_browser().sign_in(make_user(Role.COACH, cooperative=user.cooperative))
    address = next(
        link for link in own.get("/cooperatives/talks").links.values() if "looks" in link
    )
    new_browser().sign_in(make_user(Role.COACH)).get(address, expect=404)


def test_my_money_shows_booked_hours_and_states_no_rule_as_fact(browser, session, user):
    posting = make_posting(cooperative=user.cooperative)
    shift = make_assignment(posting.shifts[0], user.member).shift
    pay(session, user, 14_000)
    page = browser.sign_in(user).get("/members/money")
    assert " ".join(kronor(shift.work_minutes * 14_000 // 60).split()) in page.text
    assert "Fråga din handläggare" in page.text
    assert "Vi vet inte om det gäller i dag." in page.text
    assert "prop. 2012/13:94" in page.text


def test_of_every_hundred_kronor_so_much_became_pay(browser, session, user):
    invoice = make_issued(make_posting(cooperative=user.cooperative), people=5)
    for line in invoice.lines:
        member_id, since = line.time_report.assignment.member_id, workday(-90)[0].date()
        session.add(HourlyPay(member_id=member_id, starts_on=since, ore_per_hour=10_000))
    session.flush()
    page = browser.sign_in(user).get("/members/company")
    [source] = page.table("Härifrån kom varje 100 kronor")
    assert source == {"Varifrån": "Företag som är kunder", "Kronor": "100 kr"}
    billed_an_hour = invoice.lines[0].ore_per_hour
    assert f"{round(100 * 10_000 / billed_an_hour)} kr" in page.text


def test_our_company_shows_each_finished_year_and_the_vote(browser, session, user):
    accountant = Actor("cooperative_admin", "Karin Kassör")
    for year, pay in ((2024, 700), (2025, 950)):
        content = year_of(user.cooperative, year, pay)
        sie_files.take_in(user.cooperative, content, accountant)
    make_policy()
    page = browser.sign_in(user).get("/members/company")
    assert "Hit gick pengarna 2025" in page.text
    rows = page.table("Så användes varje 100 kronor")
    assert [tuple(row.values()) for row in rows] == [
        ("Lön och avgifter", "95 kr"),
        ("Lokaler, varor och annat", "10 kr"),
    ]
    assert "Det gick åt 5 kronor mer än det kom in." in page.text
    browser.click("2024")
    rows = browser.page.table("Så användes varje 100 kronor")
    assert {row["Vad"]: row["Kronor"] for row in rows}["Blev över"] == "20 kr"
    assert browser.click("Läs förslaget").heading == "Rösta"


def year_of(cooperative, year, pay):
    """A thousand kronor came in, a hundred went to a place to be: the accountant's file."""
    return "\r\n".join(
        [
            "#FLAGGA 0",
            "#FORMAT PC8",
            "#SIETYP 4",
            f"#ORGNR {cooperative.organisation_number}",
            '#FNAMN "Vi"',
            f"#RAR 0 {year}0101 {year}1231",
            "#RES 0 3001 -1000.00",
            "#RES 0 5010 100.00",
            f"#RES 0 7010 {pay}.00",
        ]
    ).encode()


def test_without_customers_our_company_says_so(browser, user):
    assert "Inga kunder har betalat än." in browser.sign_in(user).get("/members/company").text
