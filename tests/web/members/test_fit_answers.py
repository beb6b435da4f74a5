"""A member says with one press whether a job fitted her."""

from sqlalchemy import select

from marketplace.models.fit_answers import FitAnswer
from marketplace.models.users import Role
from tests.make import make_member, make_posting, make_user, workday
from tests.make_work import make_assignment


def test_one_press_answers_for_one_job(browser, session):
    posting = make_posting(shifts=[workday(-1)])
    member = make_member(posting.cooperative)
    make_assignment(posting.shifts[0], member)
    browser.sign_in(make_user(Role.MEMBER, member=member))
    browser.get("/members/shifts")
    browser.click("Svara med ett tryck")
    page = browser.submit("Lite grann")
    assert "Tack för ditt svar." in page.text
    assert "Du har svarat på allt." in page.text
    assert session.scalars(select(FitAnswer.fit)).all() == ["partly"]
    assert "Svara med ett tryck" not in browser.get("/members/shifts").text


def test_another_persons_job_takes_no_answer(browser, session):
    posting = make_posting(shifts=[workday(-1)])
    member = make_member(posting.cooperative)
    make_assignment(posting.shifts[0], member)
    browser.sign_in(make_user(Role.MEMBER))
    assert posting.company.name not in browser.get("/members/fit-answers").text
