"""How the machine stands."""

import pytest
from sqlalchemy import select, text

from marketplace.models.history import Event
from marketplace.models.messages import MessageStatus
from marketplace.models.users import Role
from marketplace.queue import enqueue
from tests.make import make_user
from tests.make_work import make_message

STATUS = "/admin/status"


@pytest.fixture
def sysadmin(browser, session):
    return browser.sign_in(make_user(Role.SYSADMIN))


def failed_job(session, name="invoices.render", **options):
    job = enqueue(name, invoice_id=1, **options)
    session.execute(
        text("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = :id"), {"id": job}
    )
    session.execute(text("SELECT procrastinate_finish_job_v1(:id, 'failed', false)"), {"id": job})
    return job


def state_of(session, job):
    query = text("SELECT status::text, attempts FROM procrastinate_jobs WHERE id = :id")
    return tuple(session.execute(query, {"id": job}).one())


def beat(session, seconds_ago):
    session.execute(
        text(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - make_interval(secs => :ago))"
        ),
        {"ago": seconds_ago},
    )


def test_a_quiet_machine(sysadmin):
    page = sysadmin.get(STATUS)
    assert "Inget jobb har misslyckats." in page.text
    assert "Inget bakgrundsprogram är igång." in page.text
    assert page.facts()["Data"] == "På riktigt"
    assert "PostgreSQL" in page.facts()["Databas"]
    assert page.facts()["Tabeller"].startswith("version 0")
    assert "migreringarna" not in page.text


def test_workers_are_alive_for_a_minute_after_their_last_sign(sysadmin, session):
    beat(session, 5)
    beat(session, 300)
    page = sysadmin.get(STATUS)
    assert [row["Läge"] for row in page.table("Bakgrundsprogram")] == ["Igång", "Hörs inte"]
    assert "Inget bakgrundsprogram är igång." not in page.text


def test_the_queue_and_the_outbox_are_counted(sysadmin, session):
    enqueue("asks.expire")
    failed_job(session)
    make_message(status=MessageStatus.FAILED)
    page = sysadmin.get(STATUS)
    assert "Väntar 1" in page.text
    assert "Misslyckade 1" in page.text
    assert "har väntat sedan" in page.text
    assert "0 väntar, 1 kom inte fram" in page.facts()["Meddelanden"]


def test_a_failed_job_is_done_again_at_a_press(sysadmin, session):
    job = failed_job(session)
    page = sysadmin.get(STATUS)
    [row] = page.table("Misslyckade jobb")
    assert row["Jobb"] == f"Skriva ut en faktura {job}"
    page = sysadmin.submit("Gör om")
    assert page.notices == ["Skriva ut en faktura: görs om."]
    assert state_of(session, job) == ("todo", 2)
    assert session.scalars(select(Event.verb)).all() == ["users.job_retried"]


def test_a_job_whose_like_waits_already_is_not_doubled(sysadmin, session):
    job = failed_job(session, queueing_lock="region:1")
    enqueue("invoices.render", queueing_lock="region:1", invoice_id=1)
    page = sysadmin.post(STATUS + "/retry", {"job": str(job)}, expect=409)
    assert "Ett likadant jobb väntar redan." in page.text
    assert state_of(session, job)[0] == "failed"


@pytest.mark.parametrize("job", ["", "0", "-1", "x", "99999999999999999999999", "123456"])
def test_a_job_that_has_not_failed_is_not_found(sysadmin, job):
    sysadmin.post(STATUS + "/retry", {"job": job}, expect=404)


def test_a_waiting_job_cannot_be_started_again(sysadmin):
    job = enqueue("asks.expire")
    sysadmin.post(STATUS + "/retry", {"job": str(job)}, expect=404)
