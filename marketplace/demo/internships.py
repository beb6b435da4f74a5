"""Internships: a person without employment at one place for weeks, with no invoice at the end."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from marketplace.catalogue.holidays import is_holiday
from marketplace.demo.companies import Workplace
from marketplace.demo.crews import Crews
from marketplace.demo.facts.company import INTERNSHIP, Peak
from marketplace.demo.jobs import Job, Progress, Seat
from marketplace.demo.peaks import stretch_of
from marketplace.demo.people import Person
from marketplace.demo.setting import Setting, monday_of, office_moment
from marketplace.demo.truths import STUCK_INTERNSHIPS, STUCK_SITE
from marketplace.models.postings import PostingKind

WEEKS = 8
OPEN_WEEKS, OPEN_DAYS_AHEAD = 2, 9
WEEKS_AGO = (46, 36, 27, 18)
"""When the past ones began."""
RUNNING_SINCE_WEEKS = 3
STUCK_WEEKS_AGO = (38, 20, RUNNING_SINCE_WEEKS)
LEAD_DAYS = 20

Choice = tuple[Workplace, Peak]


def internships_of(
    setting: Setting, workplaces: Sequence[Workplace], crews: Crews, people: Sequence[Person]
) -> Iterator[Job]:
    """The internships of one cooperative: past ones, one that runs, one that is open."""
    draw = setting.draw("internships", people[0].cooperative)
    for one in people:
        if one.course.stuck:
            yield from _of_the_stuck(setting, draw, workplaces, crews, one)
    for weeks_ago in (*WEEKS_AGO, RUNNING_SINCE_WEEKS):
        first = setting.monday - timedelta(weeks=weeks_ago)
        yield from _staffed(setting, draw, _choices(draw, workplaces, first), crews, first)
    first = monday_of(setting.day + timedelta(days=OPEN_DAYS_AHEAD))
    yield _open(setting, draw, _choices(draw, workplaces, first), crews, first)


def _open(
    setting: Setting, draw: Random, choices: Sequence[Choice], crews: Crews, first: date
) -> Job:
    """The first of the choices for which there is somebody, with nobody on it yet."""
    jobs = [_job(draw, *choice, first, OPEN_WEEKS, Progress.OPEN) for choice in choices]
    found = next((job for job in jobs if _could_be_filled(job, crews)), jobs[0])
    found.submitted_at = setting.moment - timedelta(hours=draw.randrange(18, 70))
    return found


def _could_be_filled(job: Job, crews: Crews) -> bool:
    crews.fill(job)
    full = job.is_full
    crews.clear(job)
    return full


def _choices(draw: Random, workplaces: Sequence[Workplace], day: date) -> list[Choice]:
    found = [
        (workplace, peak)
        for workplace in workplaces
        for peak in workplace.fact.peaks
        if peak.kind == INTERNSHIP and workplace.asks_on(day)
    ]
    return draw.sample(found, len(found))


def _staffed(
    setting: Setting, draw: Random, choices: Sequence[Choice], crews: Crews, first: date
) -> Iterator[Job]:
    """The first of the choices for which somebody could come all the time."""
    for workplace, peak in choices:
        job = _job(draw, workplace, peak, first, WEEKS, _progress(setting, first))
        crews.fill(job)
        if job.is_full:
            yield job
            return
        crews.clear(job)


def _of_the_stuck(
    setting: Setting,
    draw: Random,
    workplaces: Sequence[Workplace],
    crews: Crews,
    person: Person,
) -> Iterator[Job]:
    """One internship after another at the same place."""
    places = [one for one in workplaces if one.key == STUCK_SITE]
    peaks = [(one, peak) for one in places for peak in one.fact.peaks if peak.kind == INTERNSHIP]
    workplace, peak = peaks[0]
    for weeks_ago in STUCK_WEEKS_AGO[-STUCK_INTERNSHIPS:]:
        first = setting.monday - timedelta(weeks=weeks_ago)
        job = _job(draw, workplace, peak, first, WEEKS, _progress(setting, first))
        for stretch in job.stretches:
            crews.book(stretch, Seat(person=person))
        yield job


def _progress(setting: Setting, first: date) -> Progress:
    over = first + timedelta(weeks=WEEKS) <= setting.day
    return Progress.ATTESTED if over else Progress.RUNNING


def _job(
    draw: Random, workplace: Workplace, peak: Peak, first: date, weeks: int, progress: Progress
) -> Job:
    days = [
        first + timedelta(days=7 * week + weekday) for week in range(weeks) for weekday in peak.days
    ]
    return Job(
        workplace=workplace,
        kind=PostingKind.INTERNSHIP,
        task=peak.task,
        heads=1,
        stretches=[stretch_of(peak, day) for day in days if not is_holiday(day)],
        progress=progress,
        submitted_at=office_moment(draw, first - timedelta(days=LEAD_DAYS)),
        whole=True,
    )
