"""What a member can: said, seen, validated, run out; and what of it counts for a job."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.clock import today
from marketplace.models.history import SYSTEM
from marketplace.models.members import MemberSkill, SkillStatus
from marketplace.models.users import Role
from marketplace.services import member_skills, problems
from tests.make import make_cooperative, make_member, make_member_skill, make_posting, make_user


def coached(browser, **columns):
    cooperative = make_cooperative()
    member = make_member(cooperative, given_name="Örjan", **columns)
    browser.sign_in(make_user(Role.COACH, cooperative=cooperative))
    return member, f"/cooperatives/skills/{member.public_id}"


def test_a_skill_is_said_then_seen_then_validated(browser, session):
    member, address = coached(browser)
    assert "Inget antecknat än" in browser.get(address).text
    page = browser.submit("Lägg till", skill="cleaning", level="1")
    assert "Berättat själv" in page.text
    page = browser.submit("Spara att det syntes", level="2", where="Köket")
    assert "Visat i arbete" in page.text
    page = browser.submit(
        "Spara valideringen", level="3", method="practice", assessor="Yrkeshögskolan"
    )
    assert "Prov i arbete, av Yrkeshögskolan" in page.text
    row = session.scalars(select(MemberSkill)).one()
    assert (row.status, row.level, row.noted_on) == (SkillStatus.VALIDATED, 3, today())
    assert (
        "En kompetens validerades" in browser.get(f"/cooperatives/members/{member.public_id}").text
    )


def test_what_is_wrong_with_a_validation_is_said_and_nothing_typed_is_lost(browser):
    member, address = coached(browser, skills={})
    make_member_skill(member, "cleaning", 1, SkillStatus.SELF_STATED)
    browser.get(address)
    page = browser.submit("Spara valideringen", evidence="Skurade golv", expect=400)
    assert "Skriv vem som har validerat." in page.text
    assert "Skurade golv" in page.html
    page = browser.submit("Spara valideringen", assessor="Kim", expires_on="i fjol", expect=400)
    assert "Skriv dagen som" in page.text


def test_a_licence_counts_only_when_somebody_has_seen_it(browser, session):
    member, address = coached(browser)
    posting = make_posting(cooperative=member.cooperative, skills={"forklift_licence": 1})
    region = posting.cooperative.region_id
    member_skills.state(member, "forklift_licence", 2, SYSTEM)
    assert "forklift_licence" not in problems.build(region).members[0].skills
    assert "Räknas först när någon har sett beviset" in browser.get(address).text
    until = (today() + timedelta(days=400)).isoformat()
    browser.submit("Spara valideringen", level="2", assessor="Kim Coach", expires_on=until)
    assert problems.build(region).members[0].skills["forklift_licence"] == 2


def test_what_has_run_out_ends_by_itself_and_can_be_shown_anew(session):
    row = make_member_skill(make_member(), "cleaning", 2)
    row.expires_on = today() - timedelta(days=1)
    assert member_skills.expire_past() == 1
    assert member_skills.expire_past() == 0
    assert row.status == SkillStatus.EXPIRED
    member_skills.observe(row.member, "cleaning", 1, "Köket", SYSTEM)
    assert (row.status, row.expires_on) == (SkillStatus.OBSERVED, None)


@pytest.mark.parametrize(("skill", "level"), [("flying", "1"), ("cleaning", "9"), ("", "")])
def test_what_is_not_in_the_list_is_refused(browser, session, skill, level):
    _, address = coached(browser)
    browser.get(address)
    data = {"skill": skill, "level": level, "how": "said"}
    assert "Välj en" in browser.post(address, data, expect=400).text
    assert session.scalars(select(MemberSkill)).all() == []


def test_what_was_only_said_can_be_taken_back_and_what_was_seen_runs_out(browser, session):
    member, address = coached(browser)
    member_skills.state(member, "cleaning", 1, SYSTEM)
    member_skills.observe(member, "laundry", 1, "Tvätten", SYSTEM)
    browser.get(address)
    browser.submit("Ta bort Städning")
    browser.submit("Tvätt gäller inte längre")
    left = session.scalars(select(MemberSkill)).one()
    session.refresh(left)
    assert (left.skill, left.status) == ("laundry", SkillStatus.EXPIRED)
