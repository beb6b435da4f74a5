"""Members as their own cooperative sees them."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from marketplace import clock
from marketplace.models.history import Event
from marketplace.models.users import Role
from marketplace.services.sessions import CONFIRMED_FOR
from tests.make import make_cooperative, make_member, make_user

EXPORTED = "cooperatives.members_exported"


@pytest.fixture
def coach(browser):
    user = make_user(Role.COACH, cooperative=make_cooperative())
    browser.sign_in(user)
    return user


def test_members_are_listed_and_searched(browser, coach):
    member = make_member(coach.cooperative, given_name="Åsa", skills={"packing": 2})
    assert "Åsa" in browser.get("/cooperatives/members").text
    assert "Ingen medlem passar" in browser.get("/cooperatives/members?q=xyz").text
    assert "Åsa" in browser.get(f"/cooperatives/members/{member.public_id}").heading


def test_a_list_is_narrowed_with_the_form_and_keeps_its_order(browser, coach):
    make_member(coach.cooperative, given_name="Bo", skills={"packing": 2})
    make_member(coach.cooperative, given_name="Cia")
    browser.get("/cooperatives/members?sort=-name")
    page = browser.submit("Visa", Kan="packing")
    assert "sort=-name" in page.address
    assert [row["Namn"].split()[0] for row in page.table("1 medlem")] == ["Bo"]


def test_a_head_turns_the_order_round(browser, coach):
    for name in ("Bo", "Åsa", "Cia"):
        make_member(coach.cooperative, given_name=name)
    page = browser.get("/cooperatives/members")
    turned = browser.get(page.links["Namn"])
    firsts = [row["Namn"].split()[0] for row in page.table("3 medlemmar")]
    assert [row["Namn"].split()[0] for row in turned.table("3 medlemmar")] == firsts[::-1]


def test_files_hold_every_page_of_what_is_searched_for_and_nobody_elses(browser, coach):
    for _ in range(30):
        make_member(coach.cooperative, given_name="Dan")
    make_member(coach.cooperative, given_name="Eva")
    make_member(given_name="Dan")
    page = browser.get("/cooperatives/members?q=dan")
    csv = browser.get(page.links["Hämta som CSV"]).response
    assert csv.get_data().decode("utf-8-sig").count("Dan ") == 30
    book = load_workbook(BytesIO(browser.get(page.links["Hämta som Excel"]).response.get_data()))
    assert [row[0].value.split()[0] for row in book.active.iter_rows(min_row=2)] == ["Dan"] * 30


def test_those_who_have_left_are_one_choice_away(browser, coach):
    make_member(coach.cooperative, given_name="Bosse")
    make_member(coach.cooperative, given_name="Cia", employed=False, participates=False)
    assert "Cia" not in browser.get("/cooperatives/members").text
    assert "Cia" in browser.submit("Visa", Vilka="all").text
    assert "Bosse" not in browser.submit("Visa", Vilka="former").text


def test_a_file_is_given_after_a_new_proof_and_written_down(browser, coach, session, frozen):
    make_member(coach.cooperative, phone="070-174 06 01")
    frozen(clock.now() + CONFIRMED_FOR + timedelta(minutes=1))
    page = browser.get("/cooperatives/members")
    way = page.links["Hämta som CSV"]
    assert browser.get(way).heading == "Visa att det är du"
    assert session.scalars(select(Event).where(Event.verb == EXPORTED)).all() == []
    browser.sign_in(coach)
    assert "070-174 06 01" in browser.get(way).response.get_data().decode("utf-8-sig")
    event = session.scalars(select(Event).where(Event.verb == EXPORTED)).one()
    assert (event.actor_user_id, event.detail) == (coach.id, {"members": 1})


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_no_list_and_no_file_tells_where_the_protected_are(browser, coach, format):
    away = {"phone": "070-174 06 02", "email": "z@example.com", "locality": "Rejmyre"}
    make_member(coach.cooperative, given_name="Zeb", protected_identity=True, **away)
    page = browser.get("/cooperatives/members")
    assert page.table("1 medlem")[0]["Ort"] == "Skyddad"
    assert "Zeb" not in browser.get("/cooperatives/members", q="Rejmyre").text
    file = browser.get("/cooperatives/members", format=format).response.get_data()
    if format == "xlsx":
        book = load_workbook(BytesIO(file))
        file = repr([[cell.value for cell in row] for row in book.active]).encode()
    assert b"Zeb" in file
    assert [word for word in away.values() if word.encode() in file] == []


def test_a_coach_reaches_the_protected_and_the_office_asks_her(browser, new_browser, coach):
    member = make_member(coach.cooperative, phone="070-174 06 03", protected_identity=True)
    address = f"/cooperatives/members/{member.public_id}"
    page = browser.get(address)
    assert page.facts()["Telefon"] == "070-174 06 03"
    assert "Lämna aldrig ut" in page.text
    office = make_user(Role.COOPERATIVE_ADMIN, cooperative=coach.cooperative)
    page = new_browser().sign_in(office).get(address)
    assert page.facts()["Telefon"] == "Skyddad, fråga handledaren"
    assert member.locality not in page.text
