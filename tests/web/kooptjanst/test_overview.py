"""Ninety days on one page."""

from datetime import date

import pytest

from marketplace import clock
from marketplace.models.assignments import AssignmentStatus
from marketplace.models.members import Gender
from marketplace.models.postings import PostingStatus, ShiftStatus
from marketplace.models.proposals import ProposalStatus
from marketplace.models.users import Role
from tests.make import (
    make_company,
    make_cooperative,
    make_member,
    make_municipality,
    make_posting,
    make_shift,
    make_site,
    make_user,
    workday,
)
from tests.make_networks import make_network
from tests.make_work import make_assignment, make_invoice, make_match_run, make_proposal

HOME = "/kooptjanst/overview"


@pytest.fixture
def kooptjanst(browser, session):
    return browser.sign_in(make_user(Role.KOOPTJANST))


def worked_job(cooperative, days_ago=7, heads=2, filled=1):
    posting = make_posting(cooperative=cooperative, status=PostingStatus.DONE, shifts=[])
    shift = make_shift(posting, workday(-days_ago), heads=heads)
    for _ in range(filled):
        make_assignment(shift, make_member(cooperative), AssignmentStatus.WORKED)
    return posting


def test_an_empty_site_says_what_will_come(kooptjanst):
    page = kooptjanst.get(HOME)
    assert page.heading == "Översikt"
    assert "Inga kooperativ än." in page.text
    assert "Inga matchningar än." in page.text


def test_each_cooperative_and_all_together_show_seats_money_and_people(kooptjanst):
    one, other = make_cooperative(name="Alfa"), make_cooperative(name="Beta")
    make_invoice(worked_job(one, heads=3, filled=2), issued=True)
    worked_job(other, heads=1, filled=1)
    page = kooptjanst.get(HOME)
    assert "75 % 3 av 4" in page.text
    assert "2 560 kr" in page.text
    assert "40 utlovade" in page.text
    alfa, beta = page.table("Kooperativen")
    assert alfa == {
        "Kooperativ": "Alfa",
        "Fyllda platser": "2 av 3 67 %",
        "Ja": "–",
        "Öppna jobb": "0",
        "Fakturerat": "2 560 kr",
        "Deltagare": "2 av 20",
    }
    assert beta["Fyllda platser"] == "1 av 1 100 %"


def test_only_shifts_that_began_in_the_last_ninety_days_count(kooptjanst):
    cooperative = make_cooperative()
    worked_job(cooperative, days_ago=91)
    worked_job(cooperative, days_ago=89, heads=2, filled=2)
    make_posting(cooperative=cooperative)
    cancelled = worked_job(cooperative, filled=0)
    cancelled.shifts[0].status = ShiftStatus.CANCELLED
    worked_job(cooperative, filled=0).status = PostingStatus.WITHDRAWN
    [row] = kooptjanst.get(HOME).table("Kooperativen")
    assert row["Fyllda platser"] == "2 av 2 100 %"


def test_the_share_of_yes_is_shown_from_five_answers_on(kooptjanst):
    cooperative = make_cooperative()
    shift = worked_job(cooperative, heads=9).shifts[0]
    for number in range(4):
        status = ProposalStatus.DECLINED if number == 0 else ProposalStatus.ACCEPTED
        make_proposal(shift, status=status)
    assert kooptjanst.get(HOME).table("Kooperativen")[0]["Ja"] == "–"
    make_proposal(shift, status=ProposalStatus.ACCEPTED)
    page = kooptjanst.get(HOME)
    assert page.table("Kooperativen")[0]["Ja"] == "80 %"
    assert "4 av 5 svar" in page.text


def test_five_answers_of_one_person_are_not_a_share(kooptjanst):
    cooperative = make_cooperative()
    member = make_member(cooperative)
    for day in range(1, 6):
        shift = worked_job(cooperative, days_ago=day, heads=1, filled=0).shifts[0]
        make_proposal(shift, member, ProposalStatus.DECLINED)
    assert kooptjanst.get(HOME).table("Kooperativen")[0]["Ja"] == "–"


