"""Real rows for tests, from the solver's proposal to the paid invoice. See tests/make.py."""

import hashlib
from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from marketplace import clock
from marketplace.database import db
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.cooperatives import Cooperative, Region
from marketplace.models.history import SYSTEM
from marketplace.models.internal_shifts import InternalPlace, InternalSeat, InternalShift
from marketplace.models.invoices import Invoice, InvoiceFile, InvoiceLine, InvoiceStatus, Stream
from marketplace.models.lending import Loan, LoanStatus
from marketplace.models.match_runs import MatchRun, MatchRunStatus
from marketplace.models.members import Employment, Member
from marketplace.models.messages import Channel, Message, MessageStatus
from marketplace.models.payments import Payment, PaymentMethod
from marketplace.models.postings import Posting, PostingKind, Shift
from marketplace.models.proposals import Ask, PlacementRole, Proposal, ProposalStatus
from marketplace.models.time_reports import TimeReport, TimeReportStatus
from marketplace.services import invoices
from marketplace.services.sessions import digest
from tests.make import (
    ORE_PER_HOUR,
    kept,
    make_cooperative,
    make_member,
    make_posting,
    make_region,
    workday,
)

_number = count(1)


def make_match_run(
    region: Region | None = None, status: MatchRunStatus = MatchRunStatus.SOLVED, **columns: Any
) -> MatchRun:
    """A solve of a region."""
    defaults = {"region": region or make_region(), "status": status, "queued_at": clock.now()}
    return kept(MatchRun(**{**defaults, **columns}))


def make_proposal(
    shift: Shift | None = None,
    member: Member | None = None,
    status: ProposalStatus = ProposalStatus.CREATED,
    **columns: Any,
) -> Proposal:
    """A member of the posting's cooperative, proposed to work on its shift."""
    shift = shift or make_posting().shifts[0]
    defaults = {
        "shift": shift,
        "member": member or make_member(shift.posting.cooperative),
        "role": PlacementRole.WORK,
        "status": status,
        "created_at": clock.now(),
    }
    return kept(Proposal(**{**defaults, **columns}))


def make_ask(*proposals: Proposal, token: str | None = None, **columns: Any) -> Ask:
    """The question, sent, about proposals of one member on one posting; opened by `token`."""
    proposals = proposals or (make_proposal(),)
    defaults = {
        "posting": proposals[0].shift.posting,
        "member": proposals[0].member,
        "token_hash": digest(token or f"token-{next(_number)}"),
        "sent_at": clock.now(),
        "answer_by": clock.now() + timedelta(days=1),
    }
    ask = kept(Ask(**{**defaults, **columns}))
    for proposal in proposals:
        proposal.ask = ask
        if proposal.status == ProposalStatus.CREATED:
            proposal.status = ProposalStatus.SENT
    db.session.flush()
    return ask


def make_internal_seat(member: Member, *, day: int = 1, heads: int = 4) -> InternalSeat:
    """A place in the cooperative's kitchen, so many days from now, 09 to 13."""
    start, end = workday(day, 9, 13)
    when = {"place": InternalPlace.KITCHEN, "task": "wash_dishes", "starts_at": start}
    known = db.session.scalars(
        select(InternalShift).filter_by(cooperative_id=member.cooperative_id, **when)
    ).one_or_none()
    shift = known or kept(
        InternalShift(cooperative=member.cooperative, ends_at=end, heads=heads, **when)
    )
    return kept(InternalSeat(shift=shift, member=member))


def make_assignment(
    shift: Shift | None = None,
    member: Member | None = None,
    status: AssignmentStatus = AssignmentStatus.CONFIRMED,
    **columns: Any,
) -> Assignment:
    """A member booked on a shift, under the employment she has that day."""
    shift = shift or make_posting().shifts[0]
    member = member or make_member(shift.posting.cooperative)
    defaults = {
        "shift": shift,
        "member": member,
        "employment": _employment_on(member, shift),
        "kind": shift.kind,
        "role": PlacementRole.WORK,
        "during": Range(shift.starts_at, shift.ends_at),
        "status": status,
        "confirmed_at": clock.now(),
    }
    return kept(Assignment(**{**defaults, **columns}))


