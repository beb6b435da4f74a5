"""What would open the most work, told to those who can do something about it."""

import pytest

from marketplace.clock import now
from marketplace.models.members import SkillStatus
from marketplace.models.trials import TrialKind, TrialStatus
from marketplace.models.users import Role
from tests.make import (
    make_cooperative,
    make_member,
    make_member_skill,
    make_site,
    make_user,
)
from tests.make_quality import make_trial


def key(kind, home, **told):
    blank = {
        "kind": kind,
        "code": "",
        "level": 1,
        "site": None,
        "members": [],
        "cooperatives": [home.public_id],
        "when": [],
        "minutes": 600,
        "ore": 200_000,
        "exact": True,
        "people": 6,
        "genders": {},
    }
    return {**blank, **told}


def reported(home, *keys):
    return make_trial(
        home.region,
        kind=TrialKind.KEYS,
        status=TrialStatus.DONE,
        asked={},
        asked_at=now(),
        result={
            "asked_minutes": 1200,
            "filled_minutes": 600,
            "exact": True,
            "keys": list(keys),
            "tried": 3,
            "changes": 3,
            "unlisted_minutes": 0,
        },
    )


def test_a_coach_reads_which_skill_would_open_most_work_for_whom(browser):
    home, other = make_cooperative(), make_cooperative()
    anna, else_where = make_member(home), make_member(other)
    reported(
        home,
        key("skill", home, code="forklift", members=[anna.public_id]),
        key("skill", other, code="forklift", members=[else_where.public_id]),
        key("course", home, code="driving_licence_b", members=[anna.public_id, "other"]),
    )
    browser.sign_in(make_user(Role.COACH, cooperative=home))
    browser.get("/cooperatives/members")
    page = browser.click("Nycklar: vad skulle ge vem mer arbete?")
    assert anna.name in page.text
    assert else_where.name not in page.text
    [row] = page.table("Ändringar")
    assert (row["Person"], row["Slag"]) == (anna.name, "Kompetens")
    assert (row["Mer arbete i veckan"], row["Värde i veckan"]) == ("10 tim", "2 000 kr")
    assert "passar in" in browser.get("/cooperatives/keys", kind="ride").text
    browser.get("/cooperatives/keys")
    assert "Kurser för alla som saknar kompetensen" in page.text


def test_a_company_is_advised_only_of_what_five_people_need(browser):
    home, site = make_cooperative(), make_site()
    reported(
        home,
        key("feature", home, code="step_free", site=site.public_id),
        key("feature", home, code="", site=site.public_id, people=None, minutes=900),
    )
    browser.sign_in(make_user(Role.COMPANY, company=site.company))
    page = browser.get(f"/companies/sites/{site.public_id}")
    assert page.text.count("minst fem personer till kan jobba här") == 1
    assert "arbete för omkring 2 000 kr" in page.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "15 tim" not in page.text


def test_no_report_says_when_it_comes(browser):
    browser.sign_in(make_user(Role.COACH))
    assert "Inga nycklar just nu." in browser.get("/cooperatives/keys").text


def test_the_keys_drive_the_list_of_courses(browser, session):
    home = make_cooperative()
    anna, bo = make_member(home), make_member(home)
    learners = [anna.public_id, bo.public_id]
    genders = {"woman": 6, "man": None}
    course = key("course", home, code="forklift_licence", members=learners, genders=genders)
    reported(home, course, key("course", make_cooperative(), code="cleaning"))
    browser.sign_in(make_user(Role.COACH, cooperative=home))
    browser.get("/cooperatives/keys")
    page = browser.click("Kurslista")
    told = page.text.replace("\N{NO-BREAK SPACE}", " ")
    for words in ("Truckkort", "10 tim", "2 000 kr", "Kvinnor: 6, Män: visas inte"):
        assert words in told
    assert "Städning" not in page.text
    page = browser.click(anna.name)
    assert page.soup.find("option", value="forklift_licence").has_attr("selected")


def test_the_keys_drive_what_to_validate(browser, session):
    home, other = make_cooperative(), make_cooperative()
    anna, bo, else_where = make_member(home), make_member(home), make_member(other)
    make_member_skill(bo, "forklift_licence", 1, SkillStatus.SELF_STATED)
    reported(
        home,
        key("skill", home, code="cleaning", members=[anna.public_id], minutes=120),
        key("skill", home, code="forklift_licence", members=[bo.public_id], minutes=240),
        key("skill", other, code="forklift_licence", members=[else_where.public_id]),
        key("time", home, members=[anna.public_id], when=["2026-12-01T08:00:00+01:00"] * 2),
    )
    browser.sign_in(make_user(Role.COACH, cooperative=home))
    browser.get("/cooperatives/keys")
    page = browser.click("Att validera")
    rows = page.table("Kompetenser att validera")
    assert [row["Person"] for row in rows] == [anna.name, bo.name]
    assert rows[0]["Läge"] == "Inte antecknat"
    assert rows[1]["Läge"] == "Berättat själv"
    assert "Titta på beviset" in rows[1]["Kompetens"]
    page = browser.click(bo.name)
    assert "Spara valideringen" in page.text


def test_the_keys_drive_the_accessibility_plan_and_name_only_what_five_gain(browser, session):
    home, site = make_cooperative(), make_site()
    reported(
        home,
        key("feature", home, code="", site=site.public_id, people=None, minutes=900),
        key("feature", home, code="step_free", site=site.public_id, genders={"woman": 5}),
    )
    browser.sign_in(make_user(Role.KOOPTJANST))
    browser.get("/kooptjanst/keys")
    page = browser.click("Inga trappsteg")
    assert page.address.split("#")[0].endswith("/kooptjanst/accessibility-plan")
    rows = page.table("Anpassningar")
    few, named = rows
    assert few["Anpassning"] == "En anpassning"
    assert "färre än fem personer" in few["Vilka som får det"]
    assert named["Anpassning"] == "Inga trappsteg"
    assert "Kvinnor: 5" in named["Vilka som får det"]
    assert named["Företagets svar i dag"] == "Vet inte"
    page = browser.click("Pröva på förra månadens jobb: Inga trappsteg")
    assert page.soup.find("select", id="site").find("option", selected=True)["value"] == (
        site.public_id
    )


def test_a_cooperatives_courses_stand_with_kooptjanst_too(browser, session):
    home = make_cooperative()
    anna = make_member(home)
    reported(
        home,
        key("course", home, code="forklift_licence", members=[anna.public_id, "gone"]),
        key("skill", home, code="forklift_licence", members=[anna.public_id]),
    )
    browser.sign_in(make_user(Role.KOOPTJANST))
    page = browser.get("/kooptjanst/keys")
    course, skill = page.soup.find_all("a", string="Truckkort")
    assert course["href"] == f"/kooptjanst/cooperatives/{home.public_id}#courses"
    assert "Truckkort" in browser.get(course["href"].split("#")[0]).text
    page = browser.get(skill["href"])
    chosen = page.soup.find("select", id="who").find("option", selected=True)
    assert chosen["value"] == f"one:{anna.public_id}"


@pytest.mark.parametrize("address", ["courses", "validations"])
def test_without_a_report_the_lists_say_when_it_comes(browser, address):
    browser.sign_in(make_user(Role.COACH))
    assert "Inga nycklar just nu." in browser.get(f"/cooperatives/{address}").text
