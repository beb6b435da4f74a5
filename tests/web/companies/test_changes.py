"""A posted job can be changed, as far as nobody's yes is touched by it."""

import pytest

from marketplace.clock import local
from marketplace.models.proposals import ProposalStatus
from tests.make import make_posting, workday
from tests.make_work import make_ask, make_assignment, make_proposal

SAVE = "Spara ändringen"


@pytest.fixture
def posting(world):
    """Two days of packing for two, a week from now."""
    return make_posting(world.site, world.cooperative, shifts=2)


@pytest.fixture
def changing(owner, posting):
    """The owner on the page that changes it."""
    owner.get(f"/companies/postings/{posting.public_id}")
    owner.click("Ändra")
    return owner


def test_hours_and_numbers_are_free_while_nobody_is_asked(changing, posting):
    proposal = make_proposal(posting.shifts[0])
    page = changing.submit(SAVE, starts="8", ends="1430", heads="4", details="Port 3")
    assert page.notices == ["Jobbet är ändrat."]
    assert "Jobbet ändrades." in page.text
    assert [shift.heads for shift in posting.shifts] == [4, 4]
    assert {local(shift.ends_at).strftime("%H:%M") for shift in posting.shifts} == {"14:30"}
    assert proposal.status == ProposalStatus.SUPERSEDED


def test_once_somebody_is_asked_the_hours_stand_and_the_number_holds_them(owner, posting):
    make_ask(make_proposal(posting.shifts[0]))
    taken = make_proposal(posting.shifts[0], status=ProposalStatus.ACCEPTED)
    make_assignment(posting.shifts[0], taken.member, proposal=taken)
    page = owner.get(f"/companies/changes/{posting.public_id}")
    assert page.soup.find("input", {"name": "starts"}) is None
    page = owner.submit(SAVE, heads="1", expect=400)
    assert page.errors == ["2 är redan tillfrågade eller bokade. Skriv minst så många."]
    owner.submit(SAVE, heads="3")
    assert [shift.heads for shift in posting.shifts] == [3, 3]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"starts": "22", "ends": "6"}, "Slutar före den börjar."),
        ({"heads": "0"}, "Skriv minst 1 person."),
        ({"details": "Vi söker unga människor"}, "”unga människor” handlar om ålder."),
        ({"break_minutes": "0"}, "behöver rast"),
    ],
)
def test_what_is_wrong_is_told(changing, typed, told):
    page = changing.submit(SAVE, typed, expect=400)
    assert any(told in line for line in page.errors), page.errors


def test_a_job_that_has_begun_or_is_anothers_cannot_be_changed(owner, stranger, world, posting):
    stranger.get(f"/companies/changes/{posting.public_id}", 404)
    begun = make_posting(world.site, world.cooperative, shifts=[workday(-1)])
    assert "inte att ändra" in owner.get(f"/companies/changes/{begun.public_id}").text
    owner.post(f"/companies/changes/{begun.public_id}", {"heads": "2"}, expect=400)


def test_wording_about_the_person_is_caught_when_a_job_is_posted(owner):
    page = owner.get("/companies/postings/new")
    day = page.soup.select("input[name=days]")[0]["value"]
    page = owner.submit(
        "Lägg upp jobbet",
        task="pack_goods",
        days=[day],
        heads="1",
        details="Två starka killar.",
        expect=400,
    )
    assert page.errors == ["”starka killar” handlar om kön. Skriv vad som ska göras i stället."]
