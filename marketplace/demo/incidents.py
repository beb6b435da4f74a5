"""Something that happened at a job: looked into, once with a pause of the site; or still open."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from marketplace.demo.book import Book
from marketplace.demo.jobs import OVER, Job
from marketplace.demo.postings import coach_of
from marketplace.demo.setting import Setting
from marketplace.demo.users import Staff
from marketplace.models.companies import Site
from marketplace.models.incidents import Incident, IncidentKind

LINES = (
    (
        IncidentKind.NEARLY,
        "En pall gled av truckens gafflar vid lastbryggan. Ingen stod under.",
        True,
        "Vi har gått igenom lastbryggan med chefen. Nu är gången avspärrad när trucken kör.",
    ),
    (
        IncidentKind.DANGER,
        "Golvet vid disken är halt när det är blött.",
        False,
        "Företaget har lagt ut halkmattor. Vi har visat laget var moppen står.",
    ),
    (IncidentKind.NEARLY, "En hylla lossnade i lagret när någon lutade sig mot den.", False, ""),
)
"""Kind, words, whether the site was paused, and what was done; nothing yet, where it is open."""
DAYS = 60
PAUSED_FOR = timedelta(hours=26)
LOOKED_INTO = timedelta(days=2)


def add_incidents(book: Book, setting: Setting, staff: Staff, jobs: Sequence[Job]) -> None:
    """The lines of each cooperative, at jobs of companies in the last two months."""
    draw = setting.draw("incidents")
    for code in staff.admins:
        known = [one for one in jobs if one.workplace.seller.code == code]
        lately = list(_lately(setting, known))
        if len(lately) < len(LINES):
            continue
        for job, line in zip(draw.sample(lately, len(LINES)), LINES, strict=True):
            told_at = job.stretches[0].end - timedelta(minutes=draw.randrange(20, 120))
            _add(book, staff, job, told_at, line)


def _lately(setting: Setting, jobs: Sequence[Job]) -> Iterator[Job]:
    """Jobs of companies that are over, and long enough ago for what was done to be done."""
    for job in jobs:
        age = setting.moment - job.stretches[0].end
        is_lately = LOOKED_INTO < age < timedelta(days=DAYS)
        if is_lately and job.progress in OVER and job.workplace.is_company:
            yield job


def _add(
    book: Book,
    staff: Staff,
    job: Job,
    told_at: datetime,
    line: tuple[IncidentKind, str, bool, str],
) -> None:
    kind, words, pauses, done = line
    owner, coach = staff.owners[job.workplace.customer.number], coach_of(staff, job)
    closed_at = told_at + (PAUSED_FOR if pauses else LOOKED_INTO) if done else None
    number = book.add(
        Incident,
        posting_id=job.number,
        site_id=job.workplace.number,
        kind=kind,
        words=words,
        told_at=told_at,
        told_by=owner.label,
        pauses=pauses,
        closed_at=closed_at,
        closing_words=done,
        closed_by=coach.label if done else "",
    )
    told = {"kind": kind.value, "pauses": pauses}
    book.event(told_at, "incidents.told", Incident, number, owner, **told)
    if pauses:
        book.event(told_at, "sites.paused", Site, job.workplace.number, owner)
    if closed_at is not None:
        book.event(closed_at, "incidents.closed", Incident, number, coach)
    if closed_at is not None and pauses:
        book.event(closed_at, "sites.opened", Site, job.workplace.number, coach)
