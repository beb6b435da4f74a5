"""The plan: who works where and how good that is, with its proof (`orangeriet-plan/1`)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from matching.fields import (
    MOST_COUNT,
    MOST_MAGNITUDE,
    BadInput,
    Fields,
    Refusals,
    parsed_file,
    shown,
)
from matching.plan.levels import Fairness, Level, Stage
from matching.plan.placements import Conflict, Placement, Unfilled

FORMAT: Final = "orangeriet-plan/1"
EFFORTS: Final = ("quick", "normal", "thorough")
STATUSES: Final = ("complete", "stopped")
STOPPERS: Final = ("seconds", "memory", "user")
MOST_SEED: Final = 2**63


class BadPlan(BadInput):
    """A plan that is refused; the message is `field path: what is wrong with it`."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan for the problem whose hash it names."""

    problem: str
    rules: str
    policy: str
    seed: int
    workers: int
    effort: str
    status: str
    stopped_by: str | None
    seconds: float
    peak_mib: float
    levels: tuple[Level, ...]
    placements: tuple[Placement, ...]
    unfilled: tuple[Unfilled, ...]
    conflicts: tuple[Conflict, ...]
    fairness: Fairness
    stage: Stage | None = None

    @classmethod
    def from_json(cls, data: object) -> "Plan":
        """Read parsed JSON; raises BadPlan naming the first field that does not fit."""
        fields = Fields(data, "", Refusals(BadPlan))
        if fields.text("format") != FORMAT:
            raise fields.refuse("format", f"must be {FORMAT}")
        stopped = not fields.absent("stopped_by")
        return cls(
            problem=fields.text("problem"),
            rules=_identity(fields, "rules"),
            policy=_identity(fields, "policy"),
            seed=fields.whole("seed", least=-MOST_SEED, most=MOST_SEED),
            workers=fields.whole("workers", least=0, most=MOST_COUNT),
            effort=fields.choice("effort", EFFORTS),
            status=fields.choice("status", STATUSES),
            stopped_by=fields.choice("stopped_by", STOPPERS) if stopped else None,
            seconds=fields.number("seconds", least=0, most=MOST_MAGNITUDE),
            peak_mib=fields.number("peak_mib", least=0, most=MOST_MAGNITUDE),
            levels=fields.objects("levels", Level.read),
            placements=fields.objects("placements", Placement.read),
            unfilled=fields.objects("unfilled", Unfilled.read),
            conflicts=fields.objects("conflicts", Conflict.read),
            fairness=Fairness.read(fields.object("fairness")),
            stage=None if fields.absent("stage") else Stage.read(fields.object("stage")),
        )

    def to_json(self) -> dict[str, object]:
        """As the format writes it."""
        plan: dict[str, object] = {
            "format": FORMAT,
            "problem": self.problem,
            "rules": self.rules,
            "policy": self.policy,
            "seed": self.seed,
            "workers": self.workers,
            "effort": self.effort,
            "status": self.status,
            "stopped_by": self.stopped_by,
            "seconds": self.seconds,
            "peak_mib": self.peak_mib,
            "levels": [level.to_json() for level in self.levels],
            "placements": [placement.to_json() for placement in self.placements],
            "unfilled": [entry.to_json() for entry in self.unfilled],
            "conflicts": [conflict.to_json() for conflict in self.conflicts],
            "fairness": self.fairness.to_json(),
        }
        return plan if self.stage is None else {**plan, "stage": self.stage.to_json()}


def read_plan(path: Path | str) -> Plan:
    """Read a plan file; raises BadPlan for anything that is not one."""
    return Plan.from_json(parsed_file(Path(path), BadPlan))


def plan_text(plan: Plan) -> str:
    """The plan as a file holds it, with a line end after the last brace."""
    return json.dumps(plan.to_json(), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _identity(fields: Fields, key: str) -> str:
    value = fields.value(key)
    if isinstance(value, dict):
        return fields.object(key).text("id")
    if not isinstance(value, str):
        raise fields.refuse(key, f"must be a text, was {shown(value)}")
    return value
