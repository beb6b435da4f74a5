"""Reported hours as a company reads them over all its jobs."""

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from marketplace.models.assignments import Assignment
from marketplace.models.companies import Site
from marketplace.models.postings import Posting, Shift
from marketplace.models.time_reports import TimeReport, TimeReportStatus
from marketplace.services import members
from marketplace.services.lists import Source

CONFIRMED = (
    TimeReportStatus.COMPANY_SIGNED,
    TimeReportStatus.APPROVED,
    TimeReportStatus.INVOICED,
)


def of_company(company_id: int) -> Source[TimeReport]:
    """All hours reported to a company, the newest first; what is not sent to it yet is not here."""
    return Source(
        query=select(TimeReport)
        .join(TimeReport.assignment)
        .join(Assignment.member)
        .join(Assignment.shift)
        .join(Shift.posting)
        .join(Posting.site)
        .where(Posting.company_id == company_id, TimeReport.status != TimeReportStatus.DRAFT)
        .options(
            contains_eager(TimeReport.assignment).contains_eager(Assignment.member),
            contains_eager(TimeReport.assignment)
            .contains_eager(Assignment.shift)
            .contains_eager(Shift.posting)
            .contains_eager(Posting.site),
        ),
        tie=TimeReport.id,
        orders={"day": TimeReport.starts_at, "site": Site.name},
        texts=(members.name_to_search(), Site.name),
        filters={
            "state": {
                "waiting": TimeReport.status == TimeReportStatus.MEMBER_SIGNED,
                "disputed": TimeReport.status == TimeReportStatus.DISPUTED,
                "confirmed": TimeReport.status.in_(CONFIRMED),
            }
        },
        downwards=True,
    )
