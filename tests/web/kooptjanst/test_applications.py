"""Applications to the networks, as Kooptjänst answers them."""

from datetime import timedelta

import pytest

from marketplace import clock
from marketplace.catalogue.retention import Kept, rule_on
from marketplace.models.companies import BuyerSector, Company
from marketplace.models.history import Actor
from marketplace.models.messages import Message, MessageStatus
from marketplace.models.network_applications import ApplicationStatus, NetworkApplication
from marketplace.models.places import NetworkMembership, NetworkStatus
from marketplace.models.users import Role, User
from marketplace.services import applications, invitations, retention
from marketplace.services.invitations import Guest
from tests.make import kept, make_company, make_user
from tests.make_networks import make_application, make_network
from tests.make_numbers import organisation_number

KIM = Actor("kooptjanst", "Kim Ek")
URL = "https://example.org"


@pytest.fixture
def kooptjanst(new_browser, session):
    return new_browser().sign_in(make_user(Role.KOOPTJANST))


@pytest.fixture
def later(frozen):
    """Lets so many days go by after the time that a rule keeps something."""
    start = clock.now()
    return lambda kept: frozen(start + timedelta(days=rule_on(kept, clock.today()).days + 1))


def guest(number=None):
    return Guest("Ny AB", number or organisation_number(), "Nina Ny", "nina@ny.example")


def test_a_no_needs_words_and_they_are_mailed_as_they_stand(kooptjanst, session):
    application = make_application()
    kooptjanst.get(f"/kooptjanst/applications/{application.public_id}")
    page = kooptjanst.submit("Skicka svaret", words=" ", expect=400)
    assert page.errors == ["Skriv varför. Det ni skriver skickas till företaget."]
    kooptjanst.submit("Skicka svaret", words="Vi tar inte emot fler i höst.")
    [mail] = session.query(Message)
    assert (mail.recipient, "Vi tar inte emot fler i höst." in mail.body) == (
        application.email,
        True,
    )
    session.refresh(application)
    assert application.status == ApplicationStatus.DECLINED


def test_a_municipality_is_taken_in_as_a_public_body_and_a_company_as_a_company(
    kooptjanst, session
):
    network = make_network()
    for ticked, sector in ((True, BuyerSector.PUBLIC), (False, BuyerSector.COMPANY)):
        application = make_application(network)
        kooptjanst.get(f"/kooptjanst/applications/{application.public_id}")
        kooptjanst.submit("Säg ja", **({"is_public_body": "y"} if ticked else {}))
        [company] = session.query(Company).filter_by(name=application.company_name)
        assert company.buyer_sector == sector
    kooptjanst.get(f"/kooptjanst/invitations/{network.public_id}/new")
    whom = guest()
    asked = {
        name: getattr(whom, name)
        for name in ("company", "organisation_number", "name", "email", "phone")
    }
    kooptjanst.submit("Skicka inbjudan", asked, is_public_body="y")
    [company] = session.query(Company).filter_by(name=whom.company)
    assert company.buyer_sector == BuyerSector.PUBLIC


def test_of_two_who_answer_at_once_the_second_is_told(kooptjanst, new_browser, session):
    application = make_application()
    other = new_browser().sign_in(make_user(Role.KOOPTJANST))
    address = f"/kooptjanst/applications/{application.public_id}"
    kooptjanst.get(address)
    other.get(address)
    kooptjanst.submit("Säg ja")
    other.submit("Skicka svaret", words="Nej", expect=409)
    other.page = other.get("/kooptjanst/overview")
    assert session.query(Message).count() == 1
    assert session.query(NetworkMembership).one().status == NetworkStatus.INVITED


def test_the_list_is_searched_narrowed_and_carried_away(kooptjanst, session):
    network = make_network()
    make_application(network, company_name="Väntar AB")
    done = make_application(network, company_name="=Klar AB")
    applications.decline(done, "Nej", KIM)
    page = kooptjanst.get("/kooptjanst/applications", status="waiting")
    assert [row["Företag"] for row in page.table("1 ansökan")] == ["Väntar AB"]
    page = kooptjanst.get("/kooptjanst/applications", q="klar", format="csv")
    assert [line.split(";")[0] for line in page.html.splitlines()[1:]] == ["'=Klar AB"]


def test_a_company_that_signed_in_is_in_at_once(kooptjanst, new_browser, session):
    network = make_network()
    company = make_company("Egen AB")
    owner = new_browser().sign_in(make_user(Role.COMPANY, company=company))
    owner.get("/companies/network")
    page = owner.submit("Ansök om att vara med")
    assert "Ni har ansökt om att vara med." in page.text
    application = session.query(NetworkApplication).one()
    kooptjanst.get(f"/kooptjanst/applications/{application.public_id}")
    assert kooptjanst.submit("Säg ja").notices == ["Egen AB är med i nätverket."]
    page = owner.get("/companies/network")
    [row] = page.table("Företag i nätverket")
    assert (row["Företag"], row["Kommun"]) == ("Egen AB", network.municipality.name)
    page = owner.submit("Lämna nätverket")
    assert page.buttons == ["Ansök om att vara med"]
    assert session.query(NetworkMembership).one().status == NetworkStatus.LEFT


def test_an_invited_company_answers_on_its_own_page_and_may_change_its_mind(new_browser, session):
    company = make_company()
    make_network(companies=[company], status=NetworkStatus.INVITED)
    owner = new_browser().sign_in(make_user(Role.COMPANY, company=company))
    owner.get("/companies/network")
    assert owner.submit("Nej tack").buttons == ["Tacka ja ändå"]
    owner.submit("Tacka ja ändå")
    assert session.query(NetworkMembership).one().status == NetworkStatus.ACTIVE


def test_old_applications_go_with_the_letters_about_them(session, later):
    network = make_network()
    answered = make_application(network)
    applications.decline(answered, "Nej", KIM)
    session.query(Message).update({"status": MessageStatus.SENT})
    make_application(network)
    later(Kept.NETWORK_APPLICATIONS)
    fresh = make_application(network)
    assert retention.carry_out(Kept.NETWORK_APPLICATIONS) == 2
    assert session.query(NetworkApplication).all() == [fresh]
    assert session.query(Message).count() == 0


def test_on_request_an_answered_application_goes_at_once(kooptjanst, session):
    application = make_application()
    applications.decline(application, "Nej", KIM)
    kooptjanst.get(f"/kooptjanst/applications/{application.public_id}")
    assert kooptjanst.submit("Radera ansökan").notices == ["Ansökan är raderad."]
    assert session.query(NetworkApplication).count() == 0


def test_an_invitation_nobody_answered_goes_with_all_that_is_known_only_by_it(session, later):
    network = make_network()
    invitations.invite(network, guest(), KIM, base_url=URL)
    known = make_company()
    make_user(Role.COMPANY, company=known, password="fyra ord i rad")
    invitations.invite(network, guest(known.organisation_number), KIM, base_url=URL)
    joined = make_company()
    kept(NetworkMembership(network=network, company_id=joined.id, status=NetworkStatus.ACTIVE))
    later(Kept.UNANSWERED_INVITATIONS)
    assert retention.carry_out(Kept.UNANSWERED_INVITATIONS) == 2
    assert [row.company_id for row in session.query(NetworkMembership)] == [joined.id]
    assert {row.id for row in session.query(Company)} == {known.id, joined.id}
    assert [row.company_id for row in session.query(User)] == [known.id]
