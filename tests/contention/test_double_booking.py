"""However many say yes at once, nobody is booked twice and no job has too many.

STORM=5000 lets five thousand yeses come from fifty clients; without it there are fewer.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text

from marketplace.database import db
from marketplace.models.history import SYSTEM
from marketplace.models.members import Member
from marketplace.models.proposals import Proposal
from marketplace.services import assignments, audit
from tests.contention.storm import DOUBLE, HALF_DONE, OVERFULL, count, prepare, unleash

ACCEPTS = int(os.environ.get("STORM", "400"))
CLIENTS = 50
WAITING = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
  AND wait_event_type = 'Lock' AND query LIKE '%FROM members%FOR NO KEY UPDATE%'
"""


@pytest.mark.timeout(1200)
def test_nobody_is_booked_twice_by_a_storm_of_yeses(clean_database, record_property):
    with clean_database.app.app_context():
        tokens = prepare(ACCEPTS, members=40)
        began = time.monotonic()
        outcomes = unleash(clean_database, tokens, clients=CLIENTS)
        seconds = time.monotonic() - began
        assert set(outcomes) == {"booked", "refused"}
        assert outcomes.total() == ACCEPTS
        assert count(DOUBLE) == count(OVERFULL) == count(HALF_DONE) == 0
        booked = db.session.scalar(text("SELECT count(*) FROM assignments"))
        assert booked == outcomes["booked"]
        assert audit.verify().broken is None
        record_property("storm", f"{outcomes} in {seconds:.0f} s, 0 booked twice")


def test_the_storm_finds_double_bookings_where_lock_and_constraint_are_gone(clean_database):
    """The measure itself is measured: looking first and booking then books people twice."""
    with clean_database.owner_engine().begin() as owner:
        owner.execute(
            text("ALTER TABLE assignments DROP CONSTRAINT ex_assignments_no_double_booking")
        )
    with clean_database.app.app_context():
        tokens = prepare(200, members=4)
        unleash(clean_database, tokens, clients=CLIENTS, mode="naive")
        assert count(DOUBLE) > 0


def test_a_booking_waits_for_another_of_the_same_member(clean_database):
    """The row lock in front of the constraint: without it clients run into each other."""
    app = clean_database.app
    with app.app_context():
        prepare(2, members=1)
        proposal_id, member_id = (
            db.session.scalar(select(Proposal.id)),
            db.session.scalar(select(Member.id)),
        )

    def book() -> None:
        with app.app_context():
            assignments.confirm(db.session.get_one(Proposal, proposal_id), SYSTEM)
            db.session.commit()

    engine = clean_database.owner_engine()
    with engine.connect() as holder, engine.connect() as watch, ThreadPoolExecutor(1) as other:
        holder.execute(
            text("SELECT FROM members WHERE id = :id FOR NO KEY UPDATE"), {"id": member_id}
        )
        booking = other.submit(book)
        waits = 0
        while not waits and not booking.done():
            waits = watch.scalar(text(WAITING))
            watch.rollback()
            time.sleep(0.02)
        holder.rollback()
        booking.result()
        assert waits == 1
