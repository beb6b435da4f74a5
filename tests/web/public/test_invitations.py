"""From an open form or an invitation to a company that is in the network."""

import re

import pytest

from marketplace.models.companies import Company
from marketplace.models.messages import Message
from marketplace.models.network_applications import NetworkApplication
from marketplace.models.places import NetworkMembership, NetworkStatus
from marketplace.models.users import Role, User
from marketplace.services import history
from tests.make import make_company, make_cooperative, make_municipality, make_user
from tests.make_networks import make_application, make_network
from tests.make_numbers import organisation_number

JOIN = "/municipalities/kinda/join"


@pytest.fixture
def network(session):
    municipality = make_municipality("kinda")
    make_cooperative(municipality)
    return make_network(municipality)


@pytest.fixture
def kooptjanst(new_browser, network):
    return new_browser().sign_in(make_user(Role.KOOPTJANST))


def a_company(**values):
    return {
        "company": "Kisa Bageri AB",
        "organisation_number": organisation_number(),
        "name": "Berit Bagare",
        "email": "berit@kisabageri.example",
        **values,
    }


def invite(kooptjanst, network, **values):
    kooptjanst.get(f"/kooptjanst/networks/{network.public_id}")
    kooptjanst.click("Bjud in ett företag")
    return kooptjanst.submit("Skicka inbjudan", a_company(**values))


def newest_link(session):
    bodies = session.scalars(Message.__table__.select().with_only_columns(Message.body)).all()
    return re.findall(r"http\S+(/invitations/\S+)", "\n".join(bodies))[-1]


def status_of(session):
    return session.query(NetworkMembership).one().status


def test_a_stranger_applies_is_told_yes_answers_by_the_link_and_stands_on_her_first_page(
    browser, kooptjanst, network, session
):
    browser.get("/municipalities/kinda")
    browser.click("Gå med i nätverket")
    page = browser.submit("Skicka ansökan", a_company(message="Vi bakar mest i december."))
    assert page.path == "/municipalities/kinda"
    assert page.notices == ["Tack! Er ansökan har kommit fram. Kooptjänst svarar med e-post."]
    assert session.query(Company).count() == 0

    page = kooptjanst.get("/kooptjanst/overview")
    assert "1 ansökan till nätverken väntar" in page.links
    page = kooptjanst.click("1 ansökan till nätverken väntar")
    assert page.headings[0] == "1 ansökan väntar"
    page = kooptjanst.click("Kisa Bageri AB")
    assert "Vi bakar mest i december." in page.text
    page = kooptjanst.submit("Säg ja")
    assert page.notices == ["En länk är på väg till berit@kisabageri.example."]

    link = newest_link(session)
    page = browser.get(link)
    assert "Det kostar inget att vara med." in page.text
    assert status_of(session) == NetworkStatus.INVITED  # looking answers nothing
    page = browser.submit("Ja, vi vill vara med")
    assert page.path == "/companies/today"
    assert page.notices == ["Välkomna! Ni är med i nätverket. Lägg upp ett jobb när ni vill."]
    assert status_of(session) == NetworkStatus.ACTIVE
    page = browser.click("Nytt jobb")
    browser.click("Lägg till en arbetsplats")
    page = browser.submit(
        "Spara arbetsplatsen", name="Bageriet", street="Storgatan 1", place="kinda:Kisa"
    )
    assert page.title.startswith("Hur är det på Bageriet?")
    assert browser.get("/companies/postings/new").buttons[0] == "Lägg upp jobbet"
    history_words = [row.verb for row in history.timeline(session.query(NetworkMembership).one())]
    assert history_words == ["network_memberships.invited", "network_memberships.active"]


def test_what_is_missing_or_wrong_is_told_at_its_field_and_nothing_typed_is_lost(browser, network):
    browser.get(JOIN)
    page = browser.submit(
        "Skicka ansökan", a_company(organisation_number="556036-0794", name=""), expect=400
    )
    assert page.errors == ["Skriv vem vi ska prata med."]
    page = browser.submit("Skicka ansökan", name="Berit", expect=400)
    assert page.errors == ["Organisationsnumret slutar på fel kontrollsiffra."]
    assert page.value("company") == "Kisa Bageri AB"


def test_sent_twice_it_waits_once_with_the_newest_words(browser, network, session):
    company = a_company()
    for words in ("Först", "Sedan"):
        browser.get(JOIN)
        browser.submit("Skicka ansökan", company, message=words)
    assert [row.message for row in session.query(NetworkApplication)] == ["Sedan"]


def test_the_answer_is_the_same_for_a_company_that_is_in_the_network(browser, network, session):
    known = make_company("Redan AB")
    session.add(
        NetworkMembership(network=network, company_id=known.id, status=NetworkStatus.ACTIVE)
    )
    pages = []
    for number in (known.organisation_number, organisation_number()):
        browser.get(JOIN)
        pages.append(browser.submit("Skicka ansökan", a_company(organisation_number=number)))
    assert pages[0].text == pages[1].text


