"""A municipality as anyone may see it."""

from tests.make import (
    make_company,
    make_cooperative,
    make_member,
    make_municipality,
    make_posting,
    make_site,
)
from tests.make_networks import make_network


def test_a_stranger_sees_network_cooperative_and_open_jobs_but_nobody(browser, session):
    municipality = make_municipality("vingaker")
    cooperative = make_cooperative(municipality, name="Alfa", phone="0151-19 00 01")
    company = make_company("Hemliga AB")
    make_network(municipality, [company])
    make_posting(make_site(company, municipality), cooperative)
    member = make_member(cooperative, family_name="Zetterblom")
    browser.get("/")
    page = browser.click("Vingåker")
    assert page.path == "/municipalities/vingaker"
    assert "Vi vill bli minst 10. Det saknas 9." in page.text
    assert "Öppna jobb 1" in page.text
    assert "0151-19 00 01" in page.text
    assert member.family_name not in page.html
    assert company.name not in page.html


def test_a_network_that_keeps_its_promise_still_welcomes(browser, session):
    make_network(make_municipality("kinda"), [make_company() for _ in range(10)])
    page = browser.get("/municipalities/kinda")
    assert "Vi är de 10 vi lovade." in page.text


def test_jobs_elsewhere_do_not_count(browser, session):
    make_network(make_municipality("kinda"))
    make_posting()
    assert "Öppna jobb 0" in browser.get("/municipalities/kinda").text


def test_open_jobs_are_searched_and_carried_away_and_the_hidden_are_only_counted(browser, session):
    municipality = make_municipality("vingaker")
    make_network(municipality)
    seen = make_posting(make_site(make_company("Ädla AB"), municipality), is_public=True)
    make_posting(make_site(make_company("Öppna AB"), municipality), is_public=True)
    hidden = make_posting(make_site(make_company("Hemliga AB"), municipality))
    page = browser.get("/municipalities/vingaker?sort=-company")
    assert "Öppna jobb 3" in page.text
    assert page.text.index("Öppna AB") < page.text.index("Ädla AB")
    assert "Därför räknas fler jobb än de som står här." in page.text
    assert hidden.company.name not in page.html
    found = browser.get("/municipalities/vingaker?q=ädla+packa").text
    assert seen.company.name in found
    assert "Öppna AB" not in found
    file = browser.get("/municipalities/vingaker?format=csv").response.text
    assert ("Ädla AB" in file, "Hemliga AB" in file) == (True, False)
    hidden.is_public = True
    session.flush()
    assert "Därför räknas fler" not in browser.get("/municipalities/vingaker").text


def test_a_municipality_that_is_not_here_is_not_found(browser, session):
    page = browser.get("/municipalities/stockholm", expect=404)
    assert "Den kommunen är inte med än." in page.text


def test_the_way_to_post_a_job_leads_through_the_door(browser, session):
    browser.get("/")
    assert browser.click("Lägg upp ett jobb").path == "/sign-in"
