"""A process of many clients who say yes, each on a connection of her own.

`python -m tests.contention.accepting MODE`, with {"CLIENT": [TOKEN, …], …} on standard input and
{TOKEN: OUTCOME} on standard output. MODE is `product`: what a member's button does; or `naive`:
looking whether the time is free, then booking it, as a program without lock or constraint would.
"""

import json
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import OperationalError

from marketplace import connection, create_app
from marketplace.clock import now
from marketplace.database import db, random_id
from marketplace.errors import Conflict
from marketplace.models.assignments import BOOKED, Assignment, AssignmentStatus
from marketplace.models.history import Actor
from marketplace.models.members import Employment
from marketplace.services import asks
from marketplace.settings import Settings
from marketplace.web.errors import BUSY


def main(mode: str) -> None:
    """Let all clients begin at the same moment, and tell what came of each yes."""
    clients: dict[str, list[str]] = json.load(sys.stdin)
    usual = connection.engine_options
    connection.engine_options = lambda: usual(pool_size=len(clients))  # one connection a client
    app = create_app(Settings.from_env())
    together = Barrier(len(clients))
    accept = {"product": accept_as_product, "naive": accept_naively}[mode]

    def work(tokens: Iterable[str]) -> dict[str, str]:
        outcomes = {}
        together.wait()
        for token in tokens:
            with app.app_context():
                outcomes[token] = accept(token)
        return outcomes

    with ThreadPoolExecutor(len(clients)) as pool:
        told = {
            key: value for one in pool.map(work, clients.values()) for key, value in one.items()
        }
    close(app)
    json.dump(told, sys.stdout)


def accept_as_product(token: str) -> str:
    """Say yes to all that a link asks."""
    while True:
        ask = asks.by_token(token)
        assert ask is not None
        try:
            asks.answer(ask, asks.open_of(ask), Actor("member", "", member_id=ask.member_id))
            db.session.commit()
        except Conflict:
            db.session.rollback()
            return "refused"
        except OperationalError as busy:
            db.session.rollback()  # the page says try again (503), and so she does
            if getattr(busy.orig, "sqlstate", None) not in BUSY:
                raise
        else:
            return "booked"


def accept_naively(token: str) -> str:
    """Look first, then book."""
    ask = asks.by_token(token)
    assert ask is not None
    [proposal] = ask.proposals
    shift = proposal.shift
    during = Range(shift.starts_at, shift.ends_at)
    taken = select(Assignment.id).where(
        Assignment.member_id == ask.member_id,
        Assignment.status.in_(BOOKED),
        Assignment.during.overlaps(during),
    )
    if db.session.scalars(taken).first():
        db.session.rollback()
        return "refused"
    employment = select(Employment.id).where(Employment.member_id == ask.member_id)
    db.session.execute(
        insert(Assignment).values(
            public_id=random_id(),
            shift_id=shift.id,
            member_id=ask.member_id,
            proposal_id=proposal.id,
            employment_id=db.session.scalar(employment),
            kind=shift.kind,
            role=proposal.role,
            during=during,
            status=AssignmentStatus.CONFIRMED,
            confirmed_at=now(),
        )
    )
    db.session.commit()
    return "booked"


def close(app: Flask) -> None:
    """Let go of every connection."""
    with app.app_context():
        db.engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
