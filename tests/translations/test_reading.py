"""Pages in the reader's language: whose choice counts, and what stays Swedish."""

from datetime import UTC, datetime

import pytest

from marketplace import text
from marketplace.models.users import Role
from marketplace.translations import LANGUAGES, language, translations
from tests.make import make_cooperative, make_member, make_posting, make_site, make_user
from tests.make_work import make_ask, make_assignment, make_proposal

CODES = [one.code for one in LANGUAGES]


def spoken(page):
    return page.soup.find("html")["lang"]


def ask_of(code, **columns):
    site = make_site()
    cooperative = make_cooperative(site.municipality)
    posting = make_posting(site, cooperative, task="pack_goods", **columns)
    member = make_member(cooperative, language=code)
    make_ask(make_proposal(posting.shifts[0], member), token="a-link")
    return posting


@pytest.mark.parametrize("code", CODES)
def test_a_question_opens_in_the_members_language(browser, session, code):
    ask_of(code)
    page = browser.get("/members/asks/a-link")
    assert spoken(page) == language(code).lang
    say = translations(language(code).locale).gettext
    page = browser.submit(say("Ja, jag vill"))
    assert page.heading == say("Tack! Du är bokad.")
    assert spoken(page) == language(code).lang


def test_what_the_reader_has_chosen_counts_before_the_members_language(browser, session):
    ask_of("ar")
    browser.get("/languages/so", next="/sign-in")
    assert spoken(browser.get("/members/asks/a-link")) == "so"


def test_a_member_who_signs_in_reads_her_own_language(browser, session):
    cooperative = make_cooperative()
    user = make_user(Role.MEMBER, cooperative=cooperative)
    user.member.language = "ti"
    assert spoken(browser.sign_in(user).get("/members/shifts")) == "ti"


def test_staff_who_has_chosen_a_members_language_reads_easy_swedish(browser, session):
    browser.get("/languages/ar", next="/sign-in")
    page = browser.sign_in(make_user(Role.COACH)).get("/cooperatives/inbox")
    assert spoken(page) == "sv"


def test_english_covers_staff_too(browser, session):
    browser.get("/languages/en", next="/sign-in")
    browser.sign_in(make_user(Role.COACH))
    browser.get("/languages/en", next="/sign-in")
    assert spoken(browser.get("/cooperatives/inbox")) == "en"


@pytest.mark.parametrize("code", CODES)
def test_the_clock_is_swedish_and_the_day_local_in_every_language(browser, session, frozen, code):
    frozen(datetime(2026, 12, 1, 9, tzinfo=UTC))
    posting = ask_of(code)
    page = browser.get("/members/asks/a-link")
    assert text.clock(posting.shifts[0].starts_at) in page.text
    names = {"en": "December", "ar": "ديسمبر", "so": "Diseembar", "fa": "دسمبر", "ti": "ታሕሳስ"}
    assert names.get(code, "december") in page.text


@pytest.mark.parametrize("code", CODES)
def test_a_shift_is_cancelled_in_every_language(browser, session, code):
    posting = ask_of(code)
    user = make_user(Role.MEMBER, cooperative=posting.cooperative)
    user.member.language = code
    booked = make_assignment(posting.shifts[0], user.member)
    say = translations(language(code).locale).gettext
    page = browser.sign_in(user).get(f"/members/shifts/{booked.public_id}/leave")
    assert page.heading == say("Kan du inte komma?")
    page = browser.submit(say("Avboka passet"))
    assert say("Du är avbokad. Tack för att du sa till.") in page.text
