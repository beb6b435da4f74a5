"""The first page."""

from marketplace.models.places import NetworkStatus
from tests.make import make_company, make_municipality
from tests.make_networks import make_network


def test_a_stranger_reads_what_this_is_and_finds_the_door(browser):
    page = browser.get("/")
    assert page.heading == "Folk när det behövs. Jobb för den som vill."
    assert browser.click("Logga in").path == "/sign-in"


def test_networks_tell_how_many_companies_take_part(browser):
    make_network(make_municipality("finspang"), [make_company(), make_company()])
    make_network(make_municipality("kinda"), [make_company()], NetworkStatus.LEFT)
    page = browser.get("/")
    assert "Finspång 2 företag" in page.text
    assert "Kinda 0 företag" in page.text


def test_more_networks_are_not_more_questions(browser):
    few = browser.get("/").queries
    for code in ("finspang", "kinda", "vingaker"):
        make_network(make_municipality(code), [make_company()])
    assert browser.get("/").queries == few
