"""Company networks: whom to call."""

from datetime import timedelta

import pytest

from marketplace import clock
from marketplace.models.places import NetworkMembership, NetworkStatus
from marketplace.models.users import Role
from tests.make import kept, make_company, make_municipality, make_posting, make_site, make_user
from tests.make_networks import make_network


@pytest.fixture
def kooptjanst(browser, session):
    return browser.sign_in(make_user(Role.KOOPTJANST))


def join(network, name, days_ago=400, posted_days_ago=None, status=NetworkStatus.ACTIVE, at=None):
    company = make_company(name)
    joined = clock.today() - timedelta(days=days_ago)
    kept(NetworkMembership(network=network, company_id=company.id, status=status, joined_on=joined))
    if posted_days_ago is not None:
        site = make_site(company, at or network.municipality)
        make_posting(site, submitted_at=clock.now() - timedelta(days=posted_days_ago))
    return company


def called(page):
    return [name for name in page.headings if name not in ("Ring de här", "Alla företag")]


def test_only_companies_silent_for_half_a_year_are_called(kooptjanst):
    network = make_network()
    join(network, "Nyss AB", posted_days_ago=179)
    join(network, "Tyst AB", posted_days_ago=181)
    join(network, "Aldrig AB")
    join(network, "Ny AB", days_ago=30)
    join(network, "Bjuden AB", status=NetworkStatus.INVITED)
    join(network, "Vilande AB", status=NetworkStatus.DORMANT)
    page = kooptjanst.get(f"/kooptjanst/networks/{network.public_id}")
    assert called(page) == ["Aldrig AB", "Tyst AB", "Vilande AB"]
    assert "Har aldrig lagt upp ett jobb här" in page.text


def test_a_posting_in_another_municipality_does_not_count_here(kooptjanst):
    network = make_network()
    join(network, "Annanstans AB", posted_days_ago=3, at=make_municipality("kinda"))
    page = kooptjanst.get(f"/kooptjanst/networks/{network.public_id}")
    assert called(page) == ["Annanstans AB"]


def test_companies_that_left_are_not_shown(kooptjanst):
    network = make_network()
    join(network, "Borta AB", status=NetworkStatus.LEFT)
    page = kooptjanst.get(f"/kooptjanst/networks/{network.public_id}")
    assert "Inga företag i nätverket än." in page.text
    assert "0 företag av 10 utlovade" in page.text


def test_all_companies_stand_with_their_state_and_last_posting(kooptjanst):
    network = make_network()
    join(network, "Aktiv AB", posted_days_ago=0)
    join(network, "Bjuden AB", status=NetworkStatus.INVITED)
    page = kooptjanst.get(f"/kooptjanst/networks/{network.public_id}")
    active, invited = page.table("Alla företag")
    assert (active["Läge"], active["Senaste jobbet"] == "–") == ("Med i nätverket", False)
    assert (invited["Läge"], invited["Senaste jobbet"]) == ("Inbjuden", "–")
    assert "Ingen att ringa." in page.text


def test_the_companies_are_searched_narrowed_and_carried_away(kooptjanst):
    network = make_network()
    join(network, "Aktiv AB", posted_days_ago=3)
    join(network, "Tyst AB", posted_days_ago=181)
    join(network, "Bjuden AB", status=NetworkStatus.INVITED)
    address = f"/kooptjanst/networks/{network.public_id}"
    page = kooptjanst.get(address, q="tyst")
    assert [row["Företag"] for row in page.table("Alla företag")] == ["Tyst AB"]
    page = kooptjanst.get(address, posted="silent", sort="-name")
    assert [row["Företag"] for row in page.table("Alla företag")] == ["Tyst AB", "Bjuden AB"]
    page = kooptjanst.get(address, posted="lately", format="csv")
    assert [line.split(";")[0] for line in page.html.splitlines()[1:]] == ["Aktiv AB"]


def test_the_list_has_every_municipality(kooptjanst):
    make_network(make_municipality("kinda"), [make_company()])
    make_network(make_municipality("finspang"))
    rows = kooptjanst.get("/kooptjanst/networks").table("Företagsnätverk")
    assert [(row["Kommun"], row["Företag"], row["Löftet"]) for row in rows] == [
        ("Finspång", "0 av 10", "10 saknas"),
        ("Kinda", "1 av 10", "9 saknas"),
    ]


def test_a_network_that_does_not_exist_is_not_found(kooptjanst):
    kooptjanst.get("/kooptjanst/networks/zzzzzzzzzzzz", expect=404)
