"""A job from match to money, through the services and the real queue."""

from datetime import timedelta

from sqlalchemy import select

from marketplace import clock
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.history import Actor
from marketplace.models.invoices import Invoice
from marketplace.models.messages import Message
from marketplace.models.payments import PaymentMethod
from marketplace.models.postings import PostingStatus, ShiftStatus
from marketplace.models.proposals import Ask, Proposal, ProposalStatus
from marketplace.services import (
    asks,
    crews,
    figures,
    invoices,
    match_runs,
    payments,
    time_reports,
)
from tests.make import make_cooperative, make_member, make_posting, make_site

COACH = Actor("coach", "Kim Coach")
OWNER = Actor("company", "Olle Owner")


def member_actor(proposal):
    return Actor("member", proposal.member.name, member_id=proposal.member_id)


def proposed_job(run_jobs, people=3, heads=2):
    site = make_site()
    cooperative = make_cooperative(site.municipality)
    members = [make_member(cooperative) for _ in range(people)]
    posting = make_posting(site, cooperative, heads=heads)
    match_runs.request(cooperative.region_id, OWNER)
    run_jobs()
    return posting, members


def answer_all(posting, run_jobs, yes=True):
    for ask in list(asked(posting)):
        rows = asks.open_of(ask)
        asks.answer(ask, rows if yes else [], Actor("member", "Medlem", member_id=ask.member_id))
    run_jobs()


def asked(posting):
    from marketplace.database import db

    return db.session.scalars(select(Ask).where(Ask.posting_id == posting.id)).all()


def test_a_job_travels_from_match_to_paid_invoice(session, run_jobs, frozen):
    start = frozen(clock.now())
    posting, _ = proposed_job(run_jobs)
    run = match_runs.latest_for(posting)
    assert (run.status, run.seats_asked, run.seats_filled, run.gap) == ("solved", 2, 2, 0)
    assert crews.counts(posting).proposed == 2

    assert crews.approve(posting, COACH, base_url="http://site") == 2
    assert crews.approve(posting, COACH, base_url="http://site") == 0
    run_jobs()
    assert session.scalars(select(Message.status)).all() == ["kept", "kept"]

    answer_all(posting, run_jobs)
    assert posting.status == PostingStatus.FILLED
    assert len(crews.faces(posting)[0][1]) == 2

    frozen(start + timedelta(days=8))
    rows = time_reports.to_report(posting)
    worked = {row: time_reports.as_planned(row) for row in rows}
    assert time_reports.report(posting, worked, COACH) == 2
    assert posting.status == PostingStatus.DONE
    assert time_reports.confirm(posting, OWNER) == 2
    assert time_reports.confirm(posting, OWNER) == 0
    run_jobs()

    invoice = session.scalars(select(Invoice)).one()
    invoices.issue(invoice, COACH)
    run_jobs()
    assert invoice.label.endswith("-00001")
    assert invoice.net_ore == 2 * 450 * 32_000 // 60
    assert invoices.pdf(invoice).startswith(b"%PDF")
    paid = {
        "amount_ore": invoice.payable_ore,
        "received_on": clock.today(),
        "method": PaymentMethod.BANKGIRO,
        "key": "bank-1",
        "by": COACH,
    }
    assert payments.pay(invoice, **paid)
    assert not payments.pay(invoice, **paid)
    assert payments.settlement(invoice).state == "paid"
    assert figures.revenue(posting.cooperative_id).net_ore == invoice.net_ore
    [state] = figures.cooperatives()
    assert (state.net_ore, state.said_yes) == (invoice.net_ore, 2)


def test_a_no_frees_the_seat_and_proposes_somebody_else(session, run_jobs):
    posting, members = proposed_job(run_jobs, people=3, heads=2)
    crews.approve(posting, COACH, base_url="http://site")
    first, second = asked(posting)
    asks.answer(first, [], Actor("member", "x", member_id=first.member_id))
    run_jobs()
    counts = crews.counts(posting)
    assert (counts.asked, counts.proposed) == (1, 1)
    third = {member.id for member in members} - {first.member_id, second.member_id}
    created = session.scalars(
        select(Proposal.member_id).where(Proposal.status == ProposalStatus.CREATED)
    ).all()
    assert set(created) == third


def test_a_yes_can_become_a_no_until_the_shift_starts(session, run_jobs):
    posting, _ = proposed_job(run_jobs, people=2, heads=2)
    crews.approve(posting, COACH, base_url="http://site")
    answer_all(posting, run_jobs)
    ask = asked(posting)[0]
    asks.answer(ask, [], Actor("member", "x", member_id=ask.member_id))
    run_jobs()
    assert posting.status == PostingStatus.PARTLY_FILLED
    assert posting.shifts[0].status == ShiftStatus.PLANNED
    statuses = session.scalars(select(Assignment.status).order_by(Assignment.status)).all()
    assert statuses == [AssignmentStatus.CANCELLED_BY_MEMBER, AssignmentStatus.CONFIRMED]
