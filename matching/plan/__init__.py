"""The plan format: what the solver answers, and what the checker holds it to."""

from matching.plan.levels import LEVEL_STATUSES, Fairness, Level, Stage
from matching.plan.placements import Conflict, Detail, FunnelStep, Placement, Unfilled
from matching.plan.plan import EFFORTS, STATUSES, STOPPERS, BadPlan, Plan, plan_text, read_plan

__all__ = [
    "EFFORTS",
    "LEVEL_STATUSES",
    "STATUSES",
    "STOPPERS",
    "BadPlan",
    "Conflict",
    "Detail",
    "Fairness",
    "FunnelStep",
    "Level",
    "Placement",
    "Plan",
    "Stage",
    "Unfilled",
    "plan_text",
    "read_plan",
]
