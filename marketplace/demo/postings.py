"""Postings and their shifts as rows, with the history that led to where each stands."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.demo.book import Book
from marketplace.demo.jobs import OVER, WORKERS_PER_SUPERVISOR, Job, Progress, Stretch
from marketplace.demo.moments import Moments
from marketplace.demo.outcomes import is_reported
from marketplace.demo.runs import add_run
from marketplace.demo.setting import Setting
from marketplace.demo.users import Staff
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.postings import (
    Posting,
    PostingKind,
    PostingSkill,
    PostingStatus,
    Shift,
    ShiftStatus,
)
from marketplace.services.odds import answer_by

STATUS: Mapping[Progress, PostingStatus] = {
    Progress.OPEN: PostingStatus.OPEN,
    Progress.BOOKED: PostingStatus.FILLED,
    Progress.RUNNING: PostingStatus.RUNNING,
    Progress.ENDED: PostingStatus.FILLED,
    Progress.WITHDRAWN: PostingStatus.WITHDRAWN,
    **dict.fromkeys(OVER, PostingStatus.DONE),
}
DETAILS = (
    "Arbetskläder finns att låna. Ta med egna skor.",
    "Vi börjar med kaffe och går igenom dagen.",
    "Skåp finns. Lunch kan värmas i personalrummet.",
    "Ring på klockan vid personalingången.",
    "Handskar och skyddsglasögon får man av oss.",
    "Samma uppgift hela passet. Någon finns alltid i närheten.",
)
PUBLIC_ONE_IN = 3
"""So many companies show their jobs to anyone."""
Step = tuple[datetime, str, Actor, Mapping[str, object]]


def add_posting(
    book: Book, setting: Setting, draw: Random, staff: Staff, job: Job, moments: Moments
) -> None:
    """The rows of one job, without the people on it."""
    workplace, task = job.workplace, TASK_BY_CODE[job.task]
    led = job.is_led
    job.number = book.add(
        Posting,
        kind=job.kind,
        status=STATUS[job.progress],
        company_id=workplace.customer.number,
        site_id=workplace.number,
        cooperative_id=workplace.seller.number,
        task=job.task,
        details=draw.choice(DETAILS) if draw.random() < 0.6 else "",
        ore_per_hour=price_of(setting, job),
        priority=job.priority,
        whole=job.whole,
        team=1,
        workers_per_supervisor=WORKERS_PER_SUPERVISOR if led else None,
        supervisor_name="" if led else workplace.customer.fact.contact,
        is_public=job.workplace.is_company and job.workplace.number % PUBLIC_ONE_IN == 0,
        submitted_at=job.submitted_at,
        answer_by=answer_by(job.first_start, job.submitted_at),
    )
    asked = dict(task.skills)
    for code, level in asked.items():
        book.add(PostingSkill, posting_id=job.number, skill=code, level=level, merit=False)
    for code, level in task.merits.items():
        if code not in asked:
            book.add(PostingSkill, posting_id=job.number, skill=code, level=level, merit=True)
    for stretch in job.stretches:
        stretch.number = _add_shift(book, setting, job, stretch)
    _tell(book, setting, staff, job, moments)
    if job.progress != Progress.OPEN:
        job.match_run = add_run(book, setting, job, moments)


def price_of(setting: Setting, job: Job) -> int | None:
    """Öre an hour at the rate of its first day; none for an internship."""
    if job.kind == PostingKind.INTERNSHIP:
        return None
    return job.workplace.seller.ore_per_hour(job.task, job.stretches[0].day, setting.day)


def coach_of(staff: Staff, job: Job) -> Actor:
    """The coach who looks after a job."""
    coaches: Sequence[Actor] = staff.coaches[job.workplace.seller.code]
    return coaches[job.workplace.number % len(coaches)]


def _add_shift(book: Book, setting: Setting, job: Job, stretch: Stretch) -> int:
    return book.add(
        Shift,
        posting_id=job.number,
        kind=job.kind,
        starts_at=stretch.start,
        ends_at=stretch.end,
        break_minutes=stretch.break_minutes,
        heads=job.heads,
        status=_shift_status(setting, job, stretch),
    )


def _shift_status(setting: Setting, job: Job, stretch: Stretch) -> ShiftStatus:
    if job.progress == Progress.WITHDRAWN:
        return ShiftStatus.CANCELLED
    if job.progress in OVER or is_reported(setting, job, stretch):
        return ShiftStatus.WORKED
    return ShiftStatus.STAFFED if len(stretch.workers) >= job.heads else ShiftStatus.PLANNED


def _tell(book: Book, setting: Setting, staff: Staff, job: Job, moments: Moments) -> None:
    """The history of the posting itself: each legal step with its hour and its actor."""
    owner, coach = staff.owners[job.workplace.customer.number], coach_of(staff, job)
    steps: list[Step] = [
        (job.submitted_at, "submitted", owner, {"from": "draft", "answers": {}}),
        (job.submitted_at, "open", owner, {"from": "submitted"}),
    ]
    if job.progress != Progress.OPEN:
        approved = (moments.approved_at, "crew_approved", coach, {"people": len(job.people())})
        steps += [approved, _booked(job, moments)]
    before = steps[-1][1]
    if job.progress == Progress.WITHDRAWN:
        steps.append((moments.withdrawn_at, "withdrawn", owner, {"from": before}))
    elif job.progress == Progress.RUNNING:
        reported_at = min(moments.reported_at, setting.moment - timedelta(minutes=30))
        steps.append((reported_at, "running", coach, {"from": before}))
    elif job.progress in OVER:
        steps.append((moments.reported_at, "running", coach, {"from": before}))
        steps.append((moments.reported_at, "done", coach, {"from": "running"}))
    if job.progress == Progress.DISPUTED:
        steps.append((moments.confirmed_at, "hours_disputed", owner, {}))
    for at, verb, actor, detail in steps:
        book.event(at, f"postings.{verb}", Posting, job.number, actor, **detail)


def _booked(job: Job, moments: Moments) -> Step:
    withdrawn = job.progress == Progress.WITHDRAWN
    verb = "filled" if withdrawn or job.is_full else "partly_filled"
    filled = job.seats_asked if withdrawn else job.seats_filled
    detail: dict[str, object] = {"from": "open", "filled": filled, "seats": job.seats_asked}
    return (moments.approved_at + timedelta(hours=20), verb, SYSTEM, detail)
