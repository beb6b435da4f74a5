"""When people can work, and how much."""

from dataclasses import dataclass
from random import Random

from marketplace.demo.setting import weighted

EARLY, MORNING = (6 * 60, 14 * 60), (7 * 60, 13 * 60)
DAY, LONG_DAY, LATE = (7 * 60, 17 * 60), (8 * 60, 21 * 60), (11 * 60, 22 * 60)
AFTERNOON = (12 * 60 + 30, 18 * 60 + 30)
WHOLE_DAY = (5 * 60, 18 * 60)
PARTS = ((EARLY, 20), (MORNING, 22), (DAY, 26), (LONG_DAY, 18), (LATE, 14))
DAYS_A_WEEK = ((5, 50), (4, 25), (3, 25))
WEEKEND_PERMILLE = 350
WANTED_HOURS = ((8, 8), (10, 14), (12, 16), (15, 18), (20, 28), (24, 8), (30, 8))
LONGEST_DAY_HOURS = ((4, 12), (5, 30), (6, 28), (8, 30))


@dataclass(frozen=True, slots=True)
class Hours:
    """The weekly pattern in minutes of the day, and the limits of day and week."""

    weekdays: tuple[int, ...]
    start_minute: int
    end_minute: int
    day_minutes: int
    week_minutes: int
    wanted_week_minutes: int
    night_work: bool = False

    def holds(self, weekday: int, start_minute: int, end_minute: int) -> bool:
        """Whether a stretch of a weekday lies within what the person can give."""
        return (
            weekday in self.weekdays
            and self.start_minute <= start_minute
            and end_minute <= self.end_minute
        )


def hours_of(draw: Random, *, employed: bool, leads: bool = False) -> Hours:
    """The hours of one person; who leads others is there all day, six days a week."""
    if leads:
        return Hours((0, 1, 2, 3, 4, 5), *WHOLE_DAY, 480, 2100, 1200)
    start, end = weighted(draw, PARTS)
    days = sorted(draw.sample(range(5), weighted(draw, DAYS_A_WEEK)))
    if draw.randrange(1000) < WEEKEND_PERMILLE:
        days += [5] if draw.random() < 0.5 else [5, 6]
    wanted = weighted(draw, WANTED_HOURS) * 60
    if not employed:
        wanted = min(wanted, 15 * 60)
    most = min(40 * 60, wanted * draw.choice((4, 5, 6)) // 4)
    longest = weighted(draw, LONGEST_DAY_HOURS) * 60
    return Hours(tuple(days), start, end, longest, most, wanted, night_work=draw.random() < 0.1)


def afternoons() -> Hours:
    """Working days from half past twelve: for those whose mornings are taken."""
    return Hours((0, 1, 2, 3, 4), *AFTERNOON, 300, 1500, 1200)
