"""Building the demo: refused where there is anything else, then everything in one transaction."""

import time
from datetime import date

import click
from psycopg.errors import DeadlockDetected, LockNotAvailable
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from marketplace import clock, connection
from marketplace.database import db
from marketplace.demo.first_match import ask_for_keys, ask_some, seal_needs, solve
from marketplace.demo.ground import Ground, empty, ground_of
from marketplace.demo.loans import lend_some
from marketplace.demo.money import add_money
from marketplace.demo.pictures import hang_pictures
from marketplace.demo.report import Report, figures_of
from marketplace.demo.setting import Setting
from marketplace.demo.world import World, invent
from marketplace.services import ledger
from marketplace.settings import Settings


class Refused(click.ClickException):
    """No demo is built here; nothing was changed, and the message says why."""

    exit_code = 2


def rebuild(settings: Settings, seed: int, day: date | None = None) -> Report:
    """Throw the demo away, build it anew for a day (today), match once, and tell what came of it.

    Raises Refused, with nothing changed, in production, where the database holds data that no
    demo put there, and where others hold its tables for longer than ten seconds.
    """
    if settings.production:
        raise Refused("A demo is never built in production.")
    db.session.remove()
    try:
        return _build(settings, Setting(seed, day or clock.today()))
    finally:
        db.session.remove()  # whatever happened: an embedded database stops when we end


def _build(settings: Settings, setting: Setting) -> Report:
    began = time.monotonic()
    world = _write(settings, setting)
    written = time.monotonic()
    with clock.standing_at(setting.moment):
        ledger.catch_up()
        db.session.commit()
        add_money(world)
        seal_needs(world)
        db.session.commit()
        sealed = time.monotonic()
        regions = dict.fromkeys(seller.region for seller in world.sellers.values())
        runs = [solve(region) for region in regions]
        solved = time.monotonic()
        ask_some(world, settings.public_url)
        lend_some(world, settings.public_url)
        hang_pictures(world, setting)
        ask_for_keys()
        db.session.commit()
        figures = figures_of(setting.seed, runs)
    seconds = {
        "rows": written - began,
        "seals": sealed - written,
        "match": solved - sealed,
        "answers": time.monotonic() - solved,
    }
    return Report(figures, seconds)


def standing(settings: Settings) -> Ground:
    """What the database holds."""
    engine = connection.owner_engine(settings)
    try:
        with engine.connect() as owner:
            return ground_of(owner)
    finally:
        engine.dispose()


def _write(settings: Settings, setting: Setting) -> World:
    engine = connection.owner_engine(settings)
    try:
        with engine.connect() as owner:
            _refuse_other_data(owner)
        world = invent(setting)  # before the transaction, so that nobody waits for it
        with engine.begin() as owner:
            _refuse_other_data(owner)
            empty(owner)
            world.book.write(owner)
    except OperationalError as error:
        if isinstance(error.orig, LockNotAvailable | DeadlockDetected):
            raise Refused(
                "Somebody else holds the tables of this database. Stop `make run` and other"
                " workers on it, then try again. The demo is as it was."
            ) from error
        raise
    finally:
        engine.dispose()
    return world


def _refuse_other_data(owner: Connection) -> None:
    if ground_of(owner) == Ground.OWN:
        raise Refused(
            "This database holds data that is not a demo, and it stays as it is. Name an empty"
            " one with DATABASE_URL, or another folder with ORANGERIET_INSTANCE."
        )
