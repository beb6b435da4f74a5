"""The commands of the books, as an operator types them."""

import json
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from sqlalchemy import text

from invoicing.peppol import validate
from invoicing.sie import check_sie
from marketplace.database import db
from marketplace.services import credits
from tests.make_money import ADMIN, make_issued
from tests.make_work import make_invoice
from tests.services.test_sie_files import YEAR, annual


@pytest.fixture
def run(app, session, frozen):
    """Type a command; gives exit code and output."""
    frozen(datetime(2026, 12, 2, 12, tzinfo=UTC))

    def typed(*words):
        db.session.commit()
        result = app.test_cli_runner().invoke(args=[str(word) for word in words])
        db.session.expire_all()
        return result.exit_code, result.output

    return typed


def test_cooperatives_are_listed_for_programs_and_for_people(run):
    cooperative = make_issued().cooperative
    code, output = run("cooperatives", "--json")
    assert code == 0
    assert json.loads(output) == [
        {
            "slug": cooperative.slug,
            "name": cooperative.name,
            "organisation_number": cooperative.organisation_number,
        }
    ]
    assert cooperative.slug in run("cooperatives")[1]


def test_books_that_hold_are_said_to_and_those_that_do_not_end_with_1(run, session):
    make_issued()
    assert run("ledger", "verify") == (0, "1 documents and 1 vouchers read, 0 problems.\n")
    session.execute(text("UPDATE chains SET length = length + 1"))
    code, output = run("ledger", "verify")
    assert code == 1
    assert "slutar inte där den ska" in output


def test_catching_up_is_done_once(run):
    make_invoice(issued=True)
    assert run("ledger", "catch-up") == (0, "0 seals and vouchers added.\n")


def test_a_year_is_exported_as_sie(run, tmp_path):
    invoice = make_issued()
    out = tmp_path / "year.se"
    slug = invoice.cooperative.slug
    code, output = run("sie", "export", "--cooperative", slug, "--period", "2026", "--out", out)
    assert code == 0, output
    assert check_sie(out.read_bytes()) == []
    assert "1 vouchers" in output
    assert "Preliminary: 2026-12" in output


@pytest.mark.parametrize(
    ("cooperative", "period", "words"),
    [("nobody", "2026", "there is no cooperative"), ("{own}", "2026-14", "2026-11")],
)
def test_a_mistyped_export_says_so_and_writes_nothing(run, tmp_path, cooperative, period, words):
    name = cooperative.replace("{own}", make_issued().cooperative.slug)
    out = tmp_path / "x.se"
    code, output = run("sie", "export", "--cooperative", name, "--period", period, "--out", out)
    assert code != 0
    assert words in output
    assert not out.exists()


def test_a_file_that_cannot_be_written_closes_nothing(run, tmp_path):
    cooperative = make_issued().cooperative
    out = tmp_path / "missing" / "x.se"
    options = ("--cooperative", cooperative.slug, "--period", "2026-11")
    assert run("sie", "export", *options, "--out", out)[0] != 0
    db.session.rollback()
    code, output = run("sie", "export", *options, "--out", tmp_path / "x.se")
    assert "Closed: 2026-11" in output, code


def test_the_accountants_year_is_imported(run, tmp_path):
    cooperative = make_issued().cooperative
    file = tmp_path / "4e.se"
    file.write_bytes(annual(cooperative.organisation_number, *YEAR))
    code, output = run("sie", "import", "--cooperative", cooperative.slug, file)
    assert code == 0
    assert "surplus 100\u00a0050,00\u00a0kr" in output
    assert run("sie", "import", "--cooperative", cooperative.slug, file)[0] == 1


def test_every_issued_document_is_written_as_an_e_invoice_that_holds(run, tmp_path):
    first, other = make_issued(), make_issued()
    credits.credit(first, reason="Fel", by=ADMIN)
    code, output = run("invoices", "export", "--out", tmp_path / "all")
    assert (code, output.splitlines()[0]) == (0, f"3 files written to {tmp_path / 'all'}.")
    files = sorted((tmp_path / "all").iterdir())
    assert all(validate(path.read_bytes()) == [] for path in files)
    roots = [ElementTree.fromstring(path.read_bytes()).tag.rpartition("}")[2] for path in files]
    assert sorted(roots) == ["CreditNote", "Invoice", "Invoice"]
    slug = other.cooperative.slug
    run("invoices", "export", "--out", tmp_path / "one", "--cooperative", slug, "--year", 2026)
    assert [path.name for path in (tmp_path / "one").iterdir()] == [f"{slug}-{other.label}.xml"]
    run("invoices", "export", "--out", tmp_path / "none", "--year", 2020)
    assert list((tmp_path / "none").iterdir()) == []
