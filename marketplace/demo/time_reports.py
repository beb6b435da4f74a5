"""Reported hours as rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from marketplace.demo.book import Book
from marketplace.demo.jobs import OVER, Job, Progress, Seat, Stretch
from marketplace.demo.moments import Moments
from marketplace.demo.setting import Setting, weighted
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.proposals import PlacementRole
from marketplace.models.time_reports import TimeReport, TimeReportStatus

STATUS: Mapping[Progress, TimeReportStatus] = {
    Progress.RUNNING: TimeReportStatus.MEMBER_SIGNED,
    Progress.REPORTED: TimeReportStatus.MEMBER_SIGNED,
    Progress.DISPUTED: TimeReportStatus.DISPUTED,
    Progress.ATTESTED: TimeReportStatus.APPROVED,
    Progress.DRAFTED: TimeReportStatus.INVOICED,
    Progress.INVOICED: TimeReportStatus.INVOICED,
}
DISPUTES = (
    "Vi slutade en halvtimme tidigare den sista dagen.",
    "Vi hade 30 minuters rast som inte är med.",
    "En av dem kom först klockan nio.",
)
DIFFERENCES = ((0, 88), (-30, 2), (-15, 3), (15, 4), (30, 3))
"""Minutes by which people stayed longer, or went earlier, than planned."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Reported hours that stand on an invoice."""

    report: int
    starts_at: datetime
    ends_at: datetime
    minutes: int


def add_time_report(
    book: Book,
    setting: Setting,
    draw: Random,
    job: Job,
    moments: Moments,
    coach: Actor,
    stretch: Stretch,
    seat: Seat,
) -> Hours | None:
    """Report what somebody worked; the hours, if they are billed.

    Who leads on the cooperative's behalf is paid for it, and is in the price of the others.
    """
    status = _status(job, seat)
    reported = reported_at(setting, job, moments, stretch)
    confirmed = moments.confirmed_at
    if job.progress == Progress.RUNNING:
        confirmed = reported + timedelta(minutes=10)
    attested = status in (TimeReportStatus.APPROVED, TimeReportStatus.INVOICED)
    ends_at = stretch.end + timedelta(minutes=weighted(draw, DIFFERENCES))
    number = book.add(
        TimeReport,
        assignment_id=seat.number,
        kind=job.kind,
        starts_at=stretch.start,
        ends_at=ends_at,
        break_minutes=stretch.break_minutes,
        status=status,
        message=draw.choice(DISPUTES) if status == TimeReportStatus.DISPUTED else "",
        approved_at=confirmed if attested else None,
    )
    if moments.told:
        for at, verb, by, before in _steps(status, reported, confirmed, coach):
            book.event(at, f"time_reports.{verb}", TimeReport, number, by, **{"from": before})
    if status != TimeReportStatus.INVOICED:
        return None
    length = int((ends_at - stretch.start).total_seconds()) // 60
    return Hours(number, stretch.start, ends_at, length - stretch.break_minutes)


def _status(job: Job, seat: Seat) -> TimeReportStatus:
    if not job.is_billable:
        return TimeReportStatus.APPROVED
    status = STATUS[job.progress]
    leads = seat.role == PlacementRole.SUPERVISE
    billed = status == TimeReportStatus.INVOICED
    return TimeReportStatus.APPROVED if leads and billed else status


def reported_at(setting: Setting, job: Job, moments: Moments, stretch: Stretch) -> datetime:
    """When the coach wrote down the hours: after the job, or day by day while it runs."""
    if job.progress in OVER:
        return moments.reported_at
    return min(stretch.end + timedelta(hours=2), setting.moment - timedelta(minutes=30))


def _steps(
    status: TimeReportStatus, reported: datetime, confirmed: datetime, coach: Actor
) -> list[tuple[datetime, str, Actor, str]]:
    steps = [(reported, "member_signed", coach, "draft")]
    if status == TimeReportStatus.DISPUTED:
        steps.append((confirmed, "disputed", SYSTEM, "member_signed"))
    elif status != TimeReportStatus.MEMBER_SIGNED:
        steps.append((confirmed, "company_signed", SYSTEM, "member_signed"))
        steps.append((confirmed, "approved", SYSTEM, "company_signed"))
    return steps
