"""kill -9 while money is taken down: nothing of it stands, and told again it stands once."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from marketplace.database import db
from marketplace.models.bank_files import BankFile, ReceivedPayment
from marketplace.models.invoices import Invoice
from marketplace.models.payments import Payment
from marketplace.services import bank_files, payments, verifying
from tests.make import make_posting
from tests.make_money import ADMIN, make_issued
from tests.make_payments import bgmax_to

PATIENCE = 600
VICTIM = """
import sys
from wsgi import app
from marketplace.database import db
from marketplace.models.bank_files import BankFile
from marketplace.models.history import SYSTEM
from marketplace.services import bank_files

with app.app_context():
    file = db.session.get_one(BankFile, int(sys.argv[1]))
    print("there", flush=True)
    bank_files.take_in(file, SYSTEM)
    if sys.argv[2] == "committed":
        db.session.commit()
    print("done", flush=True)
    sys.stdin.read()
"""
WAITS = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


@pytest.fixture
def app(clean_database):
    with clean_database.app.app_context():
        yield clean_database.app


@pytest.fixture
def file(app) -> int:
    """A file that pays three invoices, and a fourth payment of nobody knows what."""
    posting = make_posting()
    made = [make_issued(posting) for _ in range(3)]
    told = [(one.payable_ore, one.ocr) for one in made]
    content = bgmax_to(posting.cooperative, *told, (50_000, ""))
    kept = bank_files.upload(posting.cooperative, "bg.txt", content, ADMIN)
    db.session.commit()
    return kept.id


@pytest.fixture
def victim(clean_database, file):
    """Starts a process that takes the file in; dead after the test whatever happens."""
    started = []

    def start(how: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", VICTIM, str(file), how],
            cwd=Path(__file__).parents[2],
            env={**os.environ, **clean_database.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "there\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def killed(process) -> None:
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


def how_many(noun) -> int:
    return db.session.scalar(select(func.count()).select_from(noun))


def everything_stands_once(file) -> None:
    """Taken in by whoever comes next, and by whoever comes after that."""
    for _ in range(2):
        bank_files.take_in(db.session.get_one(BankFile, file), ADMIN)
        db.session.commit()
    assert (how_many(ReceivedPayment), how_many(Payment)) == (4, 3)
    states = payments.settlements(db.session.scalars(select(Invoice)).all())
    assert {one.state for one in states.values()} == {"paid"}
    assert list(verifying.problems()) == []


def test_killed_in_the_middle_of_a_file_nothing_of_it_stands(file, victim, clean_database):
    last = db.session.scalars(select(func.max(Invoice.id))).one()
    db.session.execute(text("SELECT 1 FROM invoices WHERE id = :id FOR UPDATE"), {"id": last})
    process = victim("committed")  # it writes its payments, and waits for the last invoice
    for _ in range(PATIENCE):
        if db.session.scalar(text(WAITS)):
            break
        db.session.execute(text("SELECT pg_sleep(0.1)"))
    else:
        pytest.fail("it never came to the last invoice")
    killed(process)
    db.session.rollback()
    file_row = db.session.get_one(BankFile, file, with_for_update=True)  # once its lock is let go
    assert file_row.is_waiting
    assert (how_many(ReceivedPayment), how_many(Payment)) == (0, 0)
    everything_stands_once(file)


@pytest.mark.parametrize("how", ["uncommitted", "committed"])
def test_killed_at_the_end_of_a_file_it_stands_whole_or_not_at_all(file, victim, how):
    process = victim(how)
    assert process.stdout.readline() == "done\n"
    killed(process)
    taken_in = not db.session.get_one(BankFile, file, with_for_update=True).is_waiting
    assert taken_in == (how == "committed")
    assert how_many(Payment) == (3 if taken_in else 0)
    everything_stands_once(file)
