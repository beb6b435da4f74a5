"""Match runs in review: what is proven, why seats stay empty, and never who."""

import pytest

from marketplace.models.history import SYSTEM
from marketplace.models.match_runs import MatchRunStatus
from marketplace.models.users import Role
from marketplace.services.funnels import OF_RULE
from marketplace.services.history import record
from matching.unfilled import FUNNEL
from tests.make import make_member, make_posting, make_user
from tests.make_work import make_match_run

RUNS = "/kooptjanst/match-runs"
LEVELS = {
    "coverage-1": {
        "name": "coverage-1",
        "sense": "max",
        "value": 900,
        "bound": 960,
        "gap": 0.0625,
        "status": "feasible",
        "seconds": 1.0,
    },
    "stability": {
        "name": "stability",
        "sense": "min",
        "value": 2,
        "bound": None,
        "gap": None,
        "status": "optimal",
        "seconds": 0.1,
        "certified": "weighted",
    },
    "lottery": {
        "name": "lottery",
        "sense": "min",
        "value": 123456789,
        "bound": None,
        "gap": None,
        "status": "reported",
        "seconds": 0,
    },
}


@pytest.fixture
def kooptjanst(browser, session):
    return browser.sign_in(make_user(Role.KOOPTJANST))


def funnel(**left):
    """The people left after each rule; those not named keep the number before them."""
    steps, people = [], 12
    for code in FUNNEL:
        people = left.get(code, people)
        steps.append({"code": code, "members": people})
    return steps


def run_with_empty_seats(seats=2, proof=None, **left):
    posting = make_posting()
    shift = posting.shifts[0]
    entry = {"shift": shift.public_id, "seats": seats, "funnel": funnel(**left)}
    entry["certificate"] = proof
    return make_match_run(
        posting.cooperative.region,
        seats_asked=4,
        seats_filled=2,
        unfilled={shift.public_id: entry},
        levels=LEVELS,
        postings=[posting],
    )


def card(page):
    return page.text.split("Pass med tomma platser")[1].split("Talen är")[0]


def test_the_list_turns_pages(kooptjanst):
    assert "Inga matchningar än." in kooptjanst.get(RUNS).text
    for _ in range(26):
        make_match_run()
    assert len(kooptjanst.get(RUNS).table("Matchningar")) == 25
    assert len(kooptjanst.click("Nästa").table("Matchningar")) == 1
    assert kooptjanst.get(RUNS, page="99999999999999999999").text.count("Sida 2 av 2") == 1


def test_a_run_tells_its_levels_in_the_order_of_their_weight(kooptjanst):
    run = run_with_empty_seats()
    page = kooptjanst.get(f"{RUNS}/{run.public_id}")
    first, second = page.table("Vad planen är värd, det viktigaste först")
    assert first["Mål"].startswith("Fylld tid")
    assert (first["Värde"], first["Bevisad gräns"], first["Avstånd"]) == ("15 tim", "16 tim", "6 %")
    assert second["Bevis"] == "Vägd med andra"


def test_an_empty_seat_tells_how_many_were_left_after_each_question(kooptjanst):
    run = run_with_empty_seats(skill=12, need=6, reach=4, available=1)
    text = card(kooptjanst.get(f"{RUNS}/{run.public_id}"))
    assert "2 tomma platser av 2" in text
    assert "För få kan den tiden." in text
    assert "12 kan arbetet" in text
    assert "6 passar på arbetsplatsen" in text
    assert "4 kan ta sig dit" in text
    assert "1 kan den tiden" in text


def test_shifts_that_share_too_few_people_are_told_in_numbers_alone(kooptjanst):
    proof = {"shifts": ["s1", "s2", "s3", "s4"], "seats": 4, "members": ["anna-id", "bo-id"]}
    page = kooptjanst.get(f"{RUNS}/{run_with_empty_seats(proof=proof).public_id}")
    told = "4 pass som krockar behöver 4 personer, och bara 2 kan något av dem."
    assert told in card(page)
    assert "anna-id" not in page.text
    alone = run_with_empty_seats(proof={**proof, "shifts": ["s1"]})
    assert "krockar" not in kooptjanst.get(f"{RUNS}/{alone.public_id}").text


def test_needs_of_fewer_than_five_are_told_only_together_with_travel(kooptjanst):
    run = run_with_empty_seats(skill=6, need=3, reach=2)
    text = card(kooptjanst.get(f"{RUNS}/{run.public_id}"))
    assert "2 passar på arbetsplatsen och kan ta sig dit" in text
    assert "3 passar" not in text


def test_a_person_who_declined_or_blocked_is_never_told_apart(kooptjanst):
    run = run_with_empty_seats(block=11, declined=10)
    text = card(kooptjanst.get(f"{RUNS}/{run.public_id}"))
    assert "11 kan ta sig dit" not in text or "nej" not in text
    assert "block" not in text
    assert "avböjt" not in text


def test_seats_that_people_could_fill_are_the_crew_rules_to_explain(kooptjanst):
    run = run_with_empty_seats()
    assert "Laget blev inte helt" in card(kooptjanst.get(f"{RUNS}/{run.public_id}"))


def test_the_chart_adds_up_the_empty_time_by_what_stood_in_the_way(kooptjanst):
    run = run_with_empty_seats(skill=0)
    page = kooptjanst.get(f"{RUNS}/{run.public_id}")
    [row] = page.table("Tid som blev tom, efter vad som stod i vägen")
    assert row == {"Vad som stod i vägen": "Kompetens", "Tom tid": "15 tim"}


def test_nobody_is_named(kooptjanst):
    run = run_with_empty_seats()
    posting = run.postings[0]
    member = make_member(posting.cooperative, given_name="Qvintilla", family_name="Zetterblom")
    page = kooptjanst.get(f"{RUNS}/{run.public_id}")
    assert member.given_name not in page.html
    assert member.family_name not in page.html


def test_a_shift_that_is_gone_is_left_out(kooptjanst):
    run = make_match_run(unfilled={"gone": {"shift": "gone", "seats": 1, "funnel": []}})
    assert "Pass med tomma platser" not in kooptjanst.get(f"{RUNS}/{run.public_id}").text


def test_a_failed_run_says_what_happened(kooptjanst):
    run = make_match_run(status=MatchRunStatus.FAILED, failure="worker died")
    record("match_runs.failed", run, SYSTEM)
    page = kooptjanst.get(f"{RUNS}/{run.public_id}")
    assert "Programmet som räknade dog." in page.text
    assert "En matchning misslyckades" in page.text
    assert "ingen gräns bevisad" in page.text


def test_a_run_that_does_not_exist_is_not_found(kooptjanst):
    kooptjanst.get(f"{RUNS}/zzzzzzzzzzzz", expect=404)


def test_every_rule_of_the_solver_has_its_question():
    assert set(OF_RULE) == set(FUNNEL)
