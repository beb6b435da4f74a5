"""How far a job has come, in the few steps that a company follows.

What is told here is only ever a number of people who said yes, and that a crew is being looked
for. Who was proposed, who said no and why nobody was found stay with the cooperative.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from marketplace.clock import now
from marketplace.models.invoices import Invoice
from marketplace.models.postings import Posting, PostingStatus, Shift, ShiftStatus
from marketplace.models.time_reports import TimeReport, TimeReportStatus
from marketplace.services import crews, match_runs, missing, postings, price_floors, time_reports
from marketplace.services.crews import Counts
from marketplace.web.listing import answered
from marketplace.web.states import State, state_of
from marketplace.web.text import short_day

SECONDS_WHILE_SOLVING = 2
SECONDS_WHILE_WAITING = 15
HAS_CREW = (PostingStatus.FILLED, PostingStatus.RUNNING, PostingStatus.DONE)
IS_WORKED = (PostingStatus.RUNNING, PostingStatus.DONE)
DONE, CURRENT, COMING = "done", "current", "coming"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: done, current or coming."""

    label: str
    state: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Journey:
    """A job on its way."""

    state: State
    steps: Sequence[Step]
    counts: Counts
    answered: str
    faces: Sequence[tuple[Shift, Sequence[str]]]
    missing: Sequence[str]
    """who should be there now and was said not to be"""
    has_begun: bool
    is_over: bool
    hours_wait: bool
    invoice: Invoice | None
    solving: bool
    returned_because: str
    """What was written when the price was not agreed to."""
    poll_seconds: int | None
    """How often to look again; None: nothing will change by itself."""


def journey(posting: Posting) -> Journey:
    """Where a job stands now."""
    counts = crews.counts(posting)
    run = match_runs.latest_for(posting) if posting.is_staffable else None
    solving = run is not None and not run.is_over
    worked = posting.status in IS_WORKED or any(
        shift.status == ShiftStatus.WORKED for shift in posting.live_shifts
    )
    reports = time_reports.of_posting(posting) if worked else []
    invoice = postings.invoice_of(posting) if worked else None
    return Journey(
        state=state_of(posting),
        steps=_steps(posting, counts, reports, invoice, solving=solving),
        counts=counts,
        answered=answered(counts),
        missing=_missing(posting),
        has_begun=postings.has_begun(posting),
        is_over=all(shift.ends_at <= now() for shift in posting.live_shifts),
        faces=[(shift, names) for shift, names in crews.faces(posting) if names],
        hours_wait=_wait(reports),
        invoice=invoice,
        solving=solving,
        returned_because=price_floors.returned_because(posting),
        poll_seconds=_poll_seconds(posting, solving=solving),
    )


def _steps(
    posting: Posting,
    counts: Counts,
    reports: Sequence[TimeReport],
    invoice: Invoice | None,
    *,
    solving: bool,
) -> list[Step]:
    """Everything before the step a job stands on is done, everything after it is to come."""
    here = _position(posting, counts, invoice)
    steps = [
        (gettext("Upplagt"), short_day(posting.submitted_at) if posting.submitted_at else ""),
        (gettext("Lag föreslaget"), _search_text(solving=solving) if here == 1 else ""),
        (gettext("Medlemmar svarar"), answered(counts) if here == 2 else ""),
        (gettext("Klart"), _ready_text(posting) if here == 3 else ""),
        (gettext("Utfört"), _hours_text(reports) if here == 4 else ""),
    ]
    if posting.is_billable:
        steps.append((gettext("Faktura"), invoice.label if invoice else ""))
    return [
        Step(label, DONE if at < here else CURRENT if at == here else COMING, detail)
        for at, (label, detail) in enumerate(steps)
    ]


def _position(posting: Posting, counts: Counts, invoice: Invoice | None) -> int:
    if invoice is not None:
        return 6
    if posting.status in IS_WORKED:
        return 4 if posting.is_billable or posting.status == PostingStatus.RUNNING else 5
    if posting.status in HAS_CREW:
        return 3
    return 2 if counts.asked or counts.yes else 1


def _search_text(*, solving: bool) -> str:
    """The same whether somebody is proposed or nobody: else a company could change what it offers,
    look again, and learn that somebody needs it."""
    return str(
        gettext("Vi räknar på det just nu")
        if solving
        else gettext("Handledaren sätter ihop ett lag")
    )


def _ready_text(posting: Posting) -> str:
    first = posting.live_shifts[0]
    return str(gettext("Alla platser är klara. Vi ses %(day)s.", day=short_day(first.starts_at)))


def _hours_text(reports: Sequence[TimeReport]) -> str:
    if _wait(reports):
        return str(gettext("Timmarna väntar på er"))
    if any(row.status == TimeReportStatus.DISPUTED for row in reports):
        return str(gettext("Handledaren rättar timmarna"))
    return ""


def _wait(reports: Sequence[TimeReport]) -> bool:
    return any(row.status == TimeReportStatus.MEMBER_SIGNED for row in reports)


def _missing(posting: Posting) -> Sequence[str]:
    expected = missing.expected_now(posting)
    known = missing.reported(expected) if expected else ()
    return [one.member.short_name for one in expected if one.id in known]


def _poll_seconds(posting: Posting, *, solving: bool) -> int | None:
    if solving:
        return SECONDS_WHILE_SOLVING
    waiting = posting.status in (PostingStatus.OPEN, PostingStatus.PARTLY_FILLED)
    return SECONDS_WHILE_WAITING if waiting else None
