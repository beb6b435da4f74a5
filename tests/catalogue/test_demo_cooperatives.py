"""The demo's cooperatives and staff fit the mission and could send a valid invoice."""

import re
from collections import Counter
from fractions import Fraction

import pytest
from stdnum import luhn
from stdnum.se import orgnr

from marketplace.catalogue.municipalities import MUNICIPALITIES, MUNICIPALITY_BY_CODE
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.demo.facts.companies import CUSTOMERS
from marketplace.demo.facts.cooperatives import COOPERATIVE_BY_CODE, COOPERATIVES
from marketplace.demo.facts.phones import RESERVED, fictional_numbers
from marketplace.demo.facts.staff import KOOPTJANST_AREAS, STAFF

FICTIONAL = {number for series in RESERVED for number in fictional_numbers(series)}
BASIS_POINTS = 10_000


def test_four_cooperatives_serve_five_municipalities_each_by_exactly_one():
    served = [code for cooperative in COOPERATIVES for code in cooperative.municipalities]
    assert len(COOPERATIVES) == 4
    assert sorted(served) == sorted(place.code for place in MUNICIPALITIES)


def test_katrineholm_and_vingaker_share_one():
    joint = [c for c in COOPERATIVES if len(c.municipalities) > 1]
    assert [c.municipalities for c in joint] == [("katrineholm", "vingaker")]


@pytest.mark.parametrize("cooperative", COOPERATIVES, ids=lambda fact: fact.code)
def test_its_organisation_number_and_bankgiro_have_a_right_check_digit(cooperative):
    assert orgnr.is_valid(cooperative.organisation_number)
    assert cooperative.organisation_number.startswith("769999-")
    assert re.fullmatch(r"9999-\d{4}", cooperative.bankgiro)
    assert luhn.is_valid(cooperative.bankgiro.replace("-", ""))


@pytest.mark.parametrize("cooperative", COOPERATIVES, ids=lambda fact: fact.code)
def test_every_price_covers_what_the_hour_costs(cooperative):
    prices = [(cooperative.ore_per_hour, 0)]
    prices += [(b.ore_per_hour, b.material_ore_per_hour) for b in cooperative.businesses]
    for costs in cooperative.costs:
        with_holiday = costs.wage_ore * Fraction(
            BASIS_POINTS + costs.holiday_pay_basis_points, BASIS_POINTS
        )
        with_charges = with_holiday * Fraction(
            BASIS_POINTS + costs.employer_charges_basis_points, BASIS_POINTS
        )
        for price, material in prices:
            assert 27_000 <= price <= 34_000
            assert with_charges + costs.overhead_ore + material < price


@pytest.mark.parametrize("cooperative", COOPERATIVES, ids=lambda fact: fact.code)
def test_its_businesses_are_of_known_tasks_each_with_one_price(cooperative):
    tasks = [task for business in cooperative.businesses for task in business.tasks]
    assert set(tasks) <= set(TASK_BY_CODE)
    assert len(tasks) == len(set(tasks))


@pytest.mark.parametrize("cooperative", COOPERATIVES, ids=lambda fact: fact.code)
def test_it_has_a_kitchen_and_another_workplace_of_its_own(cooperative):
    places = {
        place.name
        for code in cooperative.municipalities
        for place in MUNICIPALITY_BY_CODE[code].localities
    }
    assert len(cooperative.workplaces) >= 2
    assert any("Köket" in workplace.name for workplace in cooperative.workplaces)
    assert {workplace.locality for workplace in cooperative.workplaces} <= places


def test_all_eight_businesses_of_the_mission_are_run_by_somebody():
    names = {business.sv for cooperative in COOPERATIVES for business in cooperative.businesses}
    assert {
        "Hunddagis",
        "Second hand",
        "Trädgård",
        "Flytt och transport",
        "Bokföring och kontor",
        "Städning",
        "Tårtor och bakverk",
        "Snickeri",
    } <= names


def test_every_cooperative_has_two_coaches_and_an_administrator():
    roles = Counter((person.place, person.role) for person in STAFF)
    for code in COOPERATIVE_BY_CODE:
        assert roles[code, "coach"] >= 2
        assert roles[code, "cooperative_admin"] == 1


def test_kooptjanst_has_one_person_for_each_of_its_areas():
    areas = [person.place for person in STAFF if person.role == "kooptjanst"]
    assert sorted(areas) == sorted(KOOPTJANST_AREAS)


@pytest.mark.parametrize("role", ["coach", "kooptjanst"])
def test_women_and_men_are_evenly_many(role):
    genders = Counter(person.gender for person in STAFF if person.role == role)
    assert 0.4 <= genders["woman"] / genders.total() <= 0.6


def test_nobody_can_be_reached_and_nobody_shares_a_number():
    phones = [
        *(c.phone for c in COOPERATIVES),
        *(s.phone for s in STAFF),
        *(c.phone for c in CUSTOMERS),
    ]
    assert len(phones) == len(set(phones))
    assert set(phones) <= FICTIONAL
    emails = [person.email for person in STAFF]
    assert len(emails) == len(set(emails))
    assert all(re.fullmatch(r"[a-z.]+@[a-z]+\.example", email) for email in emails)
    assert all(re.fullmatch(r"hej@[a-z]+\.example", c.email) for c in COOPERATIVES)
