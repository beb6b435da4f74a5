"""What goes on for years tells on its own page what has happened to it, and to which part."""

import pytest

from marketplace.clock import today
from marketplace.models.company_cards import CardChannel
from marketplace.models.costs import CostKind
from marketplace.models.history import Actor
from marketplace.models.users import Role
from marketplace.services import collection_terms, price_floors
from marketplace.services.history import record
from tests.make import make_company, make_cooperative, make_municipality, make_posting, make_user
from tests.make_networks import make_application, make_network

KIM = Actor(Role.KOOPTJANST.value, "Kim")


@pytest.fixture
def support(session):
    return make_user(Role.KOOPTJANST)


@pytest.fixture
def kooptjanst(browser, support):
    return browser.sign_in(support)


def told(page):
    """Each event of a page's history: what happened, and to what."""
    lines = page.soup.select("#history li")
    return [tuple(p.get_text(" ", strip=True) for p in line.find_all("p")[1:]) for line in lines]


def test_a_network_tells_which_company_did_what(kooptjanst):
    application = make_application(make_network())
    other = make_application(make_network(make_municipality("kinda")))
    for one in (application, other):
        record("network_applications.waiting", one, KIM)
    page = kooptjanst.get(f"/kooptjanst/networks/{application.network.public_id}")
    what = "Ett företag ansökte till nätverket"
    assert told(page) == [(what, application.company_name)]


def test_a_cooperative_tells_of_itself_and_its_prices_without_a_figure(new_browser, support):
    cooperative = make_cooperative()
    price_floors.enter(
        cooperative, CostKind.WAGE, 151_37, KIM, task=None, starts_on=today(), ground="Avtal"
    )
    for day in range(60):
        record("cooperatives.presence_kept", cooperative, KIM, day=f"2026-01-{day % 28 + 1:02}")
    posting = make_posting(cooperative=cooperative)
    record("postings.price_held", posting, KIM)
    written, held = "En kostnad för prisgolvet skrevs in", "Ett pris väntade på två underskrifter"
    kooptjanst = new_browser().sign_in(support)
    page = kooptjanst.get(f"/kooptjanst/cooperatives/{cooperative.public_id}")
    assert told(page) == [(written,)]
    assert "151,37" not in page.text
    [(what, which)] = told(kooptjanst.get("/kooptjanst/price-floors"))
    assert (what, which.split(",")[0]) == (held, posting.company.name)
    coach = new_browser().sign_in(make_user(Role.COACH, cooperative=cooperative))
    assert [one[0] for one in told(coach.get("/cooperatives/price-floors"))] == [held, written]
    other = new_browser().sign_in(make_user(Role.COACH, cooperative=make_cooperative()))
    assert told(other.get("/cooperatives/price-floors")) == []


def test_a_card_and_the_terms_of_collection_tell_who_wrote_them(kooptjanst, support):
    company = make_company()
    record("companies.card_given", company, KIM, channel=CardChannel.PHONE.value)
    page = kooptjanst.get(f"/kooptjanst/cards/{company.public_id}")
    assert told(page) == [("Ett företagskort fylldes i",)]
    collection_terms.write_fee(
        valid_from=today(),
        reminder_fee_ore=6000,
        late_compensation_ore=45000,
        source="Lag",
        user=support,
        by=KIM,
    )
    [(what, day)] = told(kooptjanst.get("/kooptjanst/collection-terms"))
    assert what == "Avgifter för påminnelser skrevs in"
    assert str(today().day) in day
