"""The company card: once a year, due before anybody is asked to come, also by phone."""

from datetime import timedelta

import pytest

from marketplace import clock
from marketplace.catalogue.attestations import CODES
from marketplace.models.companies import Company
from marketplace.models.company_cards import CardChannel
from marketplace.models.postings import PostingKind
from marketplace.models.users import Role
from marketplace.services import agreements, company_cards, payroll
from tests.make import (
    make_company,
    make_company_card,
    make_cooperative,
    make_posting,
    make_site,
    make_user,
)
from tests.make_work import make_proposal

CARD = "/companies/card"
SAVE = "Spara för ett år"


def filled(**changed):
    return {
        "pay_ore_per_hour": "165,50",
        "collective_agreement": "Detaljhandelsavtalet",
        "attested": list(CODES),
        "given_by": "Olle Owner",
        **changed,
    }


@pytest.fixture
def cardless(session) -> Company:
    """A company that has not answered yet."""
    return make_company(card=False)


@pytest.fixture
def newcomer(cardless, browser):
    """The browser of its owner."""
    return browser.sign_in(make_user(Role.COMPANY, company=cardless))


def test_a_company_without_a_card_is_asked_on_its_first_page_and_then_not_for_a_year(
    newcomer, cardless, frozen
):
    make_site(cardless)
    newcomer.get("/companies/today")
    newcomer.click("Företagskortet")
    page = newcomer.submit(SAVE, filled())
    assert page.path == "/companies/today"
    assert "Företagskortet" not in page.text
    card = company_cards.holding(cardless.id)
    assert (card.pay_ore_per_hour, card.channel) == (16_550, CardChannel.PAGE)
    frozen(clock.now() + timedelta(days=360))
    assert company_cards.is_due(cardless.id)
    frozen(clock.now() + timedelta(days=10))
    assert company_cards.holding(cardless.id) is None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"pay_ore_per_hour": ""}, "Skriv timlönen i kronor före skatt, som 165."),
        ({"pay_ore_per_hour": "lagom"}, "Skriv beloppet i kronor"),
        ({"pay_ore_per_hour": "3"}, "Skriv timlönen"),
        ({"attested": list(CODES)[1:]}, "Kryssa i allt som stämmer."),
        ({"given_by": " "}, "Skriv vem på företaget som har svarat."),
        ({"collective_agreement": "x" * 300}, "Korta namnet"),
    ],
)
def test_what_is_missing_is_told_and_nothing_typed_is_lost(newcomer, cardless, changed, told):
    newcomer.get(CARD)
    page = newcomer.submit(SAVE, filled(**changed), expect=400)
    assert any(told in line for line in page.errors), page.errors
    assert page.value("collective_agreement") == filled(**changed)["collective_agreement"]
    assert company_cards.latest(cardless.id) is None


def test_last_years_answers_stand_in_the_form_but_promises_are_given_anew(owner, world):
    page = owner.get(CARD)
    assert page.value("pay_ore_per_hour") == "165,00"
    assert page.value("collective_agreement") == "Lager- och e-handelsavtalet"
    assert page.value("attested") == []


def test_the_pay_on_the_card_is_what_own_pay_is_compared_with(owner, world):
    agreement = agreements.of(world.cooperative.id, world.company.id)
    owner.get(CARD)
    owner.submit(SAVE, filled(pay_ore_per_hour="170"))
    owner.get(CARD)
    owner.submit(SAVE, filled(pay_ore_per_hour="180"))
    rows = [(row.starts_on, row.ore_per_hour) for row in payroll.comparable_of(agreement)]
    assert rows == [(clock.today(), 18_000)]


def proposed(company, kind=PostingKind.HIRE_OUT):
    site = make_site(company)
    posting = make_posting(site, make_cooperative(site.municipality), kind=kind, heads=1)
    make_proposal(posting.shifts[0])
    return posting


def test_nobody_is_asked_before_the_card_is_given_and_the_coach_can_take_it_down_by_phone(
    cardless, browser
):
    posting = proposed(cardless)
    browser.sign_in(make_user(Role.COACH, cooperative=posting.cooperative))
    crew = f"/cooperatives/crews/{posting.public_id}"
    page = browser.get(crew)
    assert "Godkänn laget" not in page.text
    refused = browser.post(f"{crew}/approve", {}, expect=409)
    assert "Företagskortet saknas." in refused.text
    browser.get(crew)
    browser.click("Fyll i kortet med företaget på telefon")
    browser.submit(SAVE, filled())
    assert company_cards.holding(cardless.id).channel == CardChannel.PHONE
    browser.get(crew)
    assert browser.submit("Godkänn laget och fråga alla").notices == ["1 person har fått frågan."]


def test_kooptjanst_can_take_it_down_too(cardless, browser):
    browser.sign_in(make_user(Role.KOOPTJANST))
    browser.get(f"/kooptjanst/cards/{cardless.public_id}")
    browser.submit(SAVE, filled())
    assert company_cards.holding(cardless.id).channel == CardChannel.PHONE


def test_a_card_that_has_run_out_stops_the_crew_and_an_internship_needs_none(session, cardless):
    posting, internship = proposed(cardless), proposed(cardless, PostingKind.INTERNSHIP)
    make_company_card(cardless, given_at=clock.now() - timedelta(days=366))
    with pytest.raises(company_cards.Conflict):
        company_cards.refuse_without(posting)
    company_cards.refuse_without(internship)
