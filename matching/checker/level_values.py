"""Every level of a plan, computed anew from the problem and the placements."""

import hashlib
from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

from matching.checker.calendar import days_between
from matching.checker.duty import Duty, duties_of
from matching.checker.geography import travel_minutes
from matching.checker.pair_rules import need_answers
from matching.plan import Placement
from matching.problem import LEVELS, Member, Problem

FIFTH_WEIGHTS: Final = (16, 8, 4, 2, 1)


def level_values(
    problem: Problem, placements: Sequence[Placement], *, seed: int = 1
) -> dict[str, int]:
    """The value of each level by name, in the order of the contract.

    `seed` is that of the public draw. Raises BadPlan for a placement the problem does not know.
    """
    return duty_values(problem, duties_of(problem, placements), seed)


def duty_values(problem: Problem, duties: Sequence[Duty], seed: int) -> dict[str, int]:
    """The value of each level by name, in the order of the contract."""
    workers = [duty for duty in duties if duty.works]
    values = (
        *(coverage(workers, priority) for priority in (3, 2, 1)),
        stability(problem, duties),
        fairness(problem, duties),
        sum(_misfit(duty) for duty in workers),
        sum(1 for duty in workers if duty.member.develop and not _develops(duty)),
        len({(duty.member.id, duty.posting.id) for duty in workers}),
        sum(1 for duty in workers if _against_wishes(duty)),
        sum(_travel(duty) for duty in duties),
        sum(_lot(seed, duty) for duty in duties),
    )
    return dict(zip(LEVELS, values, strict=True))


def coverage(workers: Iterable[Duty], priority: int) -> int:
    """Filled seat-minutes of the postings with a priority."""
    return sum(duty.minutes for duty in workers if duty.posting.priority == priority)


def stability(problem: Problem, duties: Iterable[Duty]) -> int:
    """Pairs offered earlier, not declined, that the plan has in neither role."""
    declined = {(pair.member, pair.shift) for pair in problem.declined}
    proposed = {(pair.member, pair.shift) for pair in problem.proposed}
    placed = {(duty.member.id, duty.shift.id) for duty in duties}
    return len(proposed - declined - placed)


def fairness(problem: Problem, duties: Iterable[Duty]) -> int:
    """Minutes towards each member's target, weighted most for the lowest fifth of it."""
    planned = _planned_minutes(duties)
    days = days_between(problem.period.start, problem.period.end)
    total = 0
    for member in problem.members:
        fifth = _fifth(member, days)
        done = member.worked_minutes + planned.get(member.id, 0)
        for place, weight in enumerate(FIFTH_WEIGHTS):
            total += weight * max(0, min(fifth, done - place * fifth))
    return total


def shares_of_target(problem: Problem, duties: Iterable[Duty]) -> list[float]:
    """h/T of every member with a target, from the least to the most."""
    planned = _planned_minutes(duties)
    days = days_between(problem.period.start, problem.period.end)
    shares = []
    for member in problem.members:
        target = 5 * _fifth(member, days)
        if target:
            done = member.worked_minutes + planned.get(member.id, 0)
            shares.append(min(done, target) / target)
    return sorted(shares)


def shares_gini(shares: Sequence[float]) -> float:
    """Gini of shares sorted from the least: mean difference over twice the mean, 0 if all are 0."""
    total = sum(shares)
    if not total:
        return 0.0
    count = len(shares)
    ranked = sum((2 * rank - count - 1) * share for rank, share in enumerate(shares, start=1))
    return ranked / (count * total)


def tenth_place(count: int) -> int:
    """The place, from 0, of the tenth percentile by nearest rank among `count` sorted shares."""
    return ceil(count / 10) - 1


def _planned_minutes(duties: Iterable[Duty]) -> dict[str, int]:
    planned: dict[str, int] = {}
    for duty in duties:
        planned[duty.member.id] = planned.get(duty.member.id, 0) + duty.minutes
    return planned


def _fifth(member: Member, days: int) -> int:
    return member.wanted_week_minutes * (7 * member.active_weeks + days) // 35


def _misfit(duty: Duty) -> int:
    member, posting = duty.member, duty.posting
    misfit = 0
    for dimension, demand in posting.demands.items():
        ability = member.abilities.get(dimension)
        if ability is None:
            misfit += 1 if demand > 0 else 0
        else:
            misfit += max(0, demand - ability) ** 2
    answers = need_answers(member, duty.site).values()
    misfit += sum(1 for answer in answers if answer == "question")
    lacking = (code for code, level in posting.merits.items() if member.skills.get(code, 0) < level)
    return misfit + sum(1 for _ in lacking)


def _develops(duty: Duty) -> bool:
    member, posting = duty.member, duty.posting
    for wanted in member.develop:
        ability = member.abilities.get(wanted)
        if ability is not None and posting.demands.get(wanted) == ability + 1:
            return True
        if wanted in posting.merits and posting.merits[wanted] > member.skills.get(wanted, 0):
            return True
    return False


def _against_wishes(duty: Duty) -> bool:
    wishes = duty.member.wishes
    return bool(wishes) and duty.posting.task not in wishes


def _travel(duty: Duty) -> int:
    if duty.member.travel is not None and duty.site.id in duty.member.travel:
        return duty.member.travel[duty.site.id]
    return travel_minutes(duty.member.home, duty.site.location)


def _lot(seed: int, duty: Duty) -> int:
    drawn = f"{seed}:{duty.member.id}:{duty.shift.id}:{duty.role}"
    return int(hashlib.sha256(drawn.encode()).hexdigest()[:8], 16)
