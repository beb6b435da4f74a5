"""A posting, the work a company asks for, and the shifts it consists of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from matching.fields import MOST_COUNT, Fields

KINDS: Final = ("hire_out", "service", "internship")
MOST_SKILL_LEVEL: Final = 3
MOST_ABILITY: Final = 4


@dataclass(frozen=True, slots=True)
class Posting:
    """What the work of a posting asks of those who do it."""

    id: str
    site: str
    task: str
    kind: str
    priority: int = 1
    skills: Mapping[str, int] = field(default_factory=dict)
    team_skills: Mapping[str, int] = field(default_factory=dict)
    merits: Mapping[str, int] = field(default_factory=dict)
    demands: Mapping[str, int] = field(default_factory=dict)
    floors: Mapping[str, int] = field(default_factory=dict)
    hazards: tuple[str, ...] = ()
    supervision: int | None = None
    whole: bool = False
    team: int = 1

    @classmethod
    def read(cls, fields: Fields) -> "Posting":
        """Read one posting."""
        supervised = not fields.absent("supervision")
        return cls(
            id=fields.text("id"),
            site=fields.text("site"),
            task=fields.text("task"),
            kind=fields.choice("kind", KINDS),
            priority=fields.whole("priority", least=1, most=3, default=1),
            skills=fields.counts("skills", least=1, most=MOST_SKILL_LEVEL),
            team_skills=fields.counts("team_skills", least=0, most=MOST_COUNT),
            merits=fields.counts("merits", least=1, most=MOST_SKILL_LEVEL),
            demands=fields.counts("demands", least=0, most=MOST_ABILITY),
            floors=fields.counts("floors", least=0, most=MOST_ABILITY),
            hazards=fields.texts("hazards"),
            supervision=(
                fields.whole("supervision", least=1, most=MOST_COUNT) if supervised else None
            ),
            whole=fields.flag("whole", default=False),
            team=fields.whole("team", least=1, most=MOST_COUNT, default=1),
        )

    def to_json(self) -> dict[str, object]:
        """As the format writes it, defaults included."""
        return {
            "id": self.id,
            "site": self.site,
            "task": self.task,
            "kind": self.kind,
            "priority": self.priority,
            "skills": dict(self.skills),
            "team_skills": dict(self.team_skills),
            "merits": dict(self.merits),
            "demands": dict(self.demands),
            "floors": dict(self.floors),
            "hazards": list(self.hazards),
            "supervision": self.supervision,
            "whole": self.whole,
            "team": self.team,
        }


@dataclass(frozen=True, slots=True)
class Shift:
    """One stretch of work with a number of seats."""

    id: str
    posting: str
    start: datetime
    end: datetime
    heads: int
    break_minutes: int = 0

    @property
    def work_minutes(self) -> int:
        """Minutes between start and end, less the break."""
        return (self.end - self.start) // timedelta(minutes=1) - self.break_minutes

    @classmethod
    def read(cls, fields: Fields) -> "Shift":
        """Read one shift; the break is shorter than the shift."""
        start, end = fields.interval()
        length = (end - start) // timedelta(minutes=1)
        return cls(
            id=fields.text("id"),
            posting=fields.text("posting"),
            start=start,
            end=end,
            heads=fields.whole("heads", least=1, most=MOST_COUNT),
            break_minutes=fields.whole("break_minutes", least=0, most=length - 1, default=0),
        )

    def to_json(self) -> dict[str, object]:
        """As the format writes it, defaults included."""
        return {
            "id": self.id,
            "posting": self.posting,
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "break_minutes": self.break_minutes,
            "heads": self.heads,
        }
