"""The cooperative's own kitchen: planned, agreed to, eaten at, and what it showed."""

from sqlalchemy import select

from marketplace.clock import at, today
from marketplace.models.history import SYSTEM
from marketplace.models.internal_shifts import InternalSeat, InternalShift
from marketplace.models.members import MemberSkill, SkillStatus
from marketplace.models.presences import Presence
from marketplace.models.users import Role
from marketplace.services import problems
from tests.make import make_cooperative, make_member, make_posting, make_user
from tests.make_work import make_internal_seat

ADDRESS = "/cooperatives/internal-shifts"


def kitchen(browser, frozen, heads="1"):
    frozen(at(today(), 8 * 60))
    cooperative = make_cooperative()
    member = make_member(cooperative, given_name="Örjan")
    browser.sign_in(make_user(Role.COACH, cooperative=cooperative))
    browser.get(ADDRESS)
    page = browser.submit(
        "Planera passet", place="kitchen", task="wash_dishes", start="9", end="13", heads=heads
    )
    return member, page


def test_a_shift_is_planned_and_who_wants_to_is_written_in(browser, session, frozen):
    member, page = kitchen(browser, frozen)
    assert "Ingen är uppskriven än." in page.text
    page = browser.submit("Har sagt ja, skriv upp", member=member.public_id)
    assert "1 person äter." in page.text
    seat = session.scalars(select(InternalSeat)).one()
    late = make_member(member.cooperative)
    browser.post(f"{ADDRESS}/{seat.shift.public_id}/people", {"member": late.public_id}, expect=409)
    browser.get(f"{ADDRESS}/{seat.shift.public_id}")
    browser.submit("Stryk Örjan")
    assert session.scalars(select(InternalSeat)).all() == []


def test_the_same_shift_planned_twice_stands_once(browser, session, frozen):
    kitchen(browser, frozen)
    browser.get(ADDRESS)
    browser.submit("Planera passet", task="wash_dishes", start="9", end="13")
    assert len(session.scalars(select(InternalShift)).all()) == 1


def test_who_came_is_present_and_what_was_seen_is_observed(browser, session, frozen):
    member, page = kitchen(browser, frozen)
    browser.submit("Har sagt ja, skriv upp", member=member.public_id)
    frozen(at(today(), 14 * 60))
    browser.sign_in(make_user(Role.COACH, cooperative=member.cooperative))
    shift, seat = (
        session.scalars(select(InternalShift)).one(),
        session.scalars(select(InternalSeat)).one(),
    )
    page = browser.get(f"{ADDRESS}/{shift.public_id}")
    assert "Vilka kom, och vad såg ni?" in page.text
    seen = {f"seen-{seat.public_id}": ["dish_washing"]}
    page = browser.submit("Spara vilka som kom", **seen)
    assert "1 person kom" in " ".join(page.notices)
    there = session.scalars(select(Presence)).one()
    assert (there.member_id, there.minutes, there.meal) == (member.id, 240, True)
    row = session.scalars(select(MemberSkill)).one()
    assert (row.skill, row.status) == ("dish_washing", SkillStatus.OBSERVED)
    browser.post(f"{ADDRESS}/{shift.public_id}/close", {}, expect=409)


def test_nobody_is_proposed_for_a_job_while_in_the_kitchen(session):
    member = make_member()
    posting = make_posting(cooperative=member.cooperative)
    seat = make_internal_seat(member, day=7)
    [person] = problems.build(posting.cooperative.region_id, SYSTEM).members
    assert (seat.shift.starts_at, seat.shift.ends_at) in person.busy


def test_what_cannot_be_planned_is_said_beside_its_field(browser, session):
    make_member(cooperative := make_cooperative())
    browser.sign_in(make_user(Role.COACH, cooperative=cooperative))
    browser.get(ADDRESS)
    page = browser.submit("Planera passet", start="13", end="9", heads="400", expect=400)
    assert "Sluttiden behöver vara efter starttiden." in page.text
    browser.get(ADDRESS)
    page = browser.submit("Planera passet", day="2020-01-01", expect=400)
    assert "Välj en dag" in page.text
    assert session.scalars(select(InternalShift)).all() == []


def test_a_member_sees_her_own_place_among_her_shifts(browser):
    user = make_user(Role.MEMBER, cooperative=make_cooperative())
    make_internal_seat(user.member)
    page = browser.sign_in(user).get("/members/shifts")
    assert "09:00" in page.text
    assert user.member.cooperative.name in page.text


def test_every_shift_is_found_by_work_by_person_and_by_what_is_left_to_do(browser, session, frozen):
    member, _ = kitchen(browser, frozen)
    browser.submit("Har sagt ja, skriv upp", member=member.public_id)
    make_internal_seat(make_member(make_cooperative(), given_name="Örjan"), day=1)
    browser.get(ADDRESS)
    page = browser.click("Alla egna pass")
    [row] = page.table("Egna pass")
    assert (row["Uppskrivna"], row["Kom"], row["Läge"]) == ("1", "–", "Planerat")
    for found in ({"q": "disk"}, {"q": "örjan"}, {"place": "kitchen", "state": "coming"}):
        assert len(browser.get(f"{ADDRESS}/every", **found).table("Egna pass")) == 1
    for lost in ({"q": "snickra"}, {"place": "shop"}, {"state": "closed"}):
        assert "passar in på" in browser.get(f"{ADDRESS}/every", **lost).text
    assert "Planerat" in browser.get(f"{ADDRESS}/every", format="csv").html
