"""A member: what she can, needs and wants, and when. No more about her reaches the solver."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matching.fields import MOST_MINUTES, Fields, Interval, week_exists
from matching.problem.postings import MOST_ABILITY, MOST_SKILL_LEVEL
from matching.problem.sites import Location, read_location

MOST_KILOMETRES = 50_000


@dataclass(frozen=True, slots=True)
class Member:
    """One owner of a cooperative. Exactly one of `reach_km` and `travel` is given."""

    id: str
    cooperative: str
    home: Location
    available: tuple[Interval, ...]
    day_minutes: int
    week_minutes: int
    wanted_week_minutes: int
    reach_km: float | None = None
    travel: Mapping[str, int] | None = None
    skills: Mapping[str, int] = field(default_factory=dict)
    abilities: Mapping[str, int] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    weeks: Mapping[str, int] = field(default_factory=dict)
    worked_minutes: int = 0
    active_weeks: int = 8
    busy: tuple[Interval, ...] = ()
    night: bool = False
    wishes: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    develop: tuple[str, ...] = ()
    support: int = 1
    supervisor: bool = False
    together: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    @classmethod
    def read(cls, fields: Fields) -> "Member":
        """Read one member."""
        reach_km, travel = _ways(fields)
        return cls(
            id=fields.text("id"),
            cooperative=fields.text("cooperative"),
            home=read_location(fields, "home"),
            available=fields.intervals("available", required=True),
            day_minutes=fields.whole("day_minutes", least=0, most=MOST_MINUTES),
            week_minutes=fields.whole("week_minutes", least=0, most=MOST_MINUTES),
            wanted_week_minutes=fields.whole("wanted_week_minutes", least=0, most=MOST_MINUTES),
            reach_km=reach_km,
            travel=travel,
            skills=fields.counts("skills", least=1, most=MOST_SKILL_LEVEL),
            abilities=fields.counts("abilities", least=0, most=MOST_ABILITY),
            needs=fields.texts("needs"),
            avoids=fields.texts("avoids"),
            weeks=_weeks(fields),
            worked_minutes=fields.whole("worked_minutes", least=0, most=MOST_MINUTES, default=0),
            active_weeks=fields.whole("active_weeks", least=0, most=8, default=8),
            busy=fields.intervals("busy"),
            night=fields.flag("night", default=False),
            wishes=fields.texts("wishes"),
            blocks=fields.texts("blocks"),
            develop=fields.texts("develop"),
            support=fields.whole("support", least=1, most=4, default=1),
            supervisor=fields.flag("supervisor", default=False),
            together=fields.texts("together"),
            apart=fields.texts("apart"),
        )

    def to_json(self) -> dict[str, object]:
        """As the format writes it, defaults included."""
        reached: dict[str, object] = {"reach_km": self.reach_km}
        if self.travel is not None:
            reached = {"travel": dict(self.travel)}
        return {
            "id": self.id,
            "cooperative": self.cooperative,
            "home": list(self.home),
            **reached,
            "skills": dict(self.skills),
            "abilities": dict(self.abilities),
            "needs": list(self.needs),
            "avoids": list(self.avoids),
            "available": _interval_texts(self.available),
            "day_minutes": self.day_minutes,
            "week_minutes": self.week_minutes,
            "weeks": dict(self.weeks),
            "wanted_week_minutes": self.wanted_week_minutes,
            "worked_minutes": self.worked_minutes,
            "active_weeks": self.active_weeks,
            "busy": _interval_texts(self.busy),
            "night": self.night,
            "wishes": list(self.wishes),
            "blocks": list(self.blocks),
            "develop": list(self.develop),
            "support": self.support,
            "supervisor": self.supervisor,
            "together": list(self.together),
            "apart": list(self.apart),
        }


def _ways(fields: Fields) -> tuple[float | None, Mapping[str, int] | None]:
    if fields.absent("travel"):
        if fields.absent("reach_km"):
            raise fields.refuse("reach_km", "is missing, and so is travel")
        return fields.number("reach_km", least=0, most=MOST_KILOMETRES), None
    if not fields.absent("reach_km"):
        raise fields.refuse("travel", "must not stand beside reach_km")
    return None, fields.counts("travel", least=0, most=MOST_MINUTES)


def _weeks(fields: Fields) -> Mapping[str, int]:
    weeks = fields.counts("weeks", least=0, most=MOST_MINUTES)
    for name in weeks:
        if not week_exists(name):
            raise fields.refuse(f"weeks.{name}", "must be named as the ISO week 2026-W49")
    return weeks


def _interval_texts(intervals: tuple[Interval, ...]) -> list[list[str]]:
    return [[start.isoformat(), end.isoformat()] for start, end in intervals]
