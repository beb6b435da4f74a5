"""What if: one skill, any rule, any order, on last month's jobs; and what it says no to."""

import pytest
from sqlalchemy import select

from marketplace.models.history import SYSTEM
from marketplace.models.match_runs import MatchRun
from marketplace.models.members import Gender
from marketplace.models.postings import PostingStatus
from marketplace.models.trials import Trial, TrialKind, TrialStatus
from marketplace.models.users import Role
from marketplace.services import match_runs, policies, trials
from matching import SolveFailed, solve
from tests.make import make_cooperative, make_member, make_posting, make_site, make_user, workday
from tests.make_quality import make_trial

ORDER = dict(zip((f"place_{n}" for n in range(1, 8)), policies.DEFAULT[::-1], strict=True))


def quickly(problem):
    return solve(problem, workers=1, effort="quick")


@pytest.fixture
def kooptjanst(browser, session):
    return browser.sign_in(make_user(Role.KOOPTJANST))


@pytest.fixture
def home(kooptjanst):
    """A cooperative whose one job of last month asked for what nobody can."""
    home = make_cooperative()
    job = {"cooperative": home, "status": PostingStatus.DONE, "heads": 1}
    make_posting(**job, shifts=[workday(-3)], skills={"forklift_licence": 2})
    return home


def answered(kooptjanst, session):
    """The page of the trial that was asked for last, once a worker has answered."""
    trial = session.scalars(select(Trial).order_by(Trial.id.desc())).first()
    trials.answer(trial, SYSTEM, quickly)
    session.commit()
    return trial, kooptjanst.get(f"/kooptjanst/trials/{trial.public_id}")


def test_one_persons_skill_is_tried_under_a_pseudonym(kooptjanst, session, home):
    anna = make_member(home, given_name="Annafia", gender=Gender.WOMAN)
    make_member(home)
    session.commit()
    kooptjanst.get("/kooptjanst/trials/new")
    mark = f"Person {anna.public_id[-4:].upper()}"
    kooptjanst.submit("Räkna", who=mark, skill="forklift_licence", level="2")
    trial, page = answered(kooptjanst, session)
    assert (trial.result["before"]["filled"], trial.result["after"]["filled"]) == (0, 1)
    assert f"{mark} får kompetensen: Truckkort (Kan själv)" in page.text
    assert "Annafia" not in page.text
    assert "minutes" not in trial.result["after"]
    assert "Kvinnor och män visas inte var för sig" in page.text


def test_any_rule_and_any_order_can_be_tried(kooptjanst, session, home):
    kooptjanst.get("/kooptjanst/trials/new")
    kooptjanst.submit(
        "Räkna", **ORDER, daily_rest="12,5", weekly_rest="48 tim", week="30", night_from="22"
    )
    trial, page = answered(kooptjanst, session)
    assert trial.asked == {
        "levels": list(policies.DEFAULT[::-1]),
        "daily_rest": 750,
        "weekly_rest": 2880,
        "week": 1800,
        "night": [1320, 300],
    }
    assert "Veckovila: 48 tim" in page.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Natt: 22:00–05:00" in page.text
    assert "Ändringen gör ingen skillnad" in page.text
    assert "Lägg fram för omröstning" in page.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"daily_rest": "10"}, "Skriv 11 till 20 timmar."),
        ({"weekly_rest": "20"}, "Skriv 36 till 96 timmar."),
        ({"week": "41"}, "Skriv 1 till 40 timmar."),
        ({"week": "många"}, "Skriv timmar med siffror"),
        ({"night_until": "3"}, "Natten måste rymma klockan 0 till 5."),
        ({"place_1": "fairness"}, "Målet står på två platser."),
        ({"skill": "forklift_licence"}, "Välj här också"),
        ({"condition": "step_free"}, "Välj här också"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_cannot_be_tried_is_said_beside_it_and_nothing_typed_is_lost(
    kooptjanst, session, home, typed, told
):
    kooptjanst.get("/kooptjanst/trials/new")
    page = kooptjanst.submit("Räkna", expect=400, **typed)
    assert told in page.text
    [(name, value)] = typed.items()
    control = page.soup.find(attrs={"name": name})
    kept = control.find("option", selected=True) if control.name == "select" else control
    assert kept["value"] == value
    assert control.find_parent("details").has_attr("open")
    assert session.scalars(select(Trial)).all() == []


def test_a_change_of_what_was_not_there_says_so(kooptjanst, session, home):
    asked = {"member": "gone", "skill": "forklift_licence", "level": 1}
    for changed in (asked, {"site": "gone", "condition": "step_free"}):
        trial = make_trial(home.region, asked=changed)
        trials.answer(trial, SYSTEM, quickly)
        assert trial.status == TrialStatus.FAILED
        session.commit()
        page = kooptjanst.get(f"/kooptjanst/trials/{trial.public_id}")
        assert "de fyra veckorna. Välj" in page.text


def test_why_a_trial_failed_is_told_in_the_readers_language(kooptjanst, session, home):
    def too_long(problem):
        raise SolveFailed("killed")

    trial = make_trial(home.region)
    trials.answer(trial, SYSTEM, too_long)
    session.commit()
    address = f"/kooptjanst/trials/{trial.public_id}"
    assert "Det tog för lång tid att räkna." in kooptjanst.get(address).text
    kooptjanst.get("/languages/en", next="/")
    assert "It took too long" in kooptjanst.get(address).text


def test_keys_that_ran_out_of_time_are_kept_and_say_so(kooptjanst, session):
    home = make_cooperative()
    for _ in range(2):
        make_member(home)
    make_posting(cooperative=home, skills={"forklift_licence": 1})
    make_posting(cooperative=home, skills={"driving_licence_b": 1})
    from matching.coverage import most_filled

    left = iter(range(2))

    def measure(problem):
        if next(left, None) is None:
            raise SolveFailed("time is over")
        return most_filled(problem)

    trial = make_trial(home.region, kind=TrialKind.KEYS, asked={})
    trials.answer(trial, SYSTEM, quickly, measure)
    session.commit()
    assert trial.status == TrialStatus.DONE
    assert (trial.result["tried"], len(trial.result["keys"])) == (1, 1)
    assert "Tiden tog slut innan allt var prövat." in kooptjanst.get("/kooptjanst/keys").text


def test_why_somebody_is_not_on_a_shift_is_answered_with_the_shift(kooptjanst, session, run_jobs):
    site = make_site()
    home = make_cooperative(site.municipality)
    posting = make_posting(site, home, skills={"forklift_licence": 2})
    anna = make_member(home, given_name="Annafia")
    match_runs.request(home.region_id, SYSTEM)
    run_jobs()
    run = session.scalars(select(MatchRun)).one()
    kooptjanst.get(f"/kooptjanst/match-runs/{run.public_id}")
    mark = f"Person {anna.public_id[-4:].upper()}"
    kooptjanst.submit("Fråga", member=mark)
    trials.answer(session.scalars(select(Trial)).one(), SYSTEM, quickly)
    session.commit()
    page = kooptjanst.get(f"/kooptjanst/match-runs/{run.public_id}")
    [card] = [one for one in page.soup.select("#why article, #why .card") if mark in one.text]
    assert posting.company.name in card.text
    assert "I vägen står: kompetens." in card.text
    assert "Annafia" not in page.text
