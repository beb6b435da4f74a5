"""Matching: people with skills and needs to shifts, exactly, with proof and reasons.

A pure package: problems in, plans out; no database, no web. OR-Tools is loaded by `solve` only.
"""

from typing import TYPE_CHECKING

from matching.apart import SolveFailed, solve_apart
from matching.check import check, verdict
from matching.eligibility import why_not
from matching.plan import BadPlan, Plan, plan_text, read_plan
from matching.problem import BadProblem, Problem, read_problem
from matching.progress import Progress
from matching.reasons import Reason
from matching.replace import Replacement, replace

if TYPE_CHECKING:
    from matching.solver import solve

__all__ = [
    "BadPlan",
    "BadProblem",
    "Plan",
    "Problem",
    "Progress",
    "Reason",
    "Replacement",
    "SolveFailed",
    "check",
    "plan_text",
    "read_plan",
    "read_problem",
    "replace",
    "solve",
    "solve_apart",
    "verdict",
    "why_not",
]


def __getattr__(name: str) -> object:
    """Load the solver when it is asked for: OR-Tools takes half a second to import."""
    if name == "solve":
        from matching.solver import solve as found

        globals()["solve"] = found
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
