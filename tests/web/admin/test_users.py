"""Whoever can sign in, looked after."""

import pytest
from sqlalchemy import select

from marketplace.models.history import Event
from marketplace.models.messages import Message
from marketplace.models.users import Role
from tests.make import make_company, make_user

USERS = "/admin/users"


@pytest.fixture
def admin(session):
    return make_user(Role.SYSADMIN, name="Ada Admin")


@pytest.fixture
def sysadmin(browser, admin):
    return browser.sign_in(admin)


def names(page):
    caption = page.soup.find("caption").get_text()
    return [row["Namn"] for row in page.table(" ".join(caption.split()))]


def verbs(session):
    return session.scalars(select(Event.verb).order_by(Event.id)).all()


def test_people_are_found_by_name_address_and_role(sysadmin):
    make_user(Role.COACH, name="Karin Lund", email="karin@koop.example")
    make_user(Role.COMPANY, name="Olle Ek", email="olle@gran.example", company=make_company("Gran"))
    assert names(sysadmin.get(USERS)) == ["Ada Admin", "Karin Lund", "Olle Ek"]
    page = sysadmin.submit("Visa", {"Sök namn eller e-postadress": "gran OLLE"})
    assert names(page) == ["Olle Ek"]
    assert "Gran" in page.text
    assert names(sysadmin.get(USERS, role="coach")) == ["Karin Lund"]
    assert "Ingen person stämmer med det." in sysadmin.get(USERS, q="100%_", role="coach").text


def test_the_list_turns_pages_and_keeps_what_was_asked(sysadmin):
    for number in range(26):
        make_user(Role.COACH, name=f"Kim {number:02d}")
    assert len(names(sysadmin.get(USERS, q="Kim", role="coach"))) == 25
    assert names(sysadmin.click("Nästa")) == ["Kim 25"]


def test_the_list_is_a_file_too_and_who_took_it_is_written_down(sysadmin, session):
    make_user(Role.COACH, name="Karin Lund")
    sheet = sysadmin.fetch("GET", f"{USERS}?format=csv&role=coach").response
    text = sheet.get_data(as_text=True)
    assert "Karin Lund" in text
    assert "Ada Admin" not in text
    assert verbs(session) == ["users.people_exported"]


def test_a_person_shows_role_organisation_and_sessions(sysadmin, new_browser):
    person = make_user(Role.COACH, name="Karin Lund")
    page = sysadmin.get(f"{USERS}/{person.public_id}")
    assert page.facts()["Roll"] == "Handledare"
    assert page.facts()["Hör till"] == person.cooperative.name
    assert "Inte inloggad någonstans." in page.text
    new_browser().sign_in(person)
    assert len(sysadmin.get(f"{USERS}/{person.public_id}").table("Inloggad nu")) == 1


def test_signing_out_everywhere_ends_every_session(sysadmin, new_browser, session):
    person = make_user(Role.COMPANY)
    phone, desk = new_browser().sign_in(person), new_browser().sign_in(person)
    sysadmin.get(f"{USERS}/{person.public_id}")
    page = sysadmin.submit("Logga ut överallt")
    assert page.notices == [f"{person.name} är utloggad överallt."]
    for theirs in (phone, desk):
        assert theirs.get("/companies/today").path == "/sign-in"
    assert verbs(session) == ["users.sessions_ended"]


def test_a_deactivated_person_is_out_at_once_and_may_come_back(sysadmin, new_browser, session):
    person = make_user(Role.COMPANY)
    theirs = new_browser().sign_in(person)
    sysadmin.get(f"{USERS}/{person.public_id}")
    page = sysadmin.submit("Stäng av personen")
    assert "Avstängd" in page.text
    assert "Skicka en inloggningslänk" not in page.buttons
    assert theirs.get("/companies/today").path == "/sign-in"
    page = sysadmin.submit("Släpp in personen")
    assert page.notices == [f"{person.name} kan logga in igen."]
    assert verbs(session) == ["users.deactivated", "users.activated"]
    assert "En person stängdes av" in page.text


def test_doing_it_twice_is_a_conflict_and_changes_nothing_more(sysadmin, session):
    person = make_user(Role.COACH)
    sysadmin.post(f"{USERS}/{person.public_id}/activate", expect=409)
    sysadmin.post(f"{USERS}/{person.public_id}/deactivate", expect=303)
    sysadmin.post(f"{USERS}/{person.public_id}/deactivate", expect=409)
    assert verbs(session) == ["users.deactivated"]


def test_nobody_shuts_herself_out(sysadmin, admin):
    page = sysadmin.get(f"{USERS}/{admin.public_id}")
    assert "Stäng av personen" not in page.buttons
    page = sysadmin.post(f"{USERS}/{admin.public_id}/deactivate", expect=400)
    assert "Du kan inte stänga av dig själv." in page.text
    assert admin.active


def test_a_link_to_sign_in_goes_to_the_person_and_works_once(sysadmin, new_browser, session):
    person = make_user(Role.COMPANY, email="olle@gran.example")
    sysadmin.get(f"{USERS}/{person.public_id}")
    page = sysadmin.submit("Skicka en inloggningslänk")
    assert page.notices == ["En länk är på väg till olle@gran.example."]
    message = session.scalars(select(Message)).one()
    assert message.recipient == "olle@gran.example"
    link = next(word for word in message.body.split() if "/sign-in/links/" in word)
    theirs = new_browser()
    theirs.get("/sign-in/links/" + link.rsplit("/", 1)[1])
    assert theirs.submit("Logga in").path == "/companies/today"
    assert verbs(session) == ["users.link_sent"]


def test_no_link_goes_to_somebody_without_an_address_or_shut_out(sysadmin, session):
    for person in (make_user(email=None), make_user(active=False)):
        sysadmin.post(f"{USERS}/{person.public_id}/links", expect=400)
    assert session.scalars(select(Message)).all() == []


def test_somebody_who_does_not_exist_is_not_found(sysadmin):
    sysadmin.get(f"{USERS}/zzzzzzzzzzzz", expect=404)
    sysadmin.post(f"{USERS}/zzzzzzzzzzzz/deactivate", expect=404)


@pytest.mark.parametrize("path", [USERS, "/admin/messages", "/admin/history", "/admin/status"])
def test_nobody_else_comes_in(path, new_browser, session):
    for role in set(Role) - {Role.SYSADMIN}:
        new_browser().sign_in(make_user(role)).get(path, expect=403)
