"""What a member needs, written by her coach with her, after a yes."""

import pytest

from marketplace.catalogue.purposes import Purpose
from marketplace.models.history import SYSTEM
from marketplace.models.match_runs import MatchRun
from marketplace.models.users import Role
from marketplace.services import consents
from tests.make import make_member, make_user
from tests.make_needs import make_needs, needs_of, reads_of

MATCHING = "Har sagt ja: spara vad jag behöver och föreslå jobb som passar"
ASKING = "Har sagt ja: låta handledaren fråga arbetsplatsen"
TAKE_BACK = "Ta tillbaka: spara vad jag behöver och föreslå jobb som passar"


@pytest.fixture
def member(session):
    return make_member()


@pytest.fixture
def coach(browser, member):
    """Her coach, at the page of what she needs."""
    browser.sign_in(make_user(Role.COACH, name="Kim Ek", cooperative=member.cooperative))
    browser.get(address(member))
    return browser


def address(member):
    return f"/cooperatives/needs/{member.public_id}"


def test_nothing_can_be_written_before_a_yes(coach, member):
    assert "Inget kan sparas" in coach.page.text
    assert "Spara" not in coach.page.buttons
    coach.submit(MATCHING)
    assert "Ja är noterat" in coach.page.text
    assert "Spara" in coach.page.buttons


def test_what_is_ticked_is_kept_and_read_back(coach, member):
    coach.submit(MATCHING)
    coach.submit("Spara", condition=["step_free"], hazard=["dust"], **{"ability-lifting": "2"})
    assert "Sparat" in coach.page.text
    known = needs_of(member)
    assert (known.conditions, known.hazards) == (("step_free",), ("dust",))
    assert known.abilities == {"lifting": 2}
    ticked = {one["value"] for one in coach.page.soup.select("input[checked]")}
    assert ticked == {"step_free", "dust"}
    assert coach.page.soup.select_one("#ability-lifting option[selected]")["value"] == "2"


def test_each_look_is_seen_by_the_member(coach, member):
    make_needs(member, "step_free")
    coach.get(address(member))
    (row,) = reads_of(member)
    assert (row.purpose, row.actor_label) == (Purpose.RECORDING, "Kim Ek")


def test_a_yes_taken_back_leaves_nothing_and_is_solved_without(coach, member, session):
    make_needs(member, "step_free")
    coach.get(address(member))
    coach.submit(TAKE_BACK)
    assert needs_of(member).conditions == ()
    assert consents.standing(member) == {}
    run = session.query(MatchRun).one()
    assert run.region_id == member.cooperative.region_id
    coach.get(address(member))
    assert "Inget kan sparas" in coach.page.text


def test_asking_workplaces_is_a_yes_of_its_own(coach, member):
    coach.submit(MATCHING)
    coach.submit(ASKING)
    assert set(consents.standing(member)) == {Purpose.MATCHING, Purpose.QUESTIONS}


@pytest.mark.parametrize("purpose", ["", "export", "everything"])
def test_nobody_is_asked_for_other_things(coach, member, purpose):
    coach.submit(MATCHING, tampered={"purpose": purpose}, expect=400)
    assert consents.standing(member) == {}


@pytest.mark.parametrize(
    "tampered", [{"condition": "invented"}, {"hazard": "invented"}, {"ability-lifting": "5"}]
)
def test_only_what_is_in_the_lists_is_kept(coach, member, tampered):
    coach.submit(MATCHING)
    coach.submit("Spara", tampered=tampered, expect=400)
    assert needs_of(member).conditions == needs_of(member).hazards == ()


@pytest.mark.parametrize("role", [Role.COOPERATIVE_ADMIN, Role.KOOPTJANST, Role.SYSADMIN])
def test_nobody_else_at_work_opens_needs(browser, member, role):
    cooperative = member.cooperative if role == Role.COOPERATIVE_ADMIN else None
    browser.sign_in(make_user(role, cooperative=cooperative))
    browser.get(address(member), expect=403)


def test_another_cooperatives_coach_finds_nobody(browser, member):
    make_needs(member, "step_free", by=SYSTEM)
    browser.sign_in(make_user(Role.COACH))
    browser.get(address(member), expect=404)
    assert reads_of(member) == []
