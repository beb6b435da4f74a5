"""What waits for a coach, most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.clock import now
from marketplace.database import db
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.disputes import InvoiceDispute
from marketplace.models.invoices import Invoice, InvoiceStatus
from marketplace.models.postings import Posting, PostingStatus, Shift
from marketplace.models.time_reports import TimeReport, TimeReportStatus
from marketplace.services import disputes
from marketplace.services.crews import Counts, counts_of


@dataclass(frozen=True, slots=True)
class Job:
    """A job with how far its crew has come."""

    posting: Posting
    counts: Counts

    @property
    def starts_at(self) -> datetime | None:
        """When its first shift begins."""
        shifts = self.posting.live_shifts
        return shifts[0].starts_at if shifts else None


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything that waits, by what is to be done."""

    to_review: Sequence[Job]
    """a crew is proposed and nobody has approved it"""
    unfilled: Sequence[Job]
    """seats stand empty and nobody is proposed for them"""
    waiting: Sequence[Job]
    """members have been asked and not all have answered"""
    to_report: Sequence[Job]
    """shifts are over and their hours not reported"""
    disputed: Sequence[Job]
    """the company says the hours are not right"""
    drafts: Sequence[Invoice]
    """invoices to issue"""
    objections: Sequence[InvoiceDispute]
    """customers wait for an answer about an invoice"""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not any(
            (
                self.to_review,
                self.unfilled,
                self.waiting,
                self.to_report,
                self.disputed,
                self.drafts,
                self.objections,
            )
        )


def of_cooperative(cooperative_id: int) -> Inbox:
    """What waits in one cooperative, the nearest deadline first; a fixed number of queries."""
    live = _jobs(cooperative_id, Posting.status.in_(OPEN))
    return Inbox(
        to_review=[job for job in live if job.counts.proposed],
        unfilled=[job for job in live if job.counts.empty and not job.counts.proposed],
        waiting=[job for job in live if job.counts.asked and not job.counts.proposed],
        to_report=_jobs(cooperative_id, _has_unreported()),
        disputed=_jobs(cooperative_id, _has_disputed()),
        drafts=db.session.scalars(
            select(Invoice)
            .where(Invoice.cooperative_id == cooperative_id, Invoice.status == InvoiceStatus.DRAFT)
            .order_by(Invoice.id)
            .options(joinedload(Invoice.company), selectinload(Invoice.lines))
        ).all(),
        objections=disputes.waiting(cooperative_id),
    )


OPEN = (PostingStatus.OPEN, PostingStatus.PARTLY_FILLED)


def _jobs(cooperative_id: int, condition: ColumnElement[bool]) -> Sequence[Job]:
    rows = db.session.scalars(
        select(Posting)
        .where(Posting.cooperative_id == cooperative_id, condition)
        .order_by(Posting.answer_by.asc().nulls_last(), Posting.id)
        .options(
            joinedload(Posting.company),
            joinedload(Posting.site),
            selectinload(Posting.shifts),
        )
    ).all()
    counts = counts_of(rows)
    return [Job(row, counts[row.id]) for row in rows]


def _has_unreported() -> ColumnElement[bool]:
    return exists().where(
        Shift.posting_id == Posting.id,
        Shift.ends_at <= now(),
        Assignment.shift_id == Shift.id,
        Assignment.status == AssignmentStatus.CONFIRMED,
    )


def _has_disputed() -> ColumnElement[bool]:
    return exists().where(
        Shift.posting_id == Posting.id,
        Assignment.shift_id == Shift.id,
        TimeReport.assignment_id == Assignment.id,
        TimeReport.status == TimeReportStatus.DISPUTED,
    )
