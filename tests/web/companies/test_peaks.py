"""Last year's peaks as hints, and the network of the municipality."""

from datetime import timedelta

import pytest

from marketplace import clock
from marketplace.models.places import NetworkStatus
from tests.make import make_company, make_municipality, make_posting, make_site
from tests.make_networks import make_network


def week(posting_world, weeks, heads=6, **columns):
    """A job on Monday to Wednesday of the week so many weeks from this one."""
    monday = clock.today() - timedelta(days=clock.today().weekday()) + timedelta(weeks=weeks)
    days = [monday + timedelta(days=day) for day in range(3)]
    shifts = [(clock.at(day, 420), clock.at(day, 900)) for day in days]
    return make_posting(
        posting_world.site, posting_world.cooperative, shifts=shifts, heads=heads, **columns
    )


def test_last_years_weeks_in_a_row_are_one_hint_and_two_clicks_book_it(owner, world):
    for weeks in (-48, -47, -46):
        week(world, weeks)
    page = owner.get("/companies/peaks")
    first = (clock.today() - timedelta(weeks=48)).isocalendar().week
    last = (clock.today() - timedelta(weeks=46)).isocalendar().week
    assert f"Förra året vecka {first}–{last}, 6 personer." in page.text
    page = owner.click("Boka 6 nu")
    assert page.value("heads") == "6"
    monday = clock.today() - timedelta(days=clock.today().weekday()) + timedelta(weeks=4)
    assert page.value("days") == [(monday + timedelta(days=day)).isoformat() for day in range(3)]
    owner.submit("Lägg upp jobbet")
    assert "Bokat" in owner.get("/companies/peaks").text
    assert "Boka 6 nu" not in owner.page.text


@pytest.mark.parametrize("wrong", ["", "x", "2020-01-06", "9999-99-99"])
def test_a_week_that_cannot_be_is_no_week(owner, world, wrong):
    posting = week(world, -48)
    owner.get("/companies/postings/new", repeat=posting.public_id, week=wrong)


def test_without_last_year_there_is_nothing_to_hint(owner, world):
    assert "Inga toppar från förra året" in owner.get("/companies/peaks").text


def test_the_network_tells_how_many_of_those_promised_and_who_has_gone_quiet(owner, world):
    quiet = make_company("Tysta AB")
    make_network(world.site.municipality, [world.company, quiet], NetworkStatus.ACTIVE)
    make_posting(world.site, world.cooperative)
    make_site(quiet, world.site.municipality)
    page = owner.get("/companies/network")
    assert "2 företag av 10 utlovade" in page.text
    rows = page.table("Företag i nätverket")
    assert {row["Företag"]: row["Läge"] for row in rows} == {
        world.company.name: "Aktivt",
        "Tysta AB": "Inget jobb på 180 dagar",
    }


def test_the_companies_of_several_networks_are_one_list_and_its_own_steps_are_told(owner, world):
    near = make_network(world.site.municipality, [make_company("Ädla AB"), make_company("Zeta AB")])
    far = make_municipality("vingaker")
    make_network(far, [make_company("Borta AB")])
    make_site(world.company, far)
    page = owner.get("/companies/network?sort=-name")
    names = [row["Företag"] for row in page.table("Företag i nätverket")]
    assert names == ["Ädla AB", "Zeta AB", "Borta AB"]
    page = owner.submit("Visa", place=far.name)
    assert [row["Företag"] for row in page.table("Företag i nätverket")] == ["Borta AB"]
    file = owner.get("/companies/network", q="ädla", format="csv").response.get_data(as_text=True)
    assert ("Ädla AB" in file, "Zeta AB" in file) == (True, False)
    owner.post("/companies/network/apply", {"network": near.public_id}, expect=303)
    told = owner.get("/companies/network").soup.select_one("#history").get_text(" ", strip=True)
    assert "Ni ansökte till nätverket." in told
    assert near.municipality.name in told