def make_loan(shift: Shift, lender: Cooperative, **columns: Any) -> Loan:
    """A question to another cooperative whether it can fill a seat."""
    defaults = {"status": LoanStatus.ASKED, "ore_per_hour": ORE_PER_HOUR, "asked_at": clock.now()}
    return kept(Loan(shift=shift, lender=lender, **{**defaults, **columns}))


def make_time_report(
    assignment: Assignment | None = None,
    status: TimeReportStatus = TimeReportStatus.DRAFT,
    **columns: Any,
) -> TimeReport:
    """The hours of a booking, as they were planned."""
    assignment = assignment or make_assignment(status=AssignmentStatus.WORKED)
    defaults = {
        "assignment": assignment,
        "kind": assignment.kind,
        "starts_at": assignment.shift.starts_at,
        "ends_at": assignment.shift.ends_at,
        "break_minutes": assignment.shift.break_minutes,
        "status": status,
    }
    return kept(TimeReport(**{**defaults, **columns}))


def make_invoice(
    posting: Posting | None = None,
    reports: tuple[TimeReport, ...] = (),
    *,
    issued: bool = False,
    **columns: Any,
) -> Invoice:
    """A draft with a line for each report, or one of eight hours.

    `issued` gives it its number and freezes it, as a coach would; its printing waits as a job.
    """
    posting = posting or make_posting()
    defaults = {
        "cooperative": posting.cooperative,
        "company": posting.company,
        "posting": posting,
        "status": InvoiceStatus.DRAFT,
        "created_at": clock.now(),
    }
    invoice = kept(Invoice(**{**defaults, **columns}))
    for position, report in enumerate(reports or (None,), start=1):
        make_line(invoice, report, position=position)
    if issued:
        db.session.refresh(invoice)
        invoices.issue(invoice, SYSTEM)
        db.session.flush()
    return invoice


def make_line(
    invoice: Invoice, report: TimeReport | None = None, *, minutes: int = 480, **columns: Any
) -> InvoiceLine:
    """A line of hours on the market; of a report, or of `minutes` without one."""
    minutes = report.work_minutes if report else minutes
    defaults = {
        "invoice": invoice,
        "position": 1,
        "description": "Packning",
        "quantity_minutes": minutes,
        "ore_per_hour": ORE_PER_HOUR,
        "net_ore": minutes * ORE_PER_HOUR // 60,
        "stream": Stream.MARKET,
        "buyer_sector": invoice.company.buyer_sector,
        "time_report": report,
        "kind": report.kind if report else None,
    }
    return kept(InvoiceLine(**{**defaults, **columns}))


def make_invoice_file(invoice: Invoice, content: bytes = b"%PDF-1.7\n") -> InvoiceFile:
    """What stands for a printed invoice where printing takes too long."""
    return kept(
        InvoiceFile(
            invoice_id=invoice.id,
            media_type=invoices.PDF,
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            created_at=clock.now(),
        )
    )


def make_payment(invoice: Invoice | None = None, **columns: Any) -> Payment:
    """A payment in full by bankgiro, today."""
    invoice = invoice or make_invoice(issued=True)
    defaults = {
        "invoice": invoice,
        "amount_ore": invoice.payable_ore,
        "received_on": clock.today(),
        "method": PaymentMethod.BANKGIRO,
        "idempotency_key": f"payment-{next(_number)}",
        "recorded_at": clock.now(),
    }
    return kept(Payment(**{**defaults, **columns}))


def make_message(member: Member | None = None, **columns: Any) -> Message:
    """A text message that waits in the outbox."""
    defaults = {
        "channel": Channel.SMS,
        "recipient": "070-174 06 00",
        "body": "Hej!\n",
        "status": MessageStatus.WAITING,
        "member_id": member.id if member else None,
        "created_at": clock.now(),
    }
    return kept(Message(**{**defaults, **columns}))


def make_internship(cooperative: Cooperative | None = None, **columns: Any) -> Posting:
    """An internship for one, which has no price and never an invoice."""
    defaults = {"kind": PostingKind.INTERNSHIP, "heads": 1}
    return make_posting(cooperative=cooperative or make_cooperative(), **{**defaults, **columns})


def _employment_on(member: Member, shift: Shift) -> Employment | None:
    if shift.kind == PostingKind.INTERNSHIP:
        return None
    return db.session.scalar(
        select(Employment).where(
            Employment.member_id == member.id, Employment.during.contains(shift.day)
        )
    )
