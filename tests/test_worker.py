"""A worker as `flask worker` runs it: the queue's own, on committed rows."""

import pytest
from sqlalchemy import select, text

from marketplace import connection, worker
from marketplace.database import db
from marketplace.models.history import SYSTEM
from marketplace.models.match_runs import MatchRun
from marketplace.models.match_runs import MatchRunStatus as Status
from marketplace.models.proposals import Proposal
from marketplace.queue import Connector, enqueue, queue
from marketplace.services import match_runs
from tests.make import make_cooperative, make_member, make_posting, make_site


@pytest.fixture
def app(clean_database):
    with clean_database.app.app_context():
        yield clean_database.app


def work(app):
    """Do all that waits."""
    worker.serve(app)
    url = connection.libpq(app.extensions["settings"])
    with queue.replace_connector(Connector(conninfo=url)):
        queue.run_worker(wait=False, install_signal_handlers=False)


def test_a_solve_left_by_a_dead_worker_is_asked_for_again_and_done(app):
    site = make_site()
    cooperative = make_cooperative(site.municipality)
    make_member(cooperative)
    make_posting(site, cooperative, heads=1)
    match_runs.request(cooperative.region_id, SYSTEM)
    db.session.commit()
    match_runs.begin(cooperative.region_id)
    db.session.commit()
    db.session.remove()
    work(app)
    runs = db.session.scalars(select(MatchRun).order_by(MatchRun.id)).all()
    assert [run.status for run in runs] == [Status.FAILED, Status.SOLVED]
    assert db.session.scalars(select(Proposal)).one().match_run_id == runs[1].id


def test_a_job_that_breaks_is_told_by_its_kind_and_tried_again(app, caplog):
    enqueue("invoices.render", invoice_id=404)
    db.session.commit()
    work(app)
    assert "invoices.render broke: NoResultFound" in caplog.text
    waiting = text("SELECT attempts FROM procrastinate_jobs WHERE status = 'todo'")
    assert db.session.scalars(waiting).all() == [1]


def test_what_is_due_by_the_clock_is_done_without_a_fault(app, caplog):
    make_posting()
    by_the_clock = [one.task.name for one in queue.periodic_registry.periodic_tasks.values()]
    for name in by_the_clock:
        enqueue(name)
    db.session.commit()
    work(app)
    assert "broke" not in caplog.text
    ended = text("SELECT DISTINCT task_name FROM procrastinate_jobs WHERE status = 'succeeded'")
    assert set(by_the_clock) <= set(db.session.scalars(ended))
    assert len(by_the_clock) > 5
