"""The question of day ninety, opened by its link and answered by one press."""

from sqlalchemy import select

from marketplace.models.follow_ups import Evidence, FollowUp, Outcome
from marketplace.models.messages import Message
from marketplace.services import follow_up_questions
from tests.make import make_member
from tests.make_quality import make_follow_up


def link(session, **columns):
    """The address in the message to somebody who left ninety days ago."""
    row = make_follow_up(make_member(**columns), days_ago=90)
    follow_up_questions.send(row, base_url="")
    session.commit()
    body = session.scalars(select(Message.body)).first()
    return row, next(word for word in body.split() if "/members/follow-ups/" in word)


def test_one_press_answers_and_a_second_changes_nothing(browser, session):
    row, address = link(session)
    page = browser.get(address)
    assert "Vad gör du nu?" in page.heading
    assert row.is_open
    page = browser.submit("Jag studerar")
    assert "Tack för ditt svar!" in page.heading
    browser.post(address, {"outcome": "work"}, expect=303)
    session.refresh(row)
    assert (row.outcome, row.evidence) == (Outcome.EDUCATION, Evidence.TOLD)


def test_the_page_is_in_her_language(browser, session):
    _, address = link(session, language="ar")
    assert browser.get(address).soup.html["dir"] == "rtl"


def test_what_is_no_answer_closes_nothing(browser, session):
    _, address = link(session)
    browser.get(address)
    for made_up in ("sick", "unreachable", "<b>", ""):
        browser.post(address, {"outcome": made_up}, expect=400)
    assert session.scalars(select(FollowUp)).one().is_open


def test_a_link_of_nothing_says_that_it_is_over(browser):
    assert "gäller inte längre" in browser.get("/members/follow-ups/made-up", expect=410).heading
