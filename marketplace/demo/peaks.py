"""Which jobs were and will be asked for: each company's peaks, week by week."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from marketplace.catalogue.holidays import is_holiday
from marketplace.clock import at
from marketplace.demo.companies import Workplace
from marketplace.demo.facts.company import HIRE_OUT, INTERNSHIP, Peak
from marketplace.demo.jobs import Job, Progress, Stretch
from marketplace.demo.setting import (
    HISTORY_WEEKS,
    Setting,
    office_moment,
    weighted,
    working_day_from,
)
from marketplace.models.postings import PostingKind

JOBS_A_WEEK = (3, 4, 4, 5, 5)
LEAST_CHOICE = 6
"""In a week with fewer peaks than this the nearest ones are taken in."""
DAYS_OF_A_JOB = (2, 3, 3, 4)
MOST_HEADS = 4
SHARE_OF_PEAK = (0.3, 0.6)
"""What of a peak's need for hands comes to the cooperative."""
PRESENT_WORKING_DAYS = 10
"""The last working days before today belong to the jobs of the present, one at each stage."""
LEAD_DAYS = (5, 13)
WEEKS_A_YEAR = 52
QUIET = timedelta(weeks=20)
"""A company whose season is over asks for something small after so long."""
QUIET_PEAK = Peak("rearrange_storeroom", HIRE_OUT, (1, 52), 2, (1, 2, 3), "08:00-12:00")
PRIORITIES = ((1, 82), (2, 14), (3, 4))

Choice = tuple[Workplace, Peak]


class Demand:
    """What the customers of one cooperative ask for."""

    def __init__(self, setting: Setting, workplaces: Sequence[Workplace], draw: Random) -> None:
        self._setting = setting
        self._draw = draw
        self._choices = [
            (workplace, peak)
            for workplace in workplaces
            for peak in workplace.fact.peaks
            if peak.kind != INTERNSHIP
        ]
        self._companies = [one for one in workplaces if one.is_main and one.is_company]
        self._asked: Counter[int] = Counter()
        self._last: dict[int, date] = defaultdict(lambda: setting.first_day)

    def history(self) -> Iterator[Job]:
        """The jobs of the past year, without those that have just ended."""
        until = working_day_from(self._setting.day, -PRESENT_WORKING_DAYS)
        for week in range(HISTORY_WEEKS + 1):
            monday = self._setting.first_day + timedelta(weeks=week)
            drawn = self.drawn(monday, self._draw.choice(JOBS_A_WEEK))
            for workplace, peak in (*drawn, *self._quiet(monday)):
                days = self.days(monday, peak)
                if days and days[-1] <= until:
                    yield self.job(workplace, peak, days, Progress.INVOICED)

    def drawn(self, day: date, count: int) -> Sequence[Choice]:
        """So many peaks of a week; companies that have asked for little come sooner."""
        choices = self.near(day)
        found: list[Choice] = []
        while choices and len(found) < count:
            weights = [(one, 1 / (1 + self._asked[one[0].customer.number])) for one in choices]
            chosen = weighted(self._draw, weights)
            choices.remove(chosen)
            found.append(chosen)
        return found

    def near(self, day: date) -> list[Choice]:
        """The peaks of a day's week, nearest first, and some beside it in a quiet week."""
        week = day.isocalendar().week
        open_then = [one for one in self._choices if one[0].asks_on(day)]
        by_distance = sorted(open_then, key=lambda one: weeks_from(one[1], week))
        here = sum(one[1].includes(week) for one in by_distance)
        return by_distance[: max(here, LEAST_CHOICE)]

    def days(self, monday: date, peak: Peak) -> list[date]:
        """Some days in a row of a peak's week, no holidays."""
        days = [monday + timedelta(days=weekday) for weekday in peak.days]
        working = [day for day in days if not is_holiday(day)]
        count = min(len(working), self._draw.choice(DAYS_OF_A_JOB))
        first = self._draw.randint(0, len(working) - count)
        return working[first : first + count]

    def job(
        self,
        workplace: Workplace,
        peak: Peak,
        days: Sequence[date],
        progress: Progress,
        *,
        heads: int | None = None,
    ) -> Job:
        """A job of a peak on these days."""
        self._asked[workplace.customer.number] += 1
        self._last[workplace.customer.number] = days[-1]
        first = min(days[0], self._setting.day) - timedelta(days=self._draw.randrange(*LEAD_DAYS))
        return Job(
            workplace=workplace,
            kind=PostingKind(peak.kind),
            task=peak.task,
            heads=heads or self._heads(peak),
            stretches=[stretch_of(peak, day) for day in days],
            progress=progress,
            submitted_at=office_moment(self._draw, first),
            priority=weighted(self._draw, PRIORITIES),
        )

    def small(self, day: date) -> list[Choice]:
        """Something small for each company, whatever its season."""
        return [(one, QUIET_PEAK) for one in self._companies if one.asks_on(day)]

    def _quiet(self, day: date) -> list[Choice]:
        """A company that has not been heard of for long, if there is one."""
        return [one for one in self.small(day) if day - self._last[one[0].customer.number] > QUIET][
            :1
        ]

    def _heads(self, peak: Peak) -> int:
        share = self._draw.uniform(*SHARE_OF_PEAK)
        return min(MOST_HEADS, max(1, round(peak.heads * share)))


def stretch_of(peak: Peak, day: date) -> Stretch:
    """The shift of a peak on a day."""
    start, end = (one.hour * 60 + one.minute for one in (peak.starts, peak.ends))
    return Stretch(
        day=day,
        start_minute=start,
        start=at(day, start),
        end=at(day, end),
        break_minutes=peak.break_minutes,
    )


def weeks_from(peak: Peak, week: int) -> int:
    """How many weeks a week lies outside a peak; nought inside."""
    if peak.includes(week):
        return 0
    first, last = peak.weeks
    return min((first - week) % WEEKS_A_YEAR, (week - last) % WEEKS_A_YEAR)