def test_a_robot_is_thanked_and_not_taken_in_and_a_flood_is_stopped(browser, network, session):
    browser.get(JOIN)
    page = browser.submit("Skicka ansökan", a_company(), website="https://spam.example")
    assert page.notices[0].startswith("Tack!")
    assert session.query(NetworkApplication).count() == 0
    for _ in range(10):
        browser.get(JOIN)
        browser.submit("Skicka ansökan", a_company(organisation_number=organisation_number()))
    browser.get(JOIN)
    page = browser.submit("Skicka ansökan", a_company(), expect=400)
    assert page.errors[0].startswith("För många försök.")
    assert session.query(NetworkApplication).count() == 10


def test_a_no_is_done_by_the_link_and_undone_by_the_same(browser, kooptjanst, network, session):
    invite(kooptjanst, network)
    link = newest_link(session)
    browser.get(link)
    page = browser.submit("Nej tack")
    assert "Ni har tackat nej" in page.text
    assert status_of(session) == NetworkStatus.DECLINED
    assert browser.submit("Tacka ja ändå").path == "/companies/today"
    assert status_of(session) == NetworkStatus.ACTIVE


def test_the_link_lets_in_once_and_then_asks_to_sign_in(
    browser, new_browser, kooptjanst, network, session
):
    invite(kooptjanst, network)
    link = newest_link(session)
    second = new_browser()
    second.get(link)
    browser.get(link)
    browser.submit("Ja, vi vill vara med")
    page = second.submit("Ja, vi vill vara med")
    assert "Logga in för att lägga upp jobb." in page.text
    second.get("/companies/today", expect=303)


def test_sent_again_the_old_link_is_dead_and_taken_back_the_new_one_too(
    browser, kooptjanst, network, session
):
    page = invite(kooptjanst, network)
    assert page.notices == ["Inbjudan är på väg till berit@kisabageri.example."]
    first = newest_link(session)
    kooptjanst.submit("Skicka inbjudan igen")
    second = newest_link(session)
    browser.get(first, expect=410)
    browser.get(second)
    kooptjanst.submit("Ta tillbaka inbjudan")
    page = browser.submit("Ja, vi vill vara med", expect=410)
    assert "Inbjudan gäller inte längre" in page.title
    assert status_of(session) == NetworkStatus.WITHDRAWN
    page = kooptjanst.get(f"/kooptjanst/networks/{network.public_id}")
    assert not any("Kisa Bageri AB" in table.text for table in page.soup.find_all("table"))
    assert "Kisa Bageri AB" in page.soup.select_one("#history").text


def test_a_known_company_is_used_again_and_the_link_goes_to_who_signs_in_for_it(
    browser, kooptjanst, network, session
):
    known = make_company("Gammal AB", email="info@gammal.example")
    make_user(Role.COMPANY, company=known, email="ulla@gammal.example", password="fyra ord i rad")
    page = invite(kooptjanst, network, organisation_number=known.organisation_number)
    assert page.notices == ["Inbjudan är på väg till ulla@gammal.example."]
    assert session.query(Company).count() == 1
    browser.get(newest_link(session))
    page = browser.submit("Ja, vi vill vara med")
    assert page.path == "/sign-in"  # a month-old mail opens no account that somebody uses


def test_an_address_of_somebody_elses_sign_in_is_refused(kooptjanst, network, session):
    make_user(Role.COACH, email="berit@kisabageri.example")
    kooptjanst.get(f"/kooptjanst/invitations/{network.public_id}/new")
    page = kooptjanst.submit("Skicka inbjudan", a_company(), expect=400)
    assert page.errors == ["Den adressen hör till någon annan som loggar in. Skriv en annan."]
    assert session.query(NetworkMembership).count() == 0
    assert session.query(User).filter_by(role=Role.COMPANY).count() == 0


def test_a_company_is_invited_once_however_often_the_form_is_sent(kooptjanst, network, session):
    company = a_company()
    invite(kooptjanst, network, **company)
    page = invite(kooptjanst, network, **company)
    assert page.notices == ["Företaget är redan inbjudet. Inget nytt är skickat."]
    assert session.query(Message).count() == 1
    page = kooptjanst.get(f"/kooptjanst/networks/{network.public_id}")
    [row] = page.table("Alla företag")
    assert row["Läge"] == "Inbjuden"
    assert re.fullmatch(r"\w+ \d+ \w+", row["Inbjudet"])


def test_an_application_for_a_known_company_never_sends_the_link_to_its_sender(
    kooptjanst, network, session
):
    known = make_company("Gammal AB")
    make_user(Role.COMPANY, company=known, email="ulla@gammal.example")
    application = make_application(network, organisation_number=known.organisation_number)
    page = kooptjanst.get(f"/kooptjanst/applications/{application.public_id}")
    assert "Länken går till ulla@gammal.example" in page.text
    page = kooptjanst.submit("Säg ja")
    assert page.notices == ["En länk är på väg till ulla@gammal.example."]
    assert {row.recipient for row in session.query(Message)} == {"ulla@gammal.example"}
