"""In a real browser: the same way of a job, while worker, database and web server are killed.

The site is `flask start` with a database of its own, in a folder with a space in its name. Each
kill strikes in the moment of a press. Nobody knows then whether it counted, so they look again, and
press once more if it did not.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
from flask import Flask
from playwright.sync_api import Error, Page
from sqlalchemy import func, select, text

from marketplace import connection, create_app, schema
from marketplace.database import db
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.invoices import Invoice
from marketplace.models.payments import Payment
from marketplace.models.postings import Posting
from marketplace.models.time_reports import TimeReport
from marketplace.postgres import Embedded
from marketplace.settings import Settings
from tests.journeys import steps
from tests.screens import CHECKOUT, free_port

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WORKER = "flask --app wsgi worker"
PATIENCE_SECONDS = 150  # a job of a dead worker is taken up again after half a minute


@dataclass
class Started:
    """What `flask start` serves, and how to kill parts of it."""

    url: str
    app: Flask
    process: subprocess.Popen[bytes]
    instance: Path
    killed: list[str] = field(default_factory=list)

    def kill(self, name: str) -> None:
        """Kill -9, without a word."""
        if name == "database":
            place = Embedded(self.instance).place
            number = int((place.data / "postmaster.pid").read_text().split()[0])
            os.kill(number, signal.SIGKILL)
        else:
            for child in self._programs(name):
                with contextlib.suppress(psutil.NoSuchProcess):
                    child.kill()
        self.killed.append(name)

    def _programs(self, word: str) -> list[psutil.Process]:
        """All that run under that name; whoever has just been killed is back soon."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if found := [one for one in self._everybody() if word in line_of(one)]:
                return found
            time.sleep(0.1)
        pytest.fail(f"no {word} runs")

    def _everybody(self) -> list[psutil.Process]:
        """The programs, without the leashes they are held on."""
        everybody = psutil.Process(self.process.pid).children(recursive=True)
        return [one for one in everybody if "leash.py" not in line_of(one)]

    def until(self, question: Callable[[], object]) -> None:
        """Wait for something to be true of the rows, whatever dies meanwhile."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(Exception), self.app.app_context():
                if question():
                    return
            time.sleep(0.3)
        pytest.fail("it never came")


def line_of(program: psutil.Process) -> str:
    """The command line of a program; nothing of one that is gone."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return " ".join(program.cmdline())
    return ""


@pytest.fixture
def town() -> Iterator[Started]:
    with tempfile.TemporaryDirectory(prefix="kept data ", dir="/tmp") as folder:
        instance, port = Path(folder), free_port()
        instance.chmod(0o755)
        own = {name: value for name, value in os.environ.items() if "DATABASE_URL" not in name}
        environment = {**own, "ORANGERIET_INSTANCE": folder}
        settings = Settings.from_env(environment)
        with connection.running(settings):
            owner = connection.owner_engine(settings)
            with owner.connect() as opened:
                schema.upgrade(opened)
            owner.dispose()
            app = create_app(settings)
            steps.settle(app)
            with running(environment, port, Path(folder) / "said.txt") as process:
                yield Started(f"http://127.0.0.1:{port}", app, process, instance)
            with app.app_context():
                db.engine.dispose()


@contextlib.contextmanager
def running(
    environment: dict[str, str], port: int, said: Path
) -> Iterator[subprocess.Popen[bytes]]:
    command = (sys.executable, "-m", "flask", "--app=wsgi", "start", f"--port={port}")
    with said.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=CHECKOUT, env=environment, stdout=output, stderr=output
        )
        try:
            deadline = time.monotonic() + PATIENCE_SECONDS
            while b"Ready" not in said.read_bytes():
                assert process.poll() is None, said.read_text()
                assert time.monotonic() < deadline, said.read_text()
                time.sleep(0.1)
            yield process
        finally:
            process.terminate()
            process.wait(timeout=60)


def look(page: Page, url: str) -> None:
    """Open a page, again until the site is back, as people do."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(Error):
            if (answer := page.goto(url)) and answer.status < 500:
                return
        time.sleep(0.3)
    pytest.fail(f"{url} never came back")


def press_while(town: Started, page: Page, url: str, button: str, victim: str) -> None:
    """Press a button, kill somebody in that moment, look again, press again if it did not count."""
    look(page, url)
    page.get_by_role("button", name=button).click(no_wait_after=True)
    town.kill(victim)
    look(page, url)
    if page.get_by_role("button", name=button).count():
        page.get_by_role("button", name=button).click()
        page.wait_for_load_state()


@pytest.mark.timeout(600)
def test_nothing_of_a_jobs_way_is_lost_or_doubled_by_kills(town: Started, phone: Page) -> None:
    steps.sign_in(town, phone, "owner@example.com")
    steps.post_a_job(town, phone)
    town.kill(WORKER)
    posting = steps.public_id(town)

    steps.sign_in(town, phone, "coach@example.com")
    crew = f"{town.url}/cooperatives/crews/{posting}"
    look(phone, crew)
    steps.wait_for_proposals(phone, "Föreslagen", 2, seconds=PATIENCE_SECONDS)
    press_while(town, phone, crew, "Godkänn laget och fråga alla", "gunicorn")
    links = steps.waiting_links(town, 2)

    for link, victim in zip(links, ("database", "gunicorn"), strict=True):
        press_while(town, phone, link, "Ja, jag vill", victim)
    town.until(lambda: booked() == 2)

    steps.a_week_passes(town)
    steps.sign_in(town, phone, "coach@example.com")
    hours = f"{town.url}/cooperatives/time-reports/{posting}"
    press_while(town, phone, hours, "Skicka timmarna till företaget", "database")
    town.until(lambda: count(TimeReport) == 2)

    look(phone, town.url)
    steps.sign_in(town, phone, "owner@example.com")
    confirming = f"{town.url}/companies/postings/{posting}/hours"
    press_while(town, phone, confirming, "Ja, det stämmer", WORKER)
    town.until(lambda: count(Invoice) == 1)

    steps.sign_in(town, phone, "coach@example.com")
    steps.issue_and_pay(town, phone, interruption=lambda: town.kill("database"))
    town.until(lambda: count(Payment) == 1)
    with town.app.app_context():
        assert (count(Posting), booked(), count(TimeReport)) == (1, 2, 2)
        invoice = db.session.scalars(select(Invoice)).one()
        assert invoice.number == 1
    town.until(lambda: not waiting())
    assert {WORKER, "gunicorn", "database"} == set(town.killed)


def count(kind: type) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def booked() -> int:
    stands = Assignment.status.in_((AssignmentStatus.CONFIRMED, AssignmentStatus.WORKED))
    return db.session.scalar(select(func.count()).select_from(Assignment).where(stands)) or 0


def waiting() -> int:
    """Jobs somebody began and nobody ended."""
    begun = text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'")
    return db.session.scalar(begun) or 0
