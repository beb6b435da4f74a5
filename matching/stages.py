"""Which levels are solved in strict order and which as one weighted stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from matching.problem.rules import COVERAGE_LEVELS

STRICT_CHOICES: Final = 300
"""Up to so many connected choices every level is solved on its own."""

UNITS: Final = {"stability": 5_000, "fairness": 1, "travel": 1}
"""What one unit of a level weighs before its place in the order counts; 30 where none is named.

A minute of travel is the measure: half an hour of it for one step of fit, one wish, one face.
Fairness counts minutes already, sixteenfold for those who have had least.
"""


@dataclass(frozen=True, slots=True)
class Stages:
    """The order of a policy in three: strict, weighted, and the draw between equals at its end."""

    strict: tuple[str, ...]
    weights: dict[str, int]
    draw: tuple[str, ...]


def stages_of(order: Sequence[str], choices: int) -> Stages:
    """How a problem whose largest part has so many choices is solved.

    Coverage is always strict. In larger problems the levels after it share one weighted stage, in
    which each place earlier in the order doubles the weight; a draw at the end stays a draw.
    """
    draw = tuple(order[-1:]) if order[-1] == "lottery" else ()
    body = tuple(order[: len(order) - len(draw)])
    if choices <= STRICT_CHOICES:
        return Stages(tuple(order), {}, ())
    cut = len(COVERAGE_LEVELS)
    return Stages(body[:cut], weights_of(body[cut:]), draw)


def weights_of(levels: Sequence[str]) -> dict[str, int]:
    """The weight of each level in a stage of these, in their order."""
    return {
        name: UNITS.get(name, 30) * 2 ** (len(levels) - 1 - at) for at, name in enumerate(levels)
    }
