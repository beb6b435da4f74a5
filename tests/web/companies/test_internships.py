"""A company offers a place for an internship: no price anywhere, a named supervisor."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace import clock
from marketplace.catalogue.holidays import is_holiday
from marketplace.database import db
from marketplace.models.postings import Posting, PostingKind
from marketplace.services import history

NEW = "/companies/internships/new"
POST = "Lägg upp praktikplatsen"


def day(ahead):
    return clock.today() + timedelta(days=ahead)


def filled(**changed):
    usual = {
        "task": "pack_goods",
        "first_day": day(14).isoformat(),
        "last_day": day(27).isoformat(),
        "supervisor_name": "Sara Ström",
        "replaces_nobody": True,
    }
    return usual | changed


def test_an_internship_is_offered_on_one_screen_and_has_no_price(owner):
    page = owner.get(NEW)
    assert "kr i timmen" not in page.text
    page = owner.submit(POST, filled())
    assert page.notices == ["Praktikplatsen är upplagd."]
    assert "Pris" not in page.facts()
    assert "Faktura" not in page.soup.find(id="progress").text
    assert page.facts()["Tar emot"] == "Sara Ström"
    posting = db.session.scalars(select(Posting)).one()
    assert (posting.kind, posting.ore_per_hour) == (PostingKind.INTERNSHIP, None)
    expected = [day(14 + n) for n in range(14)]
    assert [shift.day for shift in posting.shifts] == [
        one for one in expected if one.weekday() < 5 and not is_holiday(one)
    ]
    submitted = history.timeline(posting)[0]
    assert submitted.detail["answers"] == {"replaces_nobody": "yes"}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"first_day": ""}, "Skriv första dagen, som 15/12."),
        ({"last_day": "snart"}, "Skriv dagen som 15/12, 15 dec eller 2026-12-15."),
        ({"last_day": "2020-01-01"}, "Sista dagen är före den första."),
        ({"weekdays": []}, "Välj minst en veckodag."),
        ({"supervisor_name": " "}, "Skriv namnet på den som är handledare på plats."),
        ({"replaces_nobody": False}, "En praktik får inte ersätta någon."),
        ({"starts": "15", "ends": "7"}, "Slutar före den börjar."),
    ],
)
def test_bad_input_is_told_in_words(owner, changed, told):
    owner.get(NEW)
    page = owner.submit(POST, filled(**changed), expect=400)
    assert any(told in line for line in page.errors), page.errors


def test_a_period_longer_than_the_law_allows_is_refused(owner):
    owner.get(NEW)
    page = owner.submit(POST, filled(last_day=day(14 + 190).isoformat()), expect=400)
    assert page.errors == ["En praktik är högst 183 dagar. Välj ett tidigare slut."]


def test_the_odds_alone_follow_the_form(owner):
    values = {name: value for name, value in filled().items() if name != "replaces_nobody"}
    values |= {"weekdays": "0", "starts": "8", "ends": "15", "break_minutes": "30", "heads": "1"}
    page = owner.post("/companies/internships/odds", values, expect=200)
    assert "Praktik kostar inget" in page.html
    assert "Troligen" in page.html