def test_every_number_leads_to_its_rows(kooptjanst):
    cooperative = make_cooperative()
    make_invoice(worked_job(cooperative, heads=3, filled=2), issued=True)
    kooptjanst.get(HOME)
    assert "2 av 3 platser fyllda" in kooptjanst.click("2 av 3").text
    kooptjanst.get(HOME)
    assert "1 faktura, 2 560 kr före moms" in kooptjanst.click("2 560 kr").text
    kooptjanst.get(HOME)
    assert kooptjanst.click("2 av 20").heading == cooperative.name


def test_a_short_network_says_how_many_companies_it_lacks(kooptjanst):
    municipality = make_municipality()
    companies = [make_company() for _ in range(3)]
    make_network(municipality, companies)
    make_posting(make_site(companies[0], municipality))
    page = kooptjanst.get(HOME)
    assert "3 företag" in page.text
    assert "7 saknas" in page.text
    assert "1 har lagt upp jobb de senaste 180 dagarna." in page.text


def test_a_network_that_keeps_the_promise_lacks_nothing(kooptjanst):
    make_network(companies=[make_company() for _ in range(11)])
    page = kooptjanst.get(HOME)
    assert "11 företag" in page.text
    assert "saknas" not in page.text


def test_the_latest_runs_show_seats_proof_and_seconds(kooptjanst):
    make_match_run(
        seats_asked=10,
        seats_filled=9,
        covered_minutes=900,
        coverage_bound_minutes=1000,
        solve_milliseconds=1240,
    )
    [run] = kooptjanst.get(HOME).table("Senaste matchningarna")
    assert run["Fyllda platser"] == "9 av 10"
    assert run["Bevis"] == "högst 10 % kvar"
    assert run["Räknetid"] == "1,2 s"
    assert run["Läge"] == "Klar"


def test_fewer_than_five_of_a_gender_are_not_shown_nor_what_gives_them_away(kooptjanst):
    cooperative = make_cooperative()
    for gender, people in ((Gender.WOMAN, 7), (Gender.MAN, 6), (Gender.OTHER, 5)):
        for _ in range(people):
            make_member(cooperative, gender=gender)
    for _ in range(4):
        make_member(cooperative, gender=Gender.UNDISCLOSED)
    rows = {row["Kön"]: row["Deltagare"] for row in kooptjanst.get(HOME).table("Kvinnor och män")}
    assert rows == {
        "Kvinnor": "7",
        "Män": "6",
        "Annat kön": "visas inte",
        "Vill inte svara": "visas inte",
    }


def test_worked_time_is_hidden_with_the_people_who_worked_it(kooptjanst):
    cooperative = make_cooperative()
    shift = worked_job(cooperative, heads=30, filled=0).shifts[0]
    for gender, people in ((Gender.WOMAN, 12), (Gender.MAN, 6), (Gender.OTHER, 3)):
        for _ in range(people):
            member = make_member(cooperative, gender=gender)
            make_assignment(shift, member, AssignmentStatus.WORKED)
    rows = {row["Kön"]: row for row in kooptjanst.get(HOME).table("Kvinnor och män")}
    assert rows["Kvinnor"]["Bokad tid"] == "90 tim"
    assert rows["Män"]["Bokad tid"] == "visas inte"


def test_the_page_says_which_days_it_speaks_of(browser, session, frozen):
    frozen(clock.at(date(2026, 12, 4), 600))
    page = browser.sign_in(make_user(Role.KOOPTJANST)).get(HOME)
    assert "De senaste 90 dagarna: lör 5 sep – fre 4 dec." in page.text


def test_nobody_else_comes_in(new_browser, session):
    for role in set(Role) - {Role.KOOPTJANST}:
        new_browser().sign_in(make_user(role)).get(HOME, expect=403)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/kooptjanst/keys", "Kvalitet"),
        ("/kooptjanst/match-runs", "Kvalitet"),
        ("/kooptjanst/invoices", "Ekonomi"),
        ("/kooptjanst/price-floors", "Ekonomi"),
        ("/kooptjanst/networks", "Nätverk"),
    ],
)
def test_the_navigation_shows_where_a_page_stands(browser, path, place):
    browser.sign_in(make_user(Role.KOOPTJANST))
    current = browser.get(path).soup.select("header [aria-current]")
    assert place in [one.get_text(strip=True) for one in current]
