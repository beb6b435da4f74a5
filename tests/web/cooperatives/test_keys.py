"""What would open the most work, told to those who can do something about it."""

from marketplace.clock import now
from marketplace.models.trials import TrialKind, TrialStatus
from marketplace.models.users import Role
from tests.make import make_cooperative, make_member, make_site, make_user
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
    assert "10 tim mer arbete i veckan, värt 2 000 kr." in page.text.replace(
        "\N{NO-BREAK SPACE}", " "
    )
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
    assert "15 tim" not in page.text


def test_no_report_says_when_it_comes(browser):
    browser.sign_in(make_user(Role.COACH))
    assert "Inga nycklar just nu." in browser.get("/cooperatives/keys").text
