"""What a member reads about herself, and what she can do with it."""

import json
from datetime import timedelta

import pytest

from marketplace import clock
from marketplace.catalogue.dimensions import DIMENSIONS
from marketplace.catalogue.hazards import HAZARD_BY_CODE, HAZARDS
from marketplace.catalogue.purposes import Purpose
from marketplace.catalogue.skills import SKILLS
from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.models.companies import FeatureAnswer
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.members import ExitReason
from marketplace.models.users import Role
from marketplace.services import consents
from marketplace.translations import LANGUAGES, translations
from tests.make import (
    make_cooperative,
    make_member,
    make_posting,
    make_site,
    make_stay,
    make_user,
)
from tests.make_needs import make_needs, needs_of, reads_of
from tests.make_work import make_assignment

HERE = "/members/about-me"


@pytest.fixture
def user(session):
    return make_user(Role.MEMBER, member=make_member(given_name="Åsa"))


@pytest.fixture
def member(user):
    return user.member


@pytest.fixture
def mine(browser, user):
    """Her browser, signed in just now."""
    return browser.sign_in(user)


def test_she_reads_what_is_known_in_easy_words(mine, member):
    make_needs(member, "step_free", hazards=["dust"], abilities={"lifting": 2})
    page = mine.get(HERE)
    assert "Åsa" in page.text
    assert WORK_CONDITION_BY_CODE["step_free"].easy_sv in page.text
    assert "step_free" not in page.text
    assert "Du lyfter" in page.text


@pytest.mark.parametrize(
    "own", [one for one in LANGUAGES if not one.whole], ids=lambda own: own.code
)
def test_what_she_can_and_needs_is_said_in_her_own_language(browser, session, own):
    member = make_member(language=own.code, skills={skill.code: 2 for skill in SKILLS})
    browser.sign_in(make_user(Role.MEMBER, member=member))
    said = translations(own.locale).gettext
    for step in range(5):
        abilities = {one.code: step for one in DIMENSIONS}
        make_needs(member, *WORK_CONDITION_BY_CODE, hazards=HAZARD_BY_CODE, abilities=abilities)
        lines = {line.get_text(strip=True) for line in browser.get(HERE).soup.select("main li")}
        entries = (
            *SKILLS,
            *WORK_CONDITION_BY_CODE.values(),
            *(one.levels[step] for one in DIMENSIONS),
        )
        avoided = {f"{said('Inte det här:')} {said(one.easy_sv)}" for one in HAZARDS}
        assert lines == {said(one.easy_sv) for one in entries} | avoided
        assert not any(one.easy_sv in line for one in (*entries, *HAZARDS) for line in lines)


def test_where_nothing_is_written_it_says_so(mine):
    assert "Inget är skrivet." in mine.get(HERE).text


def test_her_own_look_is_written_down_too(mine, member):
    make_needs(member, "step_free")
    mine.get(HERE)
    assert [row.purpose for row in reads_of(member)] == [Purpose.OWN_VIEW]


def test_she_sees_who_has_looked_and_why(mine, member):
    make_needs(member, "step_free")
    assert "Ingen har tittat än." in mine.get(f"{HERE}/looks").text
    for _ in range(3):
        needs_of(member, Purpose.QUESTIONS, Actor("coach", "Kim Ek"))
    needs_of(member, Purpose.MATCHING, SYSTEM)
    page = mine.get(f"{HERE}/looks")
    assert "Handledare, Kim Ek" in page.text
    assert "3 gånger" in page.text
    assert "Datorn letade jobb. Ingen människa läste." in page.text


def test_a_long_list_of_looks_has_pages(mine, member, frozen):
    make_needs(member, "step_free")
    start = clock.now()
    for day in range(30):
        frozen(start - timedelta(days=30 - day))
        needs_of(member, Purpose.RECORDING, Actor("coach", "Kim Ek"))
    frozen(start)
    page = mine.get(f"{HERE}/looks", page=2)
    assert len(page.soup.select(".timeline > li")) == 5


@pytest.mark.parametrize("path", ["", "/looks", "/consent", "/export", "/erase"])
def test_pages_about_oneself_ask_again_who_one_is(mine, frozen, path):
    frozen(clock.now() + timedelta(minutes=11))
    assert mine.fetch("GET", HERE + path).location.startswith("/account/confirmation?next=")


