"""How good a plan is: its levels, the weighted stage and the spread between members."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from matching.fields import MOST_MAGNITUDE, Fields

LEVEL_STATUSES: Final = ("optimal", "feasible", "reported")
"""Proven best; best found; not in the policy's order, so only reported."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level's value and the bound no plan as good before it can pass (null: none wanted).

    `certified` is "weighted" where a weighted stage stands for the level, else null.
    """

    name: str
    sense: str
    value: int
    bound: float | None
    gap: float | None
    status: str
    seconds: float
    certified: str | None = None

    @classmethod
    def read(cls, fields: Fields) -> "Level":
        """Read one level."""
        return cls(
            name=fields.text("name"),
            sense=fields.choice("sense", ("max", "min")),
            value=fields.whole("value", least=-MOST_MAGNITUDE, most=MOST_MAGNITUDE),
            bound=_number_or_none(fields, "bound"),
            gap=_number_or_none(fields, "gap"),
            status=fields.choice("status", LEVEL_STATUSES),
            seconds=fields.number("seconds", least=0, most=MOST_MAGNITUDE),
            certified=None if fields.absent("certified") else fields.text("certified"),
        )

    def to_json(self) -> dict[str, object]:
        """As the format writes it."""
        level: dict[str, object] = {
            "name": self.name,
            "sense": self.sense,
            "value": self.value,
            "bound": _plain(self.bound),
            "gap": self.gap,
            "status": self.status,
            "seconds": self.seconds,
        }
        return level if self.certified is None else {**level, "certified": self.certified}


@dataclass(frozen=True, slots=True)
class Stage:
    """The weighted stage that stands for several levels; coverage is taken out of its numbers.

    `value` is the sum over `weights` of weight times level value, counted negative for the levels
    where less is better; so more is better, and `bound` is at least `value`.
    """

    weights: Mapping[str, int]
    value: float
    bound: float | None
    gap: float | None
    seconds: float

    @classmethod
    def read(cls, fields: Fields) -> "Stage":
        """Read the stage."""
        return cls(
            weights=fields.counts("weights", least=0, most=MOST_MAGNITUDE),
            value=fields.number("value", least=-MOST_MAGNITUDE, most=MOST_MAGNITUDE),
            bound=_number_or_none(fields, "bound"),
            gap=_number_or_none(fields, "gap"),
            seconds=fields.number("seconds", least=0, most=MOST_MAGNITUDE),
        )

    def to_json(self) -> dict[str, object]:
        """As the format writes it."""
        return {
            "weights": dict(self.weights),
            "value": _plain(self.value),
            "bound": _plain(self.bound),
            "gap": self.gap,
            "seconds": self.seconds,
        }


@dataclass(frozen=True, slots=True)
class Fairness:
    """How evenly h/T is spread over the members with T > 0; null where there are none.

    The tenth percentile is the smallest share that at least a tenth of them do not pass
    (nearest rank); Gini is the mean absolute difference over twice the mean, 0 where all have 0.
    """

    least: float | None
    tenth_percentile: float | None
    gini: float | None

    @classmethod
    def read(cls, fields: Fields) -> "Fairness":
        """Read the figures."""
        names = ("least", "tenth_percentile", "gini")
        return cls(*(_number_or_none(fields, name) for name in names))

    def to_json(self) -> dict[str, object]:
        """As the format writes it."""
        return {
            "least": self.least,
            "tenth_percentile": self.tenth_percentile,
            "gini": self.gini,
        }


def _plain(value: float | None) -> float | int | None:
    whole = value is not None and float(value).is_integer()
    return int(value) if whole and value is not None else value


def _number_or_none(fields: Fields, key: str) -> float | None:
    if fields.absent(key):
        return None
    return fields.number(key, least=-MOST_MAGNITUDE, most=MOST_MAGNITUDE)
