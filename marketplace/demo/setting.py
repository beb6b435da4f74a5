"""When the demo stands and what its dice say: the same seed and day, the same demo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar

from marketplace.clock import at, local
from marketplace.services.odds import is_working_day

MORNING = 8 * 60
HISTORY_WEEKS = 52

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Setting:
    """The seed, and the day whose morning at eight is the demo's present moment."""

    seed: int
    day: date

    @property
    def moment(self) -> datetime:
        """The demo's now."""
        return at(self.day, MORNING)

    @property
    def monday(self) -> date:
        """The first day of the running week."""
        return monday_of(self.day)

    @property
    def first_day(self) -> date:
        """The first day of the history that is told: a Monday, a year ago."""
        return self.monday - timedelta(weeks=HISTORY_WEEKS)

    def draw(self, *words: object) -> Random:
        """Dice of their own for one noun, so that a change in one leaves all others as they are."""
        return Random(":".join(map(str, (self.seed, self.day, *words))))  # noqa: S311 -- a demo


def weighted(draw: Random, choices: Sequence[tuple[T, float]]) -> T:
    """One of the choices, each as likely as its weight says."""
    return draw.choices([one for one, _ in choices], [weight for _, weight in choices])[0]


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def office_moment(draw: Random, day: date, first: int = 8, last: int = 16) -> datetime:
    """Some minute of office hours on a day, or on the working day before where it is free."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return at(day, draw.randrange(first * 60, last * 60))


def working_day_from(day: date, count: int) -> date:
    """The working day so many after a day, or before it where the count is negative."""
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def day_of(moment: datetime) -> date:
    """The calendar day in Stockholm."""
    return local(moment).date()