def test_nothing_is_taken_away_without_asking_again_who_one_is(mine, member, frozen):
    make_needs(member, "step_free")
    token = mine.token()
    frozen(clock.now() + timedelta(minutes=11))
    data = {"csrf_token": token, "purpose": "matching", "answer": "no"}
    assert mine.fetch("POST", f"{HERE}/consent", data=data).status == 303
    assert needs_of(member).conditions


# A yes, and what it changes


def test_a_yes_can_be_given_and_taken_back(mine, member):
    mine.get(HERE)
    page = mine.get(f"{HERE}/consent", purpose="questions")
    assert "Om du säger nej" in page.text
    mine.submit("Ja, det är okej")
    assert consents.standing(member).keys() == {Purpose.QUESTIONS}
    mine.get(f"{HERE}/consent", purpose="questions")
    mine.submit("Ta bort mitt ja")
    assert consents.standing(member) == {}


def test_taking_back_the_first_yes_takes_the_needs_away(mine, member):
    make_needs(member, "step_free")
    page = mine.get(f"{HERE}/consent")
    assert "Det går inte att ångra." in page.text
    mine.submit("Ta bort mitt ja")
    assert needs_of(member).conditions == ()


def test_no_other_purpose_is_asked_about(mine):
    mine.get(f"{HERE}/consent", purpose="everything", expect=400)


def test_the_effect_is_told_before(mine, member):
    """Work that suits her, work that does not, and work that asks for what nobody would know."""
    cooperative = member.cooperative
    steps = {"step_free": FeatureAnswer.NO}
    make_posting(make_site(municipality=member.municipality), cooperative, task="pack_goods")
    stairs = make_site(municipality=member.municipality, features=steps)
    make_posting(stairs, cooperative, task="pack_goods")
    make_needs(member, "step_free", abilities=dict.fromkeys(("lifting", "standing"), 4))
    page = mine.get(f"{HERE}/consent")
    assert "I dag kan du få en fråga om 1 pass." in page.text
    assert "1 pass som inte passar dig kan också komma." in page.text
    assert stairs.company.name in page.text
    page = mine.get(f"{HERE}/consent", purpose="questions")
    assert "På 1 pass vet vi inte om allt finns." in page.text


def test_a_member_without_open_work_is_told_that_nothing_changes(mine, member):
    make_needs(member, "step_free")
    assert "Det blir samma pass som i dag." in mine.get(f"{HERE}/consent").text


# Taking along and taking away


def test_everything_is_taken_along_as_a_file(mine, member):
    make_needs(member, "step_free", abilities={"lifting": 2})
    assigned = make_assignment(member=member)
    page = mine.get(f"{HERE}/export")
    assert page.response.headers["Content-Disposition"].startswith("attachment; filename=")
    held = json.loads(page.response.get_data(as_text=True))
    assert held["person"]["given_name"] == "Åsa"
    assert list(held["needs"]["conditions"]) == ["step_free"]
    assert held["work"][0]["company"] == assigned.shift.posting.company.name
    assert "token_hash" not in str(held)
    assert "password_hash" not in str(held)


def test_whoever_is_still_here_cannot_be_forgotten(mine, member):
    page = mine.get(f"{HERE}/erase")
    assert "Inte än" in page.text
    assert "Ta bort allt nu" not in page.buttons
    mine.get(HERE)
    token = mine.token()
    answer = mine.fetch("POST", f"{HERE}/erase", data={"csrf_token": token})
    assert answer.status == 409
    assert member.erased_at is None


def test_whoever_has_left_is_forgotten_and_signed_out(browser):
    left = make_member(make_cooperative(), employed=False, participates=False)
    today = clock.today()
    make_stay(left, until=today, exit_reason=ExitReason.WORK)
    make_needs(left, "step_free")
    browser.sign_in(make_user(Role.MEMBER, member=left))
    browser.get(f"{HERE}/erase")
    browser.submit("Ta bort allt nu")
    assert "Allt om dig är borttaget." in browser.page.text
    assert left.name == "Raderad person"
    assert browser.fetch("GET", HERE).location.startswith("/sign-in")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MEMBER])
def test_nobody_else_has_these_pages(browser, role):
    browser.sign_in(make_user(role))
    browser.get(HERE, expect=403)
