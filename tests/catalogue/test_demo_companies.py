"""The demo's customers are many, plausible, busy all year and not real."""

import re
from collections import Counter
from datetime import time, timedelta

import pytest
from stdnum.se import orgnr

from marketplace.catalogue.municipalities import MUNICIPALITIES
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.demo.facts.companies import (
    COMPANIES,
    CUSTOMERS,
    PRIVATE_PERSONS,
    PUBLIC_BODIES,
)
from marketplace.demo.facts.company import HIRE_OUT, INTERNSHIP, SERVICE, Peak
from marketplace.demo.facts.phones import RESERVED, fictional_numbers
from marketplace.demo.facts.profiles import PROFILES

NIGHT_ENDS = time(5)
SITES = [(company, site) for company in CUSTOMERS for site in company.sites]
PEAKS = [(company, site, peak) for company, site in SITES for peak in site.peaks]
FICTIONAL = {number for series in RESERVED for number in fictional_numbers(series)}


def minutes(peak: Peak) -> int:
    start, end = (timedelta(hours=t.hour, minutes=t.minute) for t in (peak.starts, peak.ends))
    return int((end - start).total_seconds()) // 60


def test_there_are_fifty_companies_and_ten_in_each_municipality():
    assert len(COMPANIES) >= 50
    by_municipality = Counter(company.municipality for company in COMPANIES)
    assert set(by_municipality) == {place.code for place in MUNICIPALITIES}
    assert min(by_municipality.values()) >= 10


def test_public_bodies_and_private_persons_buy_too():
    assert {company.sector for company in COMPANIES} == {"company"}
    assert {body.sector for body in PUBLIC_BODIES} == {"public"}
    assert {person.sector for person in PRIVATE_PERSONS} == {"private_person"}


def test_no_two_customers_share_a_name_number_telephone_or_address():
    for field in ("code", "name", "phone", "email"):
        values = [getattr(company, field) for company in CUSTOMERS]
        assert len(values) == len(set(values)), field
    numbers = [company.organisation_number for company in CUSTOMERS if company.organisation_number]
    assert len(numbers) == len(set(numbers))


def test_organisation_numbers_are_right_in_form_and_far_above_those_in_use():
    for company in (*COMPANIES, *PUBLIC_BODIES):
        assert company.organisation_number
        assert orgnr.is_valid(company.organisation_number)
        assert re.fullmatch(r"(559999|222999)-0\d{3}", company.organisation_number)
    assert {person.organisation_number for person in PRIVATE_PERSONS} == {None}


def test_telephone_numbers_and_addresses_cannot_reach_anybody():
    for company in CUSTOMERS:
        assert company.phone in FICTIONAL
        assert re.fullmatch(r"info@[a-z0-9-]+\.example", company.email)


@pytest.mark.parametrize("series", RESERVED)
def test_a_reserved_series_gives_each_of_its_numbers_once(series):
    area, first, last = RESERVED[series]
    numbers = fictional_numbers(series)
    digits = [re.sub(r"\D", "", number) for number in numbers]
    assert digits == [f"{area}{number}" for number in range(first, last + 1)]


def test_every_site_lies_in_a_place_of_its_municipality():
    for company, site in SITES:
        place = company.place_of(site)
        assert place.name == site.locality
        assert company.street_of(site)


def test_every_site_answers_every_condition_as_the_catalogue_allows():
    for company, site in SITES:
        answers = site.answers()
        assert set(answers) == set(WORK_CONDITION_BY_CODE)
        for code, (answer, places) in answers.items():
            condition = WORK_CONDITION_BY_CODE[code]
            assert answer != "yes" or condition.is_feature, (company.code, code)
            assert (answer == "on_request") == bool(places), (company.code, code)
            assert answer != "on_request" or condition.is_bookable, (company.code, code)


def test_a_site_contradicts_neither_itself_nor_the_list_of_conditions():
    for company, site in SITES:
        assert not set(site.yes) & set(site.no), company.code
        assert set(site.yes) | set(site.no) <= set(WORK_CONDITION_BY_CODE), company.code
    for name, profile in PROFILES.items():
        said = [*profile.yes, *profile.no, *profile.on_request]
        assert len(said) == len(set(said)), name
        assert set(said) <= set(WORK_CONDITION_BY_CODE), name


def test_all_answers_occur_so_that_every_page_has_something_to_show():
    said = Counter(answer for _, site in SITES for answer, _ in site.answers().values())
    assert min(said[answer] for answer in ("yes", "no", "unknown", "on_request")) > 100


def test_every_peak_is_of_a_known_task_and_kind_in_real_weeks():
    for company, _, peak in PEAKS:
        assert peak.task in TASK_BY_CODE, company.code
        assert peak.kind in {HIRE_OUT, SERVICE, INTERNSHIP}
        assert all(1 <= week <= 52 for week in peak.weeks)
        assert peak.heads >= 1
        assert set(peak.days) <= set(range(7))
        assert peak.days


def test_every_shift_is_of_sane_length_with_a_break_after_five_hours():
    for company, _, peak in PEAKS:
        assert 60 <= minutes(peak) - peak.break_minutes <= 480, company.code
        assert minutes(peak) <= 300 or peak.break_minutes >= 30, company.code


def test_no_shift_touches_the_night_save_where_the_site_is_open_then():
    for company, site, peak in PEAKS:
        assert site.night or peak.starts >= NIGHT_ENDS, company.code


def test_every_municipality_posts_all_three_kinds():
    for place in MUNICIPALITIES:
        kinds = {peak.kind for company, _, peak in PEAKS if company.municipality == place.code}
        assert kinds == {HIRE_OUT, SERVICE, INTERNSHIP}, place.name


@pytest.mark.parametrize("week", range(1, 54))
def test_there_is_paid_work_in_every_week_of_the_year(week):
    running = [peak for _, _, peak in PEAKS if peak.includes(week) and peak.kind != INTERNSHIP]
    assert len(running) >= 8
    assert sum(peak.heads for peak in running) >= 25


@pytest.mark.parametrize("place", MUNICIPALITIES, ids=lambda place: place.code)
def test_no_municipality_is_without_a_peak_for_more_than_five_weeks(place):
    peaks = [peak for company, _, peak in PEAKS if company.municipality == place.code]
    idle = [not any(peak.includes(week) for peak in peaks) for week in (*range(1, 53), 1, 2, 3)]
    assert "11111" not in "".join(str(int(quiet)) for quiet in idle)


def test_a_peak_over_the_new_year_holds_both_ends_and_not_the_summer():
    peak = Peak("clear_snow", SERVICE, (49, 10), 4, (0,), "06:00-10:00")
    assert [peak.includes(week) for week in (48, 49, 52, 1, 10, 11, 26)] == [
        False,
        True,
        True,
        True,
        True,
        False,
        False,
    ]


def test_restaurants_laundries_and_garages_keep_a_staff_ledger():
    kinds = {"Restaurang", "Tvätteri", "Bilverkstad", "Restaurang och festvåning"}
    asked = [site for company, site in SITES if company.business in kinds]
    assert asked
    assert all(site.staff_ledger for site in asked)


def test_some_companies_have_several_sites_with_names_of_their_own():
    several = [company for company in COMPANIES if company.other_sites]
    assert len(several) >= 4
    for company in several:
        assert len({site.name for site in company.sites}) == len(company.sites)
