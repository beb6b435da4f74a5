"""The statement on accessibility, and how every page leads to it."""

import pytest

from marketplace.models.users import Role
from tests.make import make_cooperative, make_user


def test_the_statement_says_what_is_missing_and_whom_to_tell(browser, session):
    make_cooperative(name="Alfa", phone="0151-19 00 01")
    browser.get("/sign-in")
    page = browser.click("Tillgänglighet")
    assert "Det här vet vi saknas" in page.headings
    assert "0151-19 00 01" in page.text


@pytest.mark.parametrize("role", [Role.COACH, Role.COOPERATIVE_ADMIN])
def test_a_cooperatives_people_have_somebody_at_kooptjanst_to_call(browser, session, role):
    make_user(Role.KOOPTJANST, name="Gone", active=False)
    make_user(Role.KOOPTJANST, name="Maria Norling", phone="011-19 00 10")
    page = browser.sign_in(make_user(role)).get("/cooperatives/inbox")
    assert "Maria Norling" in page.soup.find("footer").get_text()


def test_strangers_and_companies_are_not_told_who_works_at_kooptjanst(new_browser, session):
    make_user(Role.KOOPTJANST, name="Maria Norling")
    assert "Maria Norling" not in new_browser().get("/").html
    company = new_browser().sign_in(make_user(Role.COMPANY))
    assert "Maria Norling" not in company.get("/companies/today").html
