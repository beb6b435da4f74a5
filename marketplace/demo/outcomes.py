"""What became of the jobs of the past: most were worked, some people were ill, few jobs fell."""

from collections.abc import Iterator, Sequence
from random import Random

from marketplace.demo.companies import Workplace
from marketplace.demo.crews import Crews
from marketplace.demo.internships import internships_of
from marketplace.demo.jobs import OVER, Job, Progress, Seat, Stretch
from marketplace.demo.peaks import Demand
from marketplace.demo.people import Person
from marketplace.demo.present import jobs_with_a_choice, open_jobs, staged
from marketplace.demo.setting import Setting, weighted
from marketplace.models.assignments import AssignmentStatus
from marketplace.models.proposals import PlacementRole

ENDS = (
    (AssignmentStatus.WORKED, 935),
    (AssignmentStatus.SICK, 40),
    (AssignmentStatus.NO_SHOW, 8),
    (AssignmentStatus.CANCELLED_BY_MEMBER, 17),
)
WITHDRAWN_PERMILLE = 30
REPLACED_PERMILLE = 600
DECLINED_PERMILLE = 130
"""Of the questions, those that somebody else had said no to first: it is free."""


def jobs_of(
    setting: Setting, code: str, workplaces: Sequence[Workplace], people: Sequence[Person]
) -> list[Job]:
    """Every job of one cooperative, the past year's, these days' and the open ones."""
    draw = setting.draw("jobs", code)
    crews, demand = Crews(people, draw), Demand(setting, workplaces, draw)
    jobs = list(internships_of(setting, workplaces, crews, people))
    jobs += _past(demand, crews, draw)
    jobs += staged(setting, demand, crews, draw)
    jobs += open_jobs(setting, demand, workplaces, draw)
    for job in jobs:
        _settle(setting, crews, draw, job)
    return [*jobs, *jobs_with_a_choice(setting, demand, crews, draw)]


def _past(demand: Demand, crews: Crews, draw: Random) -> Iterator[Job]:
    """The jobs for which anybody could be found; the others were never agreed."""
    for job in demand.history():
        crews.fill(job)
        if job.seats_filled:
            if draw.randrange(1000) < WITHDRAWN_PERMILLE:
                job.progress = Progress.WITHDRAWN
            yield job


def _settle(setting: Setting, crews: Crews, draw: Random, job: Job) -> None:
    for stretch in job.stretches:
        for seat in list(stretch.seats):
            seat.status = _end(setting, draw, job, stretch)
            if seat.role == PlacementRole.WORK and _is_freed(seat):
                _replace(crews, draw, job, stretch)
    for stretch in job.stretches:  # afterwards: nobody is asked twice about a job
        _decline(crews, draw, job, stretch)


def _end(setting: Setting, draw: Random, job: Job, stretch: Stretch) -> AssignmentStatus:
    if job.progress == Progress.WITHDRAWN:
        return AssignmentStatus.CANCELLED_BY_COMPANY
    if job.progress == Progress.INVOICED:
        return weighted(draw, ENDS)
    if job.progress in OVER or is_reported(setting, job, stretch):
        return AssignmentStatus.WORKED
    return AssignmentStatus.CONFIRMED


def is_reported(setting: Setting, job: Job, stretch: Stretch) -> bool:
    """Whether a running job's shift has been reported: internships until last week's end."""
    if job.progress != Progress.RUNNING:
        return False
    until = setting.day if job.is_billable else setting.monday
    return stretch.day < until


def _is_freed(seat: Seat) -> bool:
    return seat.status in (AssignmentStatus.SICK, AssignmentStatus.CANCELLED_BY_MEMBER)


def _replace(crews: Crews, draw: Random, job: Job, stretch: Stretch) -> None:
    """Somebody else came, most often."""
    able = crews.able(job, stretch) if not job.whole else []
    if able and draw.randrange(1000) < REPLACED_PERMILLE:
        crews.book(stretch, Seat(person=draw.choice(able), status=AssignmentStatus.WORKED))


def _decline(crews: Crews, draw: Random, job: Job, stretch: Stretch) -> None:
    known = {one.number for one in (*job.people(), *(one for _, one in job.declines))}
    able = [one for one in crews.able(job, stretch) if one.number not in known]
    if stretch.seats and able and draw.randrange(1000) < DECLINED_PERMILLE * len(stretch.seats):
        job.declines.append((stretch, draw.choice(able)))
