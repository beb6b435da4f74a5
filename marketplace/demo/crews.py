"""Who worked: crews of the past and the booked future, by the rules that hold for everybody."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import ceil
from random import Random

from marketplace import geography
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.demo.companies import Workplace
from marketplace.demo.jobs import WORKERS_PER_SUPERVISOR, Job, Seat, Stretch
from marketplace.demo.people import Person
from marketplace.demo.setting import monday_of
from marketplace.models.postings import PostingKind
from marketplace.models.proposals import PlacementRole

MOST_DAYS_A_WEEK = 5
REST = timedelta(hours=11)
LOOK_BACK_WEEKS = 4
SAME_FACE_BONUS = 0.4


class Crews:
    """The people of one cooperative and what each of them is booked for."""

    def __init__(self, people: Sequence[Person], draw: Random) -> None:
        self._people = people
        self._draw = draw
        self._work: dict[int, dict[date, list[Stretch]]] = defaultdict(lambda: defaultdict(list))
        self._fitting: dict[tuple[int, int, str, bool], bool] = {}

    def fill(self, job: Job) -> None:
        """Give a job as many people as can be found."""
        if job.whole:
            self._fill_whole(job)
            return
        for stretch in job.stretches:
            while len(stretch.workers) < job.heads:
                person = self._best(job, stretch)
                if person is None:
                    break
                self.book(stretch, Seat(person=person))
            if job.is_led and stretch.workers:
                self._lead(job, stretch)

    def book(self, stretch: Stretch, seat: Seat) -> None:
        """Put a person on a shift."""
        stretch.seats.append(seat)
        self._work[seat.person.number][stretch.day].append(stretch)

    def clear(self, job: Job) -> None:
        """Take everybody off a job again."""
        for stretch in job.stretches:
            self._clear(stretch)

    def able(self, job: Job, stretch: Stretch) -> list[Person]:
        """Those who could work that shift beside what they are booked for."""
        taken = {seat.person.number for seat in stretch.seats}
        return [
            one
            for one in self._people
            if one.number not in taken
            and not (job.is_led and one.course.leads)
            and self._fits(one, job.workplace, job.task)
            and self._is_free(one, job.kind, stretch)
        ]

    def _best(self, job: Job, stretch: Stretch) -> Person | None:
        """Of the able the one who has had least of what she wants, with a bonus for known faces."""
        known = {one.number for one in job.people()}
        able = self.able(job, stretch)
        return min(
            able,
            key=lambda one: (
                self._load(one, stretch.day)
                - SAME_FACE_BONUS * (one.number in known)
                + self._draw.random() * 0.2
            ),
            default=None,
        )

    def _fill_whole(self, job: Job) -> None:
        able = list(self._people)
        for stretch in job.stretches:
            able = [one for one in self.able(job, stretch) if one in able]
        for one in self._draw.sample(able, min(len(able), job.heads)):
            for stretch in job.stretches:
                self.book(stretch, Seat(person=one))

    def _lead(self, job: Job, stretch: Stretch) -> None:
        """Where the cooperative leads, somebody who can must go along, or nobody goes."""
        support = sum(seat.person.support for seat in stretch.workers)
        needed = ceil(support / WORKERS_PER_SUPERVISOR)
        taken = {seat.person.number for seat in stretch.seats}
        leaders = [
            one
            for one in self._people
            if one.course.leads
            and one.number not in taken
            and self._fits(one, job.workplace, job.task, leading=True)
            and self._is_free(one, job.kind, stretch)
        ]
        if len(leaders) < needed:
            self._clear(stretch)
            return
        for one in leaders[:needed]:
            self.book(stretch, Seat(person=one, role=PlacementRole.SUPERVISE))

    def _clear(self, stretch: Stretch) -> None:
        for seat in stretch.seats:
            self._work[seat.person.number][stretch.day].remove(stretch)
        stretch.seats.clear()

    def _fits(self, one: Person, workplace: Workplace, task: str, *, leading: bool = False) -> bool:
        key = (one.number, workplace.number, task, leading)
        if key not in self._fitting:
            self._fitting[key] = fits(one, workplace, task, leading=leading)
        return self._fitting[key]

    def _is_free(self, one: Person, kind: PostingKind, stretch: Stretch) -> bool:
        return (
            belongs(one, kind, stretch.day)
            and not one.is_away(stretch.day)
            and within_hours(one, stretch)
            and self._has_time(one, stretch)
        )

    def _has_time(self, one: Person, stretch: Stretch) -> bool:
        work = self._work[one.number]
        if work.get(stretch.day):
            return False  # one shift a day keeps the span of a day and the rest within the law
        week = _days_of_week(stretch.day)
        days = [day for day in week if work.get(day)]
        minutes = sum(each.work_minutes for day in days for each in work[day])
        return (
            len(days) < MOST_DAYS_A_WEEK
            and minutes + stretch.work_minutes <= one.hours.week_minutes
            and all(_rests(each, stretch) for each in self._near(one, stretch.day))
        )

    def _near(self, one: Person, day: date) -> Iterable[Stretch]:
        work = self._work[one.number]
        for beside in (day - timedelta(days=1), day + timedelta(days=1)):
            yield from work.get(beside, ())

    def _load(self, one: Person, day: date) -> float:
        """Work of the last weeks against what she wants."""
        first = monday_of(day) - timedelta(weeks=LOOK_BACK_WEEKS - 1)
        work = self._work[one.number]
        days = (first + timedelta(days=count) for count in range(7 * LOOK_BACK_WEEKS))
        minutes = sum(each.work_minutes for day in days for each in work.get(day, ()))
        return minutes / max(1, one.hours.wanted_week_minutes * LOOK_BACK_WEEKS)


def fits(one: Person, workplace: Workplace, task_code: str, *, leading: bool = False) -> bool:
    """Whether a person can do a task at a place: skill, floors, needs, hazards, reach, her wish."""
    task = TASK_BY_CODE[task_code]
    able = leading or (
        all(one.holds(code, level) for code, level in task.skills.items())
        and all(one.needs.abilities.get(code, -1) >= least for code, least in task.floors.items())
    )
    home = (one.home.latitude, one.home.longitude)
    return (
        able
        and workplace.customer.number not in one.blocks
        and not set(task.hazards) & set(one.needs.hazards)
        and all(workplace.answers[code] != "no" for code in one.needs.conditions)
        and geography.kilometres(home, workplace.place) <= one.reach_km
    )


def belongs(one: Person, kind: PostingKind, day: date) -> bool:
    """Whether the relation that the kind of job asks for holds: employment, or participation."""
    employment = one.course.employment
    if kind != PostingKind.INTERNSHIP:
        return employment is not None and employment.covers(day)
    takes_part = any(
        stay.since + timedelta(days=21) <= day and (stay.until is None or day < stay.until)
        for stay in one.course.stays
    )
    return takes_part and (employment is None or day < employment.since)


def within_hours(one: Person, stretch: Stretch) -> bool:
    """Whether a shift lies in the person's own week."""
    start = stretch.start_minute
    end = start + int((stretch.end - stretch.start).total_seconds()) // 60
    return (
        one.hours.holds(stretch.day.weekday(), start, end)
        and stretch.work_minutes <= one.hours.day_minutes
    )


def _rests(one: Stretch, other: Stretch) -> bool:
    first, second = sorted((one, other), key=lambda each: each.start)
    return second.start - first.end >= REST


def _days_of_week(day: date) -> list[date]:
    monday = monday_of(day)
    return [monday + timedelta(days=count) for count in range(7)]
