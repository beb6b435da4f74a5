"""History over everything."""

import re
from pathlib import Path

import pytest

from marketplace.models.history import SYSTEM, Actor
from marketplace.models.users import Role
from marketplace.services import history
from marketplace.services.history import STEPS, record
from marketplace.web.happenings import NOUNS, VERBS
from tests.make import make_posting, make_user
from tests.make_work import make_match_run, make_proposal

HISTORY = "/admin/history"
SEARCH = "Sök namn, eller id ur en adress"
SERVICES = Path(history.__file__).parent


@pytest.fixture
def sysadmin(browser, session):
    return browser.sign_in(make_user(Role.SYSADMIN))


def happened(page):
    caption = " ".join(page.soup.find("caption").get_text().split())
    return [row["Vad som hände"] for row in page.table(caption)]


def test_history_is_searched_by_what_happened_and_to_what(sysadmin):
    posting, run = make_posting(), make_match_run()
    record("postings.open", posting, SYSTEM)
    record("match_runs.queued", run, SYSTEM)
    record("postings.filled", posting, SYSTEM)
    filled, queued, opened = (
        "Ett jobb fick alla platser fyllda",
        "En matchning beställdes",
        "Ett jobb öppnades",
    )
    assert happened(sysadmin.get(HISTORY)) == [filled, queued, opened]
    assert happened(sysadmin.submit("Visa", {"Med vad": "Jobb"})) == [filled, opened]
    page = sysadmin.submit("Visa", {"Vad som hände": opened})
    assert happened(page) == [opened]
    assert posting.public_id in page.text
    sysadmin.click("Rensa")
    assert happened(sysadmin.submit("Visa", {SEARCH: run.public_id})) == [queued]
    assert "Inget har hänt" in sysadmin.get(HISTORY, q="zzzzzzzzzzzz").text
    text = sysadmin.get(HISTORY, q=run.public_id, format="csv").response.get_data(as_text=True)
    assert run.public_id in text
    assert posting.public_id not in text


def test_long_history_turns_pages(sysadmin):
    run = make_match_run()
    for _ in range(26):
        record("match_runs.queued", run, SYSTEM)
    assert len(happened(sysadmin.get(HISTORY, noun="match_runs"))) == 25
    assert len(happened(sysadmin.click("Nästa"))) == 1


def test_yes_and_no_look_the_same_and_members_have_no_name(sysadmin):
    proposal = make_proposal()
    member = Actor("member", proposal.member.name, member_id=proposal.member_id)
    record("proposals.accepted", proposal, member)
    record("proposals.declined", proposal, member)
    for asked in ({}, {"what": "proposals.declined"}, {"what": "proposals.accepted"}):
        page = sysadmin.get(HISTORY, **asked)
        assert happened(page) == ["Ett förslag besvarades"] * 2
        assert "En medlem" in page.text
        assert proposal.member.family_name not in page.html


def test_nonsense_in_the_address_finds_nothing_and_breaks_nothing(sysadmin):
    record("match_runs.queued", make_match_run(), SYSTEM)
    assert "Inget har hänt" in sysadmin.get(HISTORY, q="'; DROP", page="9e9").text
    assert len(happened(sysadmin.get(HISTORY, noun="'; DROP"))) == 1
    assert len(happened(sysadmin.get(HISTORY, what="\0nonsense"))) == 1


def test_every_step_has_words():
    for model, steps in STEPS.items():
        for status in set().union(*steps.values()):
            assert f"{model.__tablename__}.{status.value}" in VERBS
        assert model.__tablename__ in NOUNS


def test_whatever_a_service_writes_down_has_words():
    verb = re.compile(r"(?:\brecord\(|^[A-Z_]+ = )\s*\"([a-z_]+\.[a-z_]+)\"", re.MULTILINE)
    code = [path.read_text() for path in SERVICES.glob("*.py")]
    written = {found for text in code for found in verb.findall(text)}
    assert len(written) > 90
    assert written - VERBS.keys() == set()
