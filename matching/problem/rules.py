"""The frame of a problem: its period, the working-time rules and the policy of the members."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from matching.fields import MOST_MINUTES, Fields, shown

SENSES: Final = {
    "coverage-3": "max",
    "coverage-2": "max",
    "coverage-1": "max",
    "stability": "min",
    "fairness": "max",
    "fit": "min",
    "development": "min",
    "continuity": "min",
    "wishes": "min",
    "travel": "min",
    "lottery": "min",
}
"""Each level with the side that is better."""

LEVELS: Final = tuple(SENSES)
"""The levels in the order a policy keeps unless it says otherwise."""

COVERAGE_LEVELS: Final = LEVELS[:3]
DAY_MINUTES: Final = 1440


@dataclass(frozen=True, slots=True)
class Period:
    """The time that is planned, half-open."""

    start: datetime
    end: datetime

    @classmethod
    def read(cls, fields: Fields) -> "Period":
        """Read `start` and `end`."""
        return cls(*fields.interval())

    def to_json(self) -> dict[str, object]:
        """As the format writes it."""
        return {"start": self.start.isoformat(), "end": self.end.isoformat()}


@dataclass(frozen=True, slots=True)
class Rules:
    """A dated set of working-time rules, in minutes; the default is the Working Hours Act.

    Arbetstidslagen (1982:673): daily rest 11 h in § 13, weekly rest 36 h in § 14, ordinary week
    40 h in § 5, night hours in § 13. `night` is (start, end) in minutes after midnight on the
    clock of Europe/Stockholm, across midnight where the end is not after the start; equal ends
    mean no night hours.
    """

    id: str = "atl-1982:673"
    daily_rest: int = 660
    weekly_rest: int = 2160
    week: int = 2400
    night: tuple[int, int] = (0, 300)

    @classmethod
    def read(cls, fields: Fields) -> "Rules":
        """Read each key, with the default of the Act where one is left out."""
        default = cls()
        return cls(
            id=fields.text("id", default.id),
            daily_rest=fields.whole(
                "daily_rest", least=0, most=DAY_MINUTES, default=default.daily_rest
            ),
            weekly_rest=fields.whole(
                "weekly_rest", least=0, most=7 * DAY_MINUTES, default=default.weekly_rest
            ),
            week=fields.whole("week", least=0, most=MOST_MINUTES, default=default.week),
            night=_night(fields, default.night),
        )

    def to_json(self) -> dict[str, object]:
        """As the format writes it."""
        return {
            "id": self.id,
            "daily_rest": self.daily_rest,
            "weekly_rest": self.weekly_rest,
            "week": self.week,
            "night": [f"{minute // 60:02}:{minute % 60:02}" for minute in self.night],
        }


def _night(fields: Fields, default: tuple[int, int]) -> tuple[int, int]:
    if "night" not in fields.data:
        return default
    clocks = [_clock(fields, path, value) for path, value in fields.items("night")]
    if len(clocks) != 2:
        raise fields.refuse("night", "must be a pair of start and end")
    return clocks[0] % DAY_MINUTES, clocks[1]


def _clock(fields: Fields, path: str, value: object) -> int:
    complaint = f"must be a clock time as 05:00, was {shown(value)}"
    if not isinstance(value, str) or len(value) != 5 or value[2] != ":" or not value.isascii():
        raise fields.refusals.refuse(path, complaint)
    hours, minutes = value[:2], value[3:]
    if not (hours.isdigit() and minutes.isdigit()):
        raise fields.refusals.refuse(path, complaint)
    minute = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or minute > DAY_MINUTES:
        raise fields.refusals.refuse(path, complaint)
    return minute


@dataclass(frozen=True, slots=True)
class Policy:
    """The order of levels the members have voted for; one left out is reported, not optimised."""

    id: str
    order: tuple[str, ...] = LEVELS

    @classmethod
    def read(cls, fields: Fields) -> "Policy":
        """Read `id` and `order`; the three coverage levels come first, in their order."""
        if "order" not in fields.data:
            return cls(fields.text("id"))
        order: list[str] = []
        for path, name in fields.items("order"):
            if not isinstance(name, str) or name not in SENSES:
                raise fields.refusals.refuse(path, f"must be a level, was {shown(name)}")
            if name in order:
                raise fields.refusals.refuse(path, f"repeats {name}")
            order.append(name)
        if tuple(order[:3]) != COVERAGE_LEVELS:
            raise fields.refuse("order", f"must begin with {', '.join(COVERAGE_LEVELS)}")
        return cls(fields.text("id"), tuple(order))

    def to_json(self) -> dict[str, object]:
        """As the format writes it."""
        return {"id": self.id, "order": list(self.order)}
