"""Building the demo in a real database: what stands there, and where none is built."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from invoicing.settle import Verdict
from marketplace import demo
from marketplace.catalogue.purposes import Purpose
from marketplace.database import Base, db
from marketplace.demo import ground
from marketplace.models.bank_files import BankPaymentStatus
from marketplace.models.companies import Company
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import SYSTEM
from marketplace.models.installation import Installation
from marketplace.models.invoices import Invoice, InvoiceStatus
from marketplace.models.lending import Loan, LoanStatus
from marketplace.models.members import Member
from marketplace.models.messages import Message
from marketplace.models.postings import Posting, PostingStatus, Shift
from marketplace.models.proposals import Proposal, ProposalStatus
from marketplace.services import (
    bank_files,
    books,
    crews,
    disputes,
    figures,
    filling,
    inbox,
    invoice_lists,
    lists,
    open_debts,
    payroll,
    periods,
    problems,
    received,
    replacements,
    series,
    shop,
    sie_files,
    vat_treatments,
    verifying,
)
from marketplace.services.invoice_lists import Show
from marketplace.services.invoices import frozen
from marketplace.services.lists import Wish
from marketplace.services.sealed_room import entered
from tests.demo.conftest import DAY, SEED
from tests.make import make_company
from tests.make_needs import APART

COUNTS = {"municipalities": 5, "cooperatives": 4}
QUEUED = "SELECT task_name, count(*) FROM procrastinate_jobs GROUP BY task_name"


def cooperatives():
    return db.session.scalars(select(Cooperative).order_by(Cooperative.id)).all()


def test_the_report_counts_what_the_mission_promises(built):
    told = built.report.to_json()
    assert {name: told[name] for name in COUNTS} == COUNTS
    assert told["companies"] >= 50
    assert (told["members"]["active"], told["members"]["former"]) == (80, 240)
    assert told["today"] == DAY.isoformat()
    assert json.loads(json.dumps(told)) == told


def test_the_bank_has_told_each_cooperative_of_all_that_files_can_hold(inside):
    for cooperative in cooperatives():
        waits = Wish(chosen={"status": BankPaymentStatus.WAITING})
        waiting, taken_in = lists.every(bank_files.source(cooperative.id), Wish())
        assert waiting.is_waiting
        assert len(bank_files.preview(waiting).settled) >= 1
        assert taken_in.settled_count >= 3
        found = lists.every(received.source(cooperative.id, newest_first=False), waits)
        judged = open_debts.judged(cooperative.id, found)
        verdicts = {decision.verdict for decision, _ in judged.values()}
        assert {Verdict.ALREADY_PAID, Verdict.PARTIAL, Verdict.UNKNOWN} <= verdicts


def test_the_first_match_fills_much_but_not_all_and_proves_it(built):
    match = built.report.figures["first_match"]
    assert 100 <= match["seats_asked"] <= 220
    assert 0.4 < match["seats_filled"] / match["seats_asked"] < 0.95
    assert match["covered_minutes"] <= match["coverage_bound_minutes"]
    assert match["gap"] < 0.05
    assert {run["status"] for run in match["regions"].values()} <= {"solved", "stopped"}


def test_the_year_before_was_billed_and_mostly_paid(built):
    money = built.report.figures["invoices"]
    assert money["issued"] > 400
    asked = money["payable_ore"] + money["charged_ore"] - money["lost_ore"]
    assert asked == money["paid_ore"] + money["open_ore"]
    assert 0 < money["overdue_ore"] < money["net_ore"] // 10
    assert min(money["overdue"], money["partly"], money["draft"]) >= 3


def test_a_coach_finds_something_of_every_sort_to_do(inside):
    found = [inbox.of_cooperative(one.id) for one in cooperatives()]
    assert all(one.to_report and one.disputed and one.drafts for one in found)
    assert all(one.to_review and one.waiting for one in found)
    assert any(one.unfilled for one in found)


def test_a_coach_of_each_cooperative_can_swap_somebody_for_another(inside):
    for one in cooperatives():
        waiting = db.session.scalars(
            select(Proposal)
            .join(Proposal.shift)
            .join(Shift.posting)
            .where(Posting.cooperative_id == one.id, Proposal.status == ProposalStatus.CREATED)
        ).all()
        assert any(replacements.ways(row, SYSTEM).direct for row in waiting), one.name


def test_somebody_can_be_lent_by_a_cooperative_that_has_not_answered(inside):
    asked = db.session.scalars(select(Loan).where(Loan.status == LoanStatus.ASKED)).all()
    ways = [one for loan in asked for one in filling.picks(loan.shift, SYSTEM, loan.lender)]
    assert any(not one.warnings for one in ways)


def test_some_crews_are_booked_some_asked_and_some_wait_for_approval(inside):
    statuses = {
        (row.status, counts.proposed > 0, counts.asked > 0, counts.yes > 0)
        for row in db.session.scalars(select(Posting))
        if row.is_staffable and (counts := crews.counts(row))
    }
    assert (PostingStatus.OPEN, True, False, False) in statuses
    assert (PostingStatus.OPEN, False, True, False) in statuses
    assert (PostingStatus.PARTLY_FILLED, False, True, True) in statuses
    assert (PostingStatus.FILLED, False, False, True) in statuses


def test_every_cooperative_has_earned_and_its_members_mostly_said_yes(inside):
    for one in figures.cooperatives():
        assert one.participants == 20
        assert one.net_ore > 0
        assert 0.7 < one.yes_rate < 1
        assert 0.4 < one.fill_rate < 1
        earned = [month.net_ore for month in figures.revenue(one.cooperative.id).months]
        assert sum(net_ore > 0 for net_ore in earned) >= 11


def test_the_needs_of_members_are_sealed_and_reach_the_matching(inside):
    problem = problems.build(cooperatives()[0].region_id)
    assert any(member.needs for member in problem.members)
    assert any(member.abilities for member in problem.members)
    everyone = db.session.scalars(select(Member.id)).all()
    with entered(everyone, Purpose.UPKEEP):
        sealed = db.session.scalars(text("SELECT sealed FROM member_needs")).all()
    assert len(sealed) == 80
    assert not any(b"conditions" in bytes(content) for content in sealed)


def test_nothing_waits_in_the_queue_but_messages_printing_and_second_thoughts(inside):
    queued = {row[0] for row in db.session.execute(text(QUEUED))}
    thoughts = {"match_runs.smallest_changes", "trials.solve"}
    assert queued == {"messages.deliver", "invoices.render", *thoughts}
    waiting = db.session.scalars(select(Message)).all()
    assert {one.status.value for one in waiting} == {"waiting"}
    to_members = [one for one in waiting if one.member_id is not None]
    assert to_members
    assert all("/members/asks/" in one.body for one in to_members)


def test_the_pages_of_money_have_something_of_everything_and_the_books_hold(inside):
    last_month = periods.month_of(DAY.replace(day=1) - DAY.resolution)
    paid: list[payroll.PayRow] = []
    for cooperative in cooperatives():
        shown = lists.counts(invoice_lists.issued(cooperative.id), Wish(), "show")
        assert all(count for show, count in shown.items() if show != Show.OVERDUE), shown
        assert invoice_lists.drafts(cooperative.id)
        assert disputes.waiting(cooperative.id)
        assert vat_treatments.waiting(cooperative.id)
        assert lists.every(shop.source(cooperative.id), Wish())
        assert books.owed(cooperative.id)[1] > 0
        paid += payroll.rows(cooperative.id, last_month)
        assert sie_files.annual_account(cooperative.id, DAY.year - 1)
    assert all(row.own_ore for row in paid)
    assert any(row.wants_word for row in paid)
    assert any(row.signed_by for row in paid)
    assert list(verifying.problems()) == []
    assert all(state.is_whole for state in series.states())


def test_an_invoice_of_history_reads_back_as_the_document_it_is(inside):
    issued = select(Invoice).where(Invoice.status == InvoiceStatus.ISSUED).order_by(Invoice.id)
    for invoice in db.session.scalars(issued.limit(20)):
        document = frozen(invoice)
        assert document.number_text == invoice.label
        assert document.ocr == invoice.ocr
        assert document.totals.payable_ore == invoice.payable_ore
        assert [line.net_ore for line in document.lines] == [one.net_ore for one in invoice.lines]


def test_new_rows_follow_after_those_of_the_demo(inside):
    last = db.session.scalar(select(Company.id).order_by(Company.id.desc()).limit(1))
    assert make_company().id == last + 1
    db.session.rollback()


def test_a_migrated_empty_database_holds_no_rows_that_emptying_would_lose(session):
    apart = {one.__tablename__ for one in APART}  # rows of members, of whom there are none
    for table in Base.metadata.sorted_tables:
        if table.name not in apart:
            assert session.execute(table.select().limit(1)).first() is None, table.name


def test_it_is_not_built_on_data_of_its_own(clean_database):
    app = clean_database.app
    with app.app_context():
        make_company("Riktiga Firman AB")
        db.session.commit()
        with pytest.raises(demo.Refused, match="not a demo"):
            demo.rebuild(clean_database.settings, SEED, DAY)
        assert db.session.scalars(select(Company.name)).all() == ["Riktiga Firman AB"]
        assert db.session.scalars(select(Installation)).all() == []


def test_it_is_not_built_in_production(clean_database):
    settings = replace(clean_database.settings, production=True)
    with clean_database.app.app_context():
        with pytest.raises(demo.Refused, match="production"):
            demo.rebuild(settings, SEED, DAY)
        assert db.session.scalars(select(Company)).all() == []


def test_the_command_says_no_with_exit_code_two(clean_database):
    with clean_database.app.app_context():
        make_company()
        db.session.commit()
    result = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "demo", "--seed", "7"],
        env={**os.environ, **clean_database.environment},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert "not a demo" in result.stderr
    assert "Traceback" not in result.stderr


def test_it_gives_up_when_somebody_else_holds_the_tables(built, monkeypatch):
    monkeypatch.setattr(ground, "PATIENCE", "200ms")
    engine = built.database.owner_engine()
    with engine.connect() as other, built.database.app.app_context():
        other.execute(text("SELECT * FROM members LIMIT 1"))
        with pytest.raises(demo.Refused, match="Somebody else holds"):
            demo.rebuild(built.database.settings, SEED + 1, DAY)
        assert db.session.scalars(select(Installation.demo_seed)).one() == SEED
