"""What a new form starts from: the job that is repeated, or how the last one was."""

from datetime import date, timedelta
from typing import Any

from marketplace.clock import local, today
from marketplace.models.companies import Company
from marketplace.models.postings import Posting, PostingKind
from marketplace.services import postings
from marketplace.web.companies import leading, own
from marketplace.web.companies.day_choice import same_weekdays

FIRST = {
    "starts": 7 * 60,
    "ends": 16 * 60,
    "break_minutes": 30,
    "leads": leading.COMPANY,
    "buys": leading.COMPANY,
    "tools": leading.COMPANY,
}
WORKING_WEEK = ["0", "1", "2", "3", "4"]


def posting_values(
    company: Company, repeated: str | None, week: str | None = None
) -> dict[str, Any]:
    """Everything of a repeated job, on the same weekdays to come; else the usual hours and place.

    Raises NotFound for a job that is not the company's own.
    """
    if repeated:
        posting = own.posting(repeated)
        return FIRST | _hours_and_place(posting) | _the_rest(posting) | _in_week(posting, week)
    latest = postings.latest_of(company)
    return FIRST | (_hours_and_place(latest) if latest else _first_place())


def internship_values() -> dict[str, Any]:
    """Ordinary hours on ordinary days, for one person."""
    hours = {"starts": 8 * 60, "ends": 15 * 60, "break_minutes": 30, "heads": 1}
    return hours | {"weekdays": WORKING_WEEK} | _first_place()


def _first_place() -> dict[str, Any]:
    sites = own.sites()
    return {"site": sites[0].public_id} if sites else {}


def _hours_and_place(posting: Posting) -> dict[str, Any]:
    shift = posting.shifts[0]
    start, end = local(shift.starts_at), local(shift.ends_at)
    return {
        "site": posting.site.public_id,
        "starts": start.hour * 60 + start.minute,
        "ends": end.hour * 60 + end.minute,
        "overnight": end.date() > start.date() and (end.hour, end.minute) != (0, 0),
        "break_minutes": shift.break_minutes,
        "supervisor_name": posting.supervisor_name,
        "leads": leading.COOPERATIVE if _is_service(posting) else leading.COMPANY,
        "buys": leading.COOPERATIVE if _is_service(posting) else leading.COMPANY,
    }


def _the_rest(posting: Posting) -> dict[str, Any]:
    return {
        "task": posting.task,
        "days": same_weekdays(shift.day for shift in posting.shifts),
        "heads": posting.shifts[0].heads,
        "details": posting.details,
        "certificates": [row.skill for row in posting.skills if not row.merit],
    }


def _in_week(posting: Posting, week: str | None) -> dict[str, Any]:
    """The same weekdays in the week of that Monday; nothing where no such week is to come."""
    try:
        monday = date.fromisoformat(week or "")
    except ValueError:
        return {}
    weekdays = sorted({shift.day.weekday() for shift in posting.shifts})
    days = [monday + timedelta(days=weekday) for weekday in weekdays]
    return {"days": [day.isoformat() for day in days if day > today()]}


def _is_service(posting: Posting) -> bool:
    return posting.kind == PostingKind.SERVICE
