"""Lending between cooperatives: one asks, the other offers somebody, and she says yes or no.

Who could be lent is never shown to the cooperative that asks: it learns first name and initial of
whom the other offers. The price between the two is the lender's own for that task and day.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from invoicing import Unit
from invoicing.money import MINUTES_PER_HOUR, THOUSANDTHS_PER_WHOLE
from marketplace import geography, text
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict
from marketplace.models.assignments import Assignment
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.models.invoices import Invoice, InvoiceKind
from marketplace.models.lending import Loan, LoanStatus
from marketplace.models.members import Member
from marketplace.models.messages import Channel
from marketplace.models.postings import Posting, Shift, ShiftStatus
from marketplace.models.proposals import PlacementRole
from marketplace.models.time_reports import TimeReport, TimeReportStatus
from marketplace.services import (
    asks,
    crews,
    customers,
    filling,
    free_drafts,
    messages,
    quotes,
    turns,
)
from marketplace.services.history import move, record

SETTLED = (TimeReportStatus.APPROVED, TimeReportStatus.INVOICED)


@dataclass(frozen=True, slots=True)
class Lender:
    """A cooperative that could be asked, and how near its nearest member lives."""

    cooperative: Cooperative
    kilometres: int
    asked: bool


def lenders(shift: Shift) -> Sequence[Lender]:
    """The other cooperatives of the region with anybody who travels that far, nearest first."""
    posting = shift.posting
    site = (posting.site.latitude, posting.site.longitude)
    people = db.session.scalars(
        select(Member)
        .join(Member.cooperative)
        .where(
            Cooperative.region_id == posting.cooperative.region_id,
            Cooperative.id != posting.cooperative_id,
            Member.erased_at.is_(None),
        )
        .options(joinedload(Member.cooperative))
    ).all()
    nearest: dict[Cooperative, float] = {}
    for member in people:
        away = geography.kilometres((member.latitude, member.longitude), site)
        if away <= member.reach_km:
            nearest[member.cooperative] = min(away, nearest.get(member.cooperative, away))
    standing = Loan.shift_id == shift.id, Loan.status != LoanStatus.WITHDRAWN
    asked = set(db.session.scalars(select(Loan.lender_id).where(*standing)))
    found = [Lender(one, round(km), one.id in asked) for one, km in nearest.items()]
    return sorted(found, key=lambda one: (one.kilometres, one.cooperative.name))


def ask(shift: Shift, lender: Cooperative, by: Actor, *, base_url: str) -> Loan:
    """Ask another cooperative to fill one seat. Raises Conflict where it is asked already, is not
    within reach, or no seat is empty."""
    turns.hold(shift.posting_id)
    if shift.id not in {one.id for one, _ in crews.of_posting(shift.posting).empty}:
        raise Conflict(N_("Det finns ingen tom plats på passet längre."))
    if lender.id not in {one.cooperative.id for one in lenders(shift) if not one.asked}:
        raise Conflict(N_("Det kooperativet är redan tillfrågat, eller för långt bort."))
    price = quotes.rate(lender, shift.posting.task, shift.day)
    loan = Loan(
        shift=shift, lender=lender, status=LoanStatus.ASKED, ore_per_hour=price, asked_at=now()
    )
    db.session.add(loan)
    record("loans.asked", loan, by)
    _tell(lender, loan, "loan_asked", base_url)
    return loan


def offer(loan: Loan, member: Member, by: Actor, *, base_url: str) -> None:
    """Offer a member of one's own, and ask her: nothing is booked before her own yes.

    Raises Conflict where the loan was answered already, its seat is taken, or the rules speak
    against her: between two cooperatives there is no reason that outweighs a rule.
    """
    turns.hold(loan.shift.posting_id)
    shift = loan.shift
    if not shift.posting.is_staffable or shift.starts_at <= now():
        raise Conflict(N_("Passet går inte att fylla längre."))
    if shift.id not in {one.id for one, _ in crews.of_posting(shift.posting).empty}:
        raise Conflict(N_("Det finns ingen tom plats på passet längre."))
    if filling.warnings_of(member, shift, loan.lender, by):
        raise Conflict(N_("Välj någon i listan."))
    placed = crews.put(shift, member, by, role=PlacementRole.WORK)
    db.session.flush()
    loan.proposal = placed
    move(loan, LoanStatus.OFFERED, by)
    asks.send(shift.posting, [placed], by, base_url=base_url)
    _tell(shift.posting.cooperative, loan, "loan_answered", base_url)


def refuse(loan: Loan, by: Actor, *, base_url: str) -> None:
    """Say that nobody can be lent; no reason is asked."""
    turns.hold(loan.shift.posting_id)
    move(loan, LoanStatus.REFUSED, by)
    _tell(loan.shift.posting.cooperative, loan, "loan_answered", base_url)


def take_back_refusal(loan: Loan, by: Actor) -> None:
    """Let the question stand again after a no that was a slip.

    Raises Conflict where the loan was not refused, the shift has begun, or the question has been
    put anew meanwhile.
    """
    turns.hold(loan.shift.posting_id)
    if loan.shift.starts_at <= now() or _stands(loan):
        raise Conflict(N_("Frågan går inte att ta upp igen."))
    move(loan, LoanStatus.ASKED, by)


def withdraw(loan: Loan, by: Actor) -> None:
    """Take a question back that nobody has answered. Raises Conflict where somebody has."""
    turns.hold(loan.shift.posting_id)
    move(loan, LoanStatus.WITHDRAWN, by)


def asked_of(cooperative_id: int) -> Sequence[Loan]:
    """What others ask of a cooperative and it has not answered, the soonest shift first."""
    return _loans(*_waiting(cooperative_id))


def of_posting(posting: Posting) -> Sequence[Loan]:
    """Every loan that was asked for a job."""
    return _loans(Shift.posting_id == posting.id)


def to_settle(cooperative_id: int) -> Sequence[tuple[Loan, int]]:
    """What a cooperative has lent and not billed: the loan with its attested minutes."""
    rows = db.session.execute(
        select(Loan, TimeReport)
        .join(Loan.shift)
        .join(Assignment, Assignment.proposal_id == Loan.proposal_id)
        .join(TimeReport, TimeReport.assignment_id == Assignment.id)
        .where(
            Loan.lender_id == cooperative_id,
            Loan.invoice_id.is_(None),
            TimeReport.status.in_(SETTLED),
        )
        .order_by(Shift.starts_at, Loan.id)
        .options(joinedload(Loan.shift).joinedload(Shift.posting).joinedload(Posting.cooperative))
    ).all()
    return [(loan, report.work_minutes) for loan, report in rows]


def draft_invoice(lender: Cooperative, borrower: Cooperative, by: Actor) -> Invoice:
    """A draft of everything lent to one cooperative and not billed yet, a line a shift.

    Raises Conflict where there is nothing to bill, as when it is pressed twice.
    """
    db.session.execute(
        select(Cooperative.id).where(Cooperative.id == lender.id).with_for_update(key_share=True)
    )
    lent = [
        (loan, minutes)
        for loan, minutes in to_settle(lender.id)
        if loan.shift.posting.cooperative_id == borrower.id
    ]
    if not lent:
        raise Conflict(N_("Det finns inget utlånat att fakturera."))
    draft = free_drafts.begin(
        lender.id, customers.as_customer(lender, borrower, by), InvoiceKind.INVOICE, by
    )
    for loan, minutes in lent:
        free_drafts.add_line(
            draft,
            description=_description(loan.shift),
            quantity_thousandths=minutes * THOUSANDTHS_PER_WHOLE // MINUTES_PER_HOUR,
            unit=Unit.HOUR,
            unit_price_ore=loan.ore_per_hour,
            goods="",
            supplied_on=loan.shift.day,
        )
        loan.invoice = draft
    return draft


def _description(shift: Shift) -> str:
    """Task, time and at whose place; never a name: who worked is not for the books."""
    posting = shift.posting
    task, hours = TASK_BY_CODE[posting.task].sv, text.span(shift.starts_at, shift.ends_at)
    return f"{task}, {shift.day.isoformat()} {hours}, {posting.company.name}"


def _stands(loan: Loan) -> bool:
    """Whether the same cooperative has the question about the same shift already."""
    return bool(
        db.session.scalar(
            select(Loan.id).where(
                Loan.shift_id == loan.shift_id,
                Loan.lender_id == loan.lender_id,
                Loan.status == LoanStatus.ASKED,
            )
        )
    )


def _tell(cooperative: Cooperative, loan: Loan, template: str, base_url: str) -> None:
    """Mail a cooperative about a loan: the job and the day, never a person."""
    if cooperative.email:
        shift = loan.shift
        messages.send(
            Channel.MAIL,
            cooperative.email,
            template,
            loan=loan,
            shift=shift,
            posting=shift.posting,
            url=f"{base_url}/cooperatives/loans/{loan.public_id}",
        )


def _loans(*conditions: ColumnElement[bool]) -> Sequence[Loan]:
    return db.session.scalars(
        select(Loan)
        .join(Loan.shift)
        .where(*conditions)
        .order_by(Shift.starts_at, Loan.id)
        .options(
            joinedload(Loan.lender),
            joinedload(Loan.proposal),
            joinedload(Loan.shift).joinedload(Shift.posting).joinedload(Posting.company),
            joinedload(Loan.shift).joinedload(Shift.posting).joinedload(Posting.site),
            joinedload(Loan.shift).joinedload(Shift.posting).joinedload(Posting.cooperative),
        )
    ).all()


def count_waiting(cooperative_id: int) -> int:
    """How many questions about lending wait, and lent shifts that could be billed."""
    query = select(func.count()).select_from(Loan).join(Loan.shift).where(*_waiting(cooperative_id))
    return (db.session.scalar(query) or 0) + len(to_settle(cooperative_id))


def _waiting(cooperative_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Loan.lender_id == cooperative_id,
        Loan.status == LoanStatus.ASKED,
        Shift.status != ShiftStatus.CANCELLED,
        Shift.starts_at > now(),
    )
