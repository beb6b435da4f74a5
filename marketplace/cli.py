"""Commands: `flask --app wsgi …`. Each brings the embedded database up for as long as it runs."""

import functools
import json
import os
import socket
import threading
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import click
from flask import Flask, current_app

import marketplace.review_jobs  # noqa: F401 -- its jobs are declared by being read
from marketplace import connection, jobs, schema, supervisor
from marketplace.database import db
from marketplace.postgres import Embedded, PostgresError
from marketplace.queue import Connector, queue
from marketplace.settings import Settings
from marketplace.supervisor import CannotServe
from marketplace.worker import serve

RESCUE_EVERY_SECONDS = 10
JOBS_AT_ONCE = 4  # long work, a trial, a solve, and always one for mail


def register(app: Flask) -> None:
    """Make the commands known."""
    from marketplace import commands  # they are made with what stands below

    for command in (start, worker, migrate, build_demo):
        app.cli.add_command(command)
    commands.register(app)


def with_database(command: Callable[..., None]) -> Callable[..., None]:
    """Run a command while the database is up and its tables are those of this version."""

    @functools.wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        settings: Settings = current_app.extensions["settings"]
        try:
            with connection.running(settings):
                try:
                    command(*arguments, **options)
                finally:
                    db.session.rollback()  # a database that stops with us waits for nobody
        except (PostgresError, CannotServe) as error:
            raise click.ClickException(str(error)) from error

    return run


@click.command("migrate")
@with_database
def migrate() -> None:
    """Bring the tables up to date."""
    _migrate()
    click.echo("The tables are up to date.")


@click.command("worker")
@with_database
def worker() -> None:
    """Do background work until told to stop; start as many as there is work for."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    serve(app)
    url = connection.libpq(app.extensions["settings"])
    threading.Thread(target=_rescue_now_and_then, args=(app,), daemon=True).start()
    name = f"{socket.gethostname()}-{os.getpid()}"
    with queue.replace_connector(Connector(conninfo=url)):
        queue.run_worker(name=name, concurrency=JOBS_AT_ONCE, shutdown_graceful_timeout=5)


@click.command("demo")
@click.option("--seed", default=1, show_default=True, help="The same seed, the same people.")
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="The day on which the demo stands (today)."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@with_database
def build_demo(seed: int, today: datetime | None, as_json: bool) -> None:
    """Throw the demo away, build it anew and match once. Never touches other data."""
    from marketplace import demo  # its facts are read only when asked for

    _migrate()
    report = demo.rebuild(current_app.extensions["settings"], seed, _day(today))
    click.echo(json.dumps(report.to_json(), indent=2) if as_json else report.to_text())


@click.command("start")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@with_database
def start(host: str, port: int) -> None:
    """Everything: database, tables, demo where there is nothing, first match, site and worker."""
    from marketplace import demo

    with supervisor.listen(host, port):
        pass  # a port in use is said before anything is made
    _migrate()
    settings: Settings = current_app.extensions["settings"]
    ground = demo.standing(settings)
    if settings.production and ground is demo.Ground.DEMO:
        raise click.ClickException(
            "This database holds the demo, whose passwords everybody knows: never in production."
        )

    def welcome() -> None:
        click.echo(demo.welcome(settings, f"http://{host}:{port}"))
        db.session.remove()
        db.engine.dispose()

    if ground is demo.Ground.EMPTY:
        welcome()  # the demo is built before anybody may come in
    database = Embedded(settings.instance) if settings.embedded else None
    meanwhile = None if ground is demo.Ground.EMPTY else welcome
    supervisor.serve(
        settings.instance, host=host, port=port, database=database, meanwhile=meanwhile
    )


def _migrate() -> None:
    engine = connection.owner_engine(current_app.extensions["settings"])
    with engine.connect() as owner:
        schema.upgrade(owner)
    engine.dispose()


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _rescue_now_and_then(app: Flask) -> None:
    wait = threading.Event()
    while not wait.wait(RESCUE_EVERY_SECONDS):
        with app.app_context():
            try:
                jobs.rescue()
            except Exception:  # a database that restarts must not end the watch over it
                app.logger.exception("could not look for jobs of dead workers")
