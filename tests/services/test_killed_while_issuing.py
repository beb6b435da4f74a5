"""kill -9 between number and print: one number, one document, one PDF, whenever it strikes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from marketplace.database import db
from marketplace.models.invoices import Invoice, InvoiceFile, InvoiceSeries
from marketplace.services import invoices, verifying
from tests.make_money import ADMIN
from tests.make_work import make_invoice
from tests.waiting_jobs import do_waiting_jobs

VICTIM = """
import sys
from wsgi import app
from marketplace.database import db
from marketplace.models.history import SYSTEM
from marketplace.models.invoices import Invoice
from marketplace.services import invoices

with app.app_context():
    invoice = db.session.get_one(Invoice, int(sys.argv[1]))
    invoices.issue(invoice, SYSTEM)
    if sys.argv[2] != "numbered":
        db.session.commit()
        invoices.render(invoice)
    print("there", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def draft(clean_database) -> int:
    """A committed draft."""
    with clean_database.app.app_context():
        made = make_invoice().id
        db.session.commit()
    return made


def killed_when(moment: str, draft: int, environment: dict[str, str]) -> None:
    """A process of its own issues the draft, and dies at the moment, with nothing to say."""
    with subprocess.Popen(
        [sys.executable, "-c", VICTIM, str(draft), moment],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as victim:
        assert victim.stdout is not None
        assert victim.stdout.readline() == "there\n"
        victim.send_signal(signal.SIGKILL)
        assert victim.wait() == -signal.SIGKILL


def test_killed_between_number_and_commit_the_number_is_given_to_the_next(clean_database, draft):
    killed_when("numbered", draft, clean_database.environment)
    with clean_database.app.app_context():
        invoice = db.session.get_one(Invoice, draft)
        assert not invoice.is_issued
        assert db.session.scalars(select(InvoiceSeries)).all() == []
        invoices.issue(invoice, ADMIN)
        db.session.commit()
        assert invoice.number == 1
        assert list(verifying.problems()) == []


def test_killed_while_printing_the_job_prints_it_and_nothing_is_doubled(clean_database, draft):
    killed_when("printed", draft, clean_database.environment)
    with clean_database.app.app_context():
        invoice = db.session.get_one(Invoice, draft)
        assert invoice.label.endswith("-00001")
        assert db.session.scalar(select(func.count()).select_from(InvoiceFile)) == 0
        assert "invoices.render" in do_waiting_jobs(clean_database.app)
        invoices.render(db.session.get_one(Invoice, draft))  # a worker may die after its work too
        db.session.commit()
        kinds = db.session.scalars(select(InvoiceFile.media_type)).all()
        assert sorted(kinds) == ["application/pdf", "application/xml"]
        assert db.session.scalars(select(InvoiceSeries.last_number)).all() == [1]
        assert list(verifying.problems()) == []
