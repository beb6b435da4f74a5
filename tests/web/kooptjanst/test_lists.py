"""The rows behind the figures: jobs, invoices, cooperatives."""

from datetime import timedelta

import pytest

from marketplace.clock import today
from marketplace.models.assignments import AssignmentStatus
from marketplace.models.follow_ups import FollowUp
from marketplace.models.match_runs import MatchRunStatus
from marketplace.models.members import ExitReason, StayPhase
from marketplace.models.postings import PostingStatus
from marketplace.models.proposals import ProposalStatus
from marketplace.models.users import Role
from tests.make import (
    kept,
    make_cooperative,
    make_member,
    make_posting,
    make_shift,
    make_stay,
    make_user,
    workday,
)
from tests.make_work import make_assignment, make_invoice, make_match_run, make_proposal

JOBS = "/kooptjanst/postings"


@pytest.fixture
def kooptjanst(browser, session):
    return browser.sign_in(make_user(Role.KOOPTJANST))


def past_job(cooperative, heads=1, filled=0):
    posting = make_posting(cooperative=cooperative, status=PostingStatus.DONE, shifts=[])
    shift = make_shift(posting, workday(-3), heads=heads)
    for _ in range(filled):
        make_assignment(shift, make_member(cooperative), AssignmentStatus.WORKED)
    return posting


def test_jobs_are_narrowed_by_cooperative_and_by_what_is_asked(kooptjanst):
    one, other = make_cooperative(name="Alfa"), make_cooperative(name="Beta")
    past_job(one, heads=2, filled=2)
    past_job(one, heads=2, filled=1)
    past_job(other)
    make_posting(cooperative=other)
    assert "3 jobb, 3 av 5 platser fyllda." in kooptjanst.get(JOBS).text
    assert "2 jobb, 3 av 4 platser fyllda." in kooptjanst.submit("Visa", cooperative="Alfa").text
    page = kooptjanst.submit("Visa", group="Med tomma platser")
    assert [row["Fyllda platser"] for row in page.table("Jobb")] == ["1 av 2"]
    assert page.value("Kooperativ") == one.public_id
    page = kooptjanst.get(JOBS, group="open")
    assert [(row["Kooperativ"], row["Läge"]) for row in page.table("Jobb")] == [
        ("Beta", "Vi letar")
    ]


def test_answers_of_a_job_are_hidden_below_five(kooptjanst):
    shift = past_job(make_cooperative(), heads=9).shifts[0]
    for _ in range(4):
        make_proposal(shift, status=ProposalStatus.ACCEPTED)
    assert kooptjanst.get(JOBS).table("Jobb")[0]["Sa ja"] == "–"
    make_proposal(shift, status=ProposalStatus.DECLINED)
    assert kooptjanst.get(JOBS).table("Jobb")[0]["Sa ja"] == "4 av 5"


def test_answers_of_few_people_on_many_days_are_hidden(kooptjanst):
    posting = past_job(make_cooperative())
    members = [make_member(posting.cooperative) for _ in range(2)]
    for day in (4, 5, 6):
        shift = make_shift(posting, workday(-day))
        for member in members:
            make_proposal(shift, member, ProposalStatus.ACCEPTED)
    assert kooptjanst.get(JOBS).table("Jobb")[0]["Sa ja"] == "–"


def test_nonsense_in_the_address_shows_everything(kooptjanst):
    past_job(make_cooperative())
    page = kooptjanst.get(JOBS, sort="<script>", group="<script>", cooperative="zzz", page="-4")
    assert len(page.table("Jobb")) == 1


def test_an_empty_list_says_so(kooptjanst):
    assert "Inget jobb att visa här." in kooptjanst.get(JOBS).text
    assert "Ingen faktura" in kooptjanst.get("/kooptjanst/invoices").text
    assert "Inga kooperativ än." in kooptjanst.get("/kooptjanst/cooperatives").text


def test_long_lists_turn_pages_and_keep_the_sum_of_all(kooptjanst):
    cooperative = make_cooperative()
    for _ in range(26):
        past_job(cooperative)
    page = kooptjanst.get(JOBS, cooperative=cooperative.public_id)
    assert len(page.table("Jobb")) == 25
    page = kooptjanst.click("Nästa")
    assert len(page.table("Jobb")) == 1
    assert "26 jobb, 0 av 26 platser fyllda." in page.text
    assert page.value("Kooperativ") == cooperative.public_id


