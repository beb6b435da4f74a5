"""What a member sees and decides by the link in a message."""

from sqlalchemy import select

from marketplace.models.assignments import Assignment
from marketplace.models.companies import Company
from marketplace.models.proposals import Ask, Proposal, ProposalStatus
from marketplace.models.users import Role
from tests.make import make_cooperative, make_member, make_posting, make_site, make_user
from tests.make_work import make_ask, make_assignment, make_proposal


def asked(shifts=1, token="a-link", **columns):
    site = make_site()
    cooperative = make_cooperative(site.municipality)
    posting = make_posting(site, cooperative, shifts=shifts, **columns)
    member = make_member(cooperative)
    make_ask(*[make_proposal(shift, member) for shift in posting.shifts], token=token)
    return posting, member


def test_reading_the_link_changes_nothing(browser, session):
    asked()
    for _ in range(3):
        browser.get("/members/asks/a-link")
    assert session.scalars(select(Proposal.status)).all() == [ProposalStatus.SENT]


def test_a_yes_books_the_shift(browser, session):
    _, member = asked()
    page = browser.get("/members/asks/a-link")
    assert page.heading == f"Hej {member.given_name}! Vill du jobba?"
    page = browser.submit("Ja, jag vill")
    assert page.heading == "Tack! Du är bokad."
    assert session.scalars(select(Assignment.member_id)).all() == [member.id]


def test_after_a_yes_she_can_let_the_workplace_be_asked_but_not_by_the_link_alone(browser):
    _, member = asked()
    browser.get("/members/asks/a-link")
    assert "Frågor till arbetsplatsen" not in browser.submit("Ja, jag vill").links
    browser.sign_in(make_user(Role.MEMBER, member=member))
    assert "Frågor till arbetsplatsen" in browser.get("/members/asks/a-link").links


def test_a_no_is_thanked_and_told_to_nobody(browser, session):
    asked()
    browser.get("/members/asks/a-link")
    page = browser.submit("Nej, inte den här gången")
    assert "Du sa nej. Det är helt okej." in page.text
    assert session.scalars(select(Proposal.status)).all() == [ProposalStatus.DECLINED]


def test_an_answer_can_be_changed(browser, session):
    asked()
    browser.get("/members/asks/a-link")
    browser.submit("Ja, jag vill")
    browser.get("/members/asks/a-link?change=1")
    page = browser.submit("Nej, inte den här gången")
    assert page.heading == "Tack för ditt svar!"
    assert session.scalars(select(Assignment.status)).all() == ["cancelled_by_member"]


def test_yes_to_one_of_two_days_is_no_to_the_other(browser, session):
    posting, _ = asked(shifts=2)
    browser.get("/members/asks/a-link")
    browser.submit("Ja, jag vill", shift=[posting.shifts[1].public_id])
    statuses = session.scalars(select(Proposal.status).order_by(Proposal.shift_id)).all()
    assert statuses == [ProposalStatus.DECLINED, ProposalStatus.ACCEPTED]


def test_a_yes_after_a_no_is_a_yes_to_every_day(browser, session):
    asked(shifts=2)
    browser.get("/members/asks/a-link")
    browser.submit("Nej, inte den här gången")
    browser.get("/members/asks/a-link?change=1")
    assert browser.submit("Ja, jag vill").heading == "Tack! Du är bokad."
    assert session.scalars(select(Proposal.status)).all() == [ProposalStatus.ACCEPTED] * 2


def test_a_yes_to_no_day_is_asked_again_and_never_taken_for_a_no(browser, session):
    asked(shifts=2)
    browser.get("/members/asks/a-link")
    page = browser.submit("Ja, jag vill", shift=[], expect=400)
    box = page.soup.find("fieldset", id="shift")
    assert page.soup.select_one(".error-summary a")["href"] == "#shift"
    told = page.soup.find(id=box["aria-describedby"]).get_text(" ", strip=True)
    assert told == "Fel: Kryssa minst en dag. Vill du inte alls, tryck på nej."
    assert not box.select("[checked]")
    assert session.scalars(select(Proposal.status)).all() == [ProposalStatus.SENT] * 2


def test_a_taken_seat_is_told_kindly(browser, session):
    posting, _ = asked(heads=1)
    make_assignment(posting.shifts[0], make_member(posting.cooperative))
    browser.get("/members/asks/a-link")
    page = browser.submit("Ja, jag vill", expect=409)
    assert "Platsen är redan tagen" in page.text


def test_an_unknown_or_old_link_says_whom_to_talk_to(browser):
    page = browser.get("/members/asks/nothing", expect=410)
    assert "Du har inte gjort något fel" in page.text


def test_a_long_hostile_company_name_stays_text(browser, session):
    asked()
    session.scalars(select(Company)).first().name = "<script>alert(1)</script> " + "Å" * 120
    session.commit()
    page = browser.get("/members/asks/a-link")
    assert "<script>alert(1)</script>" in page.text


def test_she_who_is_signed_in_answers_without_the_link(browser, session):
    posting, member = asked()
    browser.sign_in(make_user(Role.MEMBER, member=member))
    page = browser.get("/members/shifts")
    browser.get(page.soup.find("a", string=posting.company.name)["href"])
    page = browser.submit("Ja, jag vill")
    assert page.heading == "Tack! Du är bokad."
    assert session.scalars(select(Assignment.member_id)).all() == [member.id]


def test_another_or_nobody_finds_no_question_by_its_name(browser, session):
    asked()
    path = f"/members/asks/{session.scalars(select(Ask.public_id)).one()}"
    nobody = browser.get(path, expect=410)
    browser.sign_in(make_user(Role.MEMBER))
    assert browser.get(path, expect=410).heading == nobody.heading
    browser.post(path, {"answer": "yes"}, expect=410)
    assert session.scalars(select(Proposal.status)).all() == [ProposalStatus.SENT]
