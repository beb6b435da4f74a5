"""A company says whether it fitted, of the job and never of a person."""

from sqlalchemy import select

from marketplace.models.fit_answers import Fit, FitAnswer
from marketplace.models.users import Role
from tests.make import make_posting, make_user, workday
from tests.make_work import make_assignment


def test_a_job_that_is_over_is_answered_from_its_page(browser, session):
    posting = make_posting(shifts=[workday(-1)])
    make_assignment(posting.shifts[0])
    browser.sign_in(make_user(Role.COMPANY, company=posting.company))
    assert "Passade det?" in browser.get("/companies/today").text
    browser.get(f"/companies/postings/{posting.public_id}")
    browser.click("Svara")
    page = browser.submit("Spara svaret", expect=400, note="Trångt.")
    assert "Välj ett svar." in page.text
    assert "Trångt." in page.html
    browser.submit("Spara svaret", fit="partly", note="Trångt.")
    found = session.scalars(select(FitAnswer)).one()
    assert (found.fit, found.note, found.member_id) == (Fit.PARTLY, "Trångt.", None)
    page = browser.get(f"/companies/postings/{posting.public_id}")
    assert "Ändra svaret om det passade" in page.text
    assert "Ni svarade om jobbet passade." in page.text


def test_a_job_to_come_says_when_it_can_be_answered(browser):
    posting = make_posting()
    browser.sign_in(make_user(Role.COMPANY, company=posting.company))
    page = browser.get(f"/companies/fit-answers/{posting.public_id}")
    assert "en månad framåt" in page.text