def test_invoices_are_those_issued_in_ninety_days(kooptjanst):
    one, other = make_cooperative(name="Alfa"), make_cooperative(name="Beta")
    first = make_invoice(past_job(one), issued=True)
    make_invoice(past_job(one))
    make_invoice(past_job(other), issued=True)
    page = kooptjanst.get("/kooptjanst/invoices")
    assert "2 fakturor, 5 120 kr före moms." in page.text
    page = kooptjanst.submit("Visa", cooperative="Alfa")
    [row] = page.table("Fakturor")
    assert (row["Nummer"], row["Läge"]) == (first.label, "Att betala")


def test_a_cooperative_shows_its_year_its_jobs_and_its_participants(kooptjanst):
    cooperative = make_cooperative(name="Alfa")
    make_invoice(past_job(cooperative), issued=True)
    for number in range(11):
        member = make_member(cooperative, participates=False)
        phase = StayPhase.REHABILITATION if number < 5 else StayPhase.WORK_READY
        make_stay(member, phase=phase)
    kooptjanst.get("/kooptjanst/cooperatives")
    page = kooptjanst.click("Alfa")
    months = page.table("Fakturerat per månad, före moms")
    assert len(months) == 12
    assert months[-1]["Kronor"] == "2 560 kr"
    states = {row["Läge"]: row["Jobb"] for row in page.table("Alla jobb efter läge")}
    assert states["Utförda"] == "1"
    assert "11 20 utlovade" in page.text
    facts = page.facts()
    assert (facts["Introduktion"], facts["Rehabilitering"]) == ("visas inte", "visas inte")
    assert facts["Redo för arbete"] == "6"
    assert facts["Kommuner"] == "Linköping"


def test_a_cooperative_that_does_not_exist_is_not_found(kooptjanst):
    kooptjanst.get("/kooptjanst/cooperatives/zzzzzzzzzzzz", expect=404)


def lines(page):
    """The rows of a CSV file, without its heads."""
    return [line.split(";") for line in page.html.lstrip("\ufeff").splitlines()[1:]]


def test_jobs_are_searched_ordered_and_carried_away_with_answers_of_few_hidden(kooptjanst):
    one, other = make_cooperative(name="Alfa"), make_cooperative(name="Beta")
    full = past_job(one, heads=2, filled=2)
    empty = past_job(other, heads=3)
    page = kooptjanst.get(JOBS, q=empty.company.name)
    assert [row["Kooperativ"] for row in page.table("Jobb")] == ["Beta"]
    page = kooptjanst.get(JOBS, sort="-empty")
    assert [row["Fyllda platser"] for row in page.table("Jobb")] == ["0 av 3", "2 av 2"]
    rows = lines(kooptjanst.get(JOBS, sort="empty", format="csv"))
    assert [row[1] for row in rows] == [full.company.name, empty.company.name]
    assert [row[4:8] for row in rows] == [["2", "2", "", ""], ["3", "0", "", ""]]


def test_runs_and_follow_ups_are_narrowed_and_carried_away_without_names(kooptjanst):
    run, failed = make_match_run(), make_match_run(status=MatchRunStatus.FAILED)
    page = kooptjanst.get("/kooptjanst/match-runs")
    assert len(page.table("Matchningar")) == 2
    page = kooptjanst.submit("Visa", status="Misslyckades")
    assert [row["Område"] for row in page.table("Matchningar")] == [failed.region.name]
    rows = lines(
        kooptjanst.get("/kooptjanst/match-runs", region=run.region.public_id, format="csv")
    )
    assert [row[1] for row in rows] == [run.region.name]

    left = make_member(given_name="Borta", participates=False)
    stay = make_stay(left, until=today() - timedelta(days=100), exit_reason=ExitReason.WORK)
    kept(FollowUp(stay_id=stay.id, due_on=today() - timedelta(days=10), tries=1))
    page = kooptjanst.get("/kooptjanst/follow-ups", tries="1")
    assert [row["Försök"] for row in page.table("Att fråga")] == ["1 av 3"]
    assert "Ingen passar in på det." in kooptjanst.get("/kooptjanst/follow-ups", tries="2").text
    page = kooptjanst.get("/kooptjanst/follow-ups", format="csv")
    assert [row[1] for row in lines(page)] == [left.cooperative.name]
    assert "Borta" not in page.html


@pytest.mark.parametrize(
    "path", [JOBS, "/kooptjanst/invoices", "/kooptjanst/cooperatives", "/kooptjanst/networks"]
)
def test_other_roles_are_refused(path, new_browser, session):
    for role in set(Role) - {Role.KOOPTJANST}:
        new_browser().sign_in(make_user(role)).get(path, expect=403)
