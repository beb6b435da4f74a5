"""What the plan says about itself, besides its levels: its problem, placements and empty seats."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from matching.checker.breach import Breach
from matching.checker.duty import Duty
from matching.checker.level_values import shares_gini, shares_of_target, tenth_place
from matching.checker.pair_rules import need_answers
from matching.plan import Placement, Plan, Unfilled
from matching.problem import Problem

SHARE_TOLERANCE: Final = 1e-3
"""Shares are figures to read, and may be rounded to three decimals."""


def claim_breaches(problem: Problem, plan: Plan, duties: Sequence[Duty]) -> Iterator[Breach]:
    """Every statement of the plan about itself that is not so."""
    yield from _origin(problem, plan)
    for duty, placement in zip(duties, plan.placements, strict=True):
        yield from _placement(duty, placement)
    yield from _unfilled(problem, plan, duties)
    yield from _fairness(problem, plan, duties)


def _about_plan(code: str, text: str) -> Breach:
    return Breach(code, None, None, text)


def _origin(problem: Problem, plan: Plan) -> Iterator[Breach]:
    if plan.problem != problem.digest:
        yield _about_plan("problem", f"the plan is for {plan.problem}, not {problem.digest}")
    if plan.rules != problem.rules.id:
        yield _about_plan("rules", f"the plan follows {plan.rules}, not {problem.rules.id}")
    if plan.policy != problem.policy.id:
        yield _about_plan("policy", f"the plan follows {plan.policy}, not {problem.policy.id}")
    if (plan.status == "stopped") != (plan.stopped_by is not None):
        yield _about_plan("status", f"{plan.status}, stopped by {plan.stopped_by or 'nothing'}")


def _placement(duty: Duty, placement: Placement) -> Iterator[Breach]:
    answers = need_answers(duty.member, duty.site)
    for claim, answer, listed in (
        ("adaptations", "adaptation", placement.adaptations),
        ("questions", "question", placement.questions),
    ):
        true = {need for need, found in answers.items() if found == answer}
        if true != set(listed):
            named = ", ".join(sorted(true)) or "none"
            yield _about_duty(duty, f"{claim} must be {named}")
    if placement.pinned != duty.pinned:
        yield _about_duty(duty, f"pinned must be {str(duty.pinned).lower()}")


def _about_duty(duty: Duty, text: str) -> Breach:
    member, shift = duty.member.id, duty.shift.id
    return Breach("placement", member, shift, text, (member,), (shift,))


def _unfilled(problem: Problem, plan: Plan, duties: Sequence[Duty]) -> Iterator[Breach]:
    workers = Counter(duty.shift.id for duty in duties if duty.works)
    empty = {shift.id: shift.heads - workers[shift.id] for shift in problem.shifts}
    listed = Counter(entry.shift for entry in plan.unfilled)
    for entry in plan.unfilled:
        yield from _entry(entry, empty.get(entry.shift, 0), len(problem.members))
    for shift, seats in empty.items():
        if seats > 0 and not listed[shift]:
            yield _about_shift(shift, f"{seats} seats are empty and not listed")
        if listed[shift] > 1:
            yield _about_shift(shift, f"is listed {listed[shift]} times")


def _entry(entry: Unfilled, empty: int, members: int) -> Iterator[Breach]:
    if entry.seats != empty:
        yield _about_shift(entry.shift, f"{max(0, empty)} seats are empty, listed {entry.seats}")
    left = members
    for step in entry.funnel:
        if step.members > left:
            text = f"the funnel widens at {step.code} from {left} to {step.members} members"
            yield _about_shift(entry.shift, text)
        left = step.members


def _about_shift(shift: str, text: str) -> Breach:
    return Breach("unfilled", None, shift, text, (), (shift,))


def _fairness(problem: Problem, plan: Plan, duties: Sequence[Duty]) -> Iterator[Breach]:
    """The tenth percentile is held to its two neighbours: rankings differ in how they cut."""
    shares = shares_of_target(problem, duties)
    if not shares:
        return
    place = tenth_place(len(shares))
    spans = (
        ("least", plan.fairness.least, shares[0], shares[0]),
        (
            "tenth_percentile",
            plan.fairness.tenth_percentile,
            shares[max(0, place - 1)],
            shares[min(place + 1, len(shares) - 1)],
        ),
        ("gini", plan.fairness.gini, shares_gini(shares), shares_gini(shares)),
    )
    for name, claimed, least, most in spans:
        if claimed is not None and not (
            least - SHARE_TOLERANCE <= claimed <= most + SHARE_TOLERANCE
        ):
            yield _about_plan("fairness", f"{name} is {most:.4f}, claimed {claimed:.4f}")
