"""On the day: somebody is missing, something happened; the coach knows at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace import clock
from marketplace.database import db
from marketplace.models.history import SYSTEM
from marketplace.models.incidents import Incident
from marketplace.models.members import Member
from marketplace.models.messages import Channel, Message
from marketplace.models.postings import PostingStatus
from marketplace.models.proposals import Ask
from marketplace.models.users import Role
from marketplace.services import asks, time_reports
from tests.make import make_absence, make_member, make_posting, make_user, workday
from tests.make_work import make_assignment, make_proposal

APPROVE = "Godkänn laget och fråga alla"


@pytest.fixture
def today(world, frozen):
    """A shift from 08 to 16 on a day that has come to 08:10, with somebody booked."""
    day = clock.today() + timedelta(days=1)
    shift = (clock.at(day, 8 * 60), clock.at(day, 16 * 60))
    posting = make_posting(
        world.site, world.cooperative, shifts=[shift], heads=1, status=PostingStatus.FILLED
    )
    booked = make_assignment(posting.shifts[0], make_member(world.cooperative))
    frozen(clock.at(day, 8 * 60 + 10))
    return posting, booked


def mails():
    return [row.subject for row in db.session.scalars(select(Message).order_by(Message.id))]


def test_one_press_tells_the_coach_and_asks_somebody_for_the_rest_of_the_shift(
    today, browser, new_browser, world
):
    posting, booked = today
    staff = make_user(Role.COACH, cooperative=world.cooperative, phone="070-174 06 05")
    make_user(Role.COACH, phone="070-174 06 06")
    browser.sign_in(make_user(Role.COMPANY, company=world.company))
    browser.get("/companies/today")
    browser.click("Någon saknas")
    page = browser.submit(f"{booked.member.short_name} saknas")
    assert page.notices == [
        "Handledaren vet nu. Vi frågar efter någon som kan komma klockan 09:30."
    ]
    asked, told, rung = db.session.scalars(select(Message).order_by(Message.id))
    free = db.session.get_one(Member, asked.member_id)
    assert free != booked.member
    assert told.subject == f"Någon saknas hos {world.company.name}"
    assert f"Vi har frågat {free.short_name} om att komma klockan 09:30." in told.body
    assert (rung.channel, rung.recipient) == (Channel.SMS, staff.phone)
    assert f"{booked.member.short_name} är inte på plats" in rung.body
    assert f"Vi har frågat {free.short_name}." in rung.body
    assert free.short_name not in page.text
    assert posting.status == PostingStatus.PARTLY_FILLED
    assert [shift.heads for shift in posting.shifts] == [1, 1]
    assert f"Ni har sagt att {booked.member.short_name} saknas." in page.text
    assert "Ni skulle ha fått besked" not in page.text
    page = browser.get(f"/companies/missing/{posting.public_id}")
    assert "Handledaren vet" in page.text
    assert f"{booked.member.short_name} saknas" not in page.buttons
    again = {"assignment": booked.public_id}
    browser.post(f"/companies/missing/{posting.public_id}", again, expect=409)
    assert len(posting.shifts) == 2
    coach = new_browser().sign_in(staff)
    missing = f"{booked.member.short_name} saknas hos {world.company.name} just nu"
    assert missing in coach.get("/cooperatives/inbox").text
    for message in (told, rung):
        address = f"/cooperatives/crews/{posting.public_id}"
        assert message.body.rstrip().endswith(address)
        assert free.name in coach.get(address).text
    ask = db.session.scalars(select(Ask)).one()
    asks.answer(ask, asks.open_of(ask), SYSTEM)
    assert free.short_name in browser.get(f"/companies/postings/{posting.public_id}").text


def test_where_nobody_is_free_the_coach_is_told_so(today, browser, world):
    posting, booked = today
    for member in world.members:
        make_absence(member, booked.shift.starts_at, booked.shift.ends_at)
    browser.sign_in(make_user(Role.COMPANY, company=world.company))
    browser.get(f"/companies/missing/{posting.public_id}")
    browser.submit(f"{booked.member.short_name} saknas")
    assert "Ingen som är ledig kunde frågas" in db.session.scalars(select(Message)).one().body
    assert len(posting.shifts) == 2


def test_on_a_later_day_of_a_job_somebody_is_asked_too(today, browser, world, frozen):
    posting, booked = today
    posting.status = PostingStatus.RUNNING
    browser.sign_in(make_user(Role.COMPANY, company=world.company))
    browser.get(f"/companies/missing/{posting.public_id}")
    browser.submit(f"{booked.member.short_name} saknas")
    assert posting.status == PostingStatus.PARTLY_FILLED
    assert db.session.scalars(select(Ask)).one().posting_id == posting.id
    frozen(booked.shift.ends_at + timedelta(hours=1))
    time_reports.report(posting, {booked: None}, SYSTEM)
    assert posting.status == PostingStatus.DONE


def test_late_in_a_shift_the_coach_is_told_and_nobody_is_asked(today, browser, world, frozen):
    posting, booked = today
    frozen(booked.shift.ends_at - timedelta(hours=2))
    browser.sign_in(make_user(Role.COMPANY, company=world.company))
    browser.get(f"/companies/missing/{posting.public_id}")
    page = browser.submit(f"{booked.member.short_name} saknas")
    assert page.notices == ["Handledaren vet nu, och hör av sig till er."]
    assert len(posting.shifts) == 1


def test_nobody_is_missing_before_the_day_and_anothers_job_is_not_found(owner, stranger, world):
    posting = make_posting(world.site, world.cooperative)
    assert "Ingen väntas just nu." in owner.get(f"/companies/missing/{posting.public_id}").text
    owner.post(f"/companies/missing/{posting.public_id}", {"assignment": "x"}, expect=404)
    stranger.get(f"/companies/missing/{posting.public_id}", 404)
    stranger.get(f"/companies/incidents/new/{posting.public_id}", 404)


def test_a_report_pauses_the_site_until_the_cooperative_has_closed_it(today, new_browser, world):
    posting, _ = today
    browser = new_browser().sign_in(make_user(Role.COMPANY, company=world.company))
    browser.get(f"/companies/postings/{posting.public_id}")
    browser.click("Något hände")
    page = browser.submit("Skicka till handledaren", expect=400)
    assert page.errors == ["Välj vad det handlar om."]
    browser.submit("Skicka till handledaren", kind="nearly", words="En pall föll.", pauses=True)
    assert mails() == [f"Något hände hos {world.company.name}"]
    assert world.site.paused_at is not None
    coach = new_browser().sign_in(make_user(Role.COACH, cooperative=world.cooperative))
    coach.get("/cooperatives/inbox")
    assert "En pall föll." in coach.click("1 händelse på ett jobb väntar på er").text
    later = make_posting(world.site, world.cooperative, shifts=[workday(9)])
    make_proposal(later.shifts[0], make_member(world.cooperative))
    crew = f"/cooperatives/crews/{later.public_id}"
    assert "Arbetsplatsen är pausad" in coach.get(crew).text
    assert APPROVE not in coach.page.buttons
    coach.post(f"{crew}/approve", expect=409)
    member = make_member(world.cooperative)
    make_assignment(later.shifts[0], member)
    hers = new_browser().sign_in(make_user(Role.MEMBER, member=member))
    assert "Prata med oss innan du går dit." in hers.get("/members/shifts").text
    pausing = f"{world.site.name} är pausad."
    own = (f"sites/{world.site.public_id}", f"postings/{later.public_id}")
    for path in ("today", "postings/new", "internships/new", *own):
        assert pausing in browser.get(f"/companies/{path}").text
    [incident] = db.session.scalars(select(Incident))
    coach.get(f"/cooperatives/incidents/{incident.public_id}")
    assert coach.submit("Avsluta", expect=400, words=" ").errors == ["Skriv vad ni har gjort."]
    page = coach.submit("Avsluta", words="Hyllan är lagad.")
    assert page.notices == ["Ärendet är avslutat."]
    assert world.site.paused_at is None
    assert mails()[-1] == f"Det som hände på {world.site.name}: vad vi har gjort"
    coach.get(crew)
    assert coach.submit(APPROVE).notices == ["1 person har fått frågan."]
    history = browser.get(f"/companies/sites/{world.site.public_id}").text
    assert "Arbetsplatsen pausades." in history
    assert "Arbetsplatsen öppnades igen." in history
    support = new_browser().sign_in(make_user(Role.KOOPTJANST))
    for reader, group in ((browser, "companies"), (coach, "cooperatives"), (support, "kooptjanst")):
        way = f"/{group}/incidents/{incident.public_id}"
        assert way in reader.get(f"/{group}/incidents").links.values()
        page = reader.get(way)
        assert "Hyllan är lagad." in page.text
        assert page.facts()["Pausad"].startswith("Från ")
        assert len(page.soup.select("#history li")) == 4
