"""Forced plans, smallest changes and keys against an enumeration of every lawful plan."""

import pytest

from matching import Problem, solve
from matching.changes import changed, single_changes
from matching.coverage import of_work_alone
from matching.forced import forced
from matching.index import Index
from matching.keys import keys, most_opened
from matching.plan import Plan
from matching.smallest import smallest_change
from tests.matching.oracle import MORE_IS_BETTER, Oracle
from tests.matching.tiny import tiny_problem

CHUNKS = [range(start, start + 20) for start in range(0, 200, 20)]


def plain(problem: Problem) -> Plan:
    """A deterministic solve on one worker."""
    return solve(problem, workers=1, effort="thorough")


def as_json(problem: Problem) -> dict[str, object]:
    """What the enumerator reads."""
    return problem.to_json()


def best_with(problem: Problem, member: str, shift: str) -> tuple[int, ...] | None:
    """The best levels of all lawful plans with the pair, by enumeration; None if there is none."""
    oracle = Oracle(as_json(problem))
    found = None
    for plan in oracle.plans():
        if (member, shift, "work") in plan:
            levels = oracle.levels(plan, 1)
            value = tuple(
                levels[name] if name in MORE_IS_BETTER else -levels[name] for name in oracle.order()
            )
            found = value if found is None else max(found, value)
    return found


def enumerated(problem: Problem) -> int:
    """The most seat-minutes any lawful plan fills, whatever their priority."""
    oracle = Oracle(as_json(of_work_alone(problem)))
    return max(oracle.levels(plan, 1)["coverage-1"] for plan in oracle.plans())


@pytest.mark.slow
@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: f"from {seeds.start}")
def test_a_forced_plan_is_the_best_of_all_that_hold_the_placement(seeds: range) -> None:
    for seed in seeds:
        problem = Problem.from_json(tiny_problem(seed))
        plan = plain(problem)
        there = {(p.member, p.shift) for p in plan.placements}
        pairs = [(m.id, s.id) for m in problem.members for s in problem.shifts]
        for member, shift in [pair for pair in pairs if pair not in there][:3]:
            best = best_with(problem, member, shift)
            found = forced(problem, member, shift, plain)
            assert found.exact, seed
            assert (found.plan is None) == (best is None), (seed, member, shift)
            if found.plan is not None:
                levels = {level.name: level.value for level in found.plan.levels}
                order = problem.policy.order
                got = tuple(levels[n] if n in MORE_IS_BETTER else -levels[n] for n in order)
                assert got == best, (seed, member, shift)


@pytest.mark.slow
@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: f"from {seeds.start}")
def test_keys_are_what_enumeration_opens(seeds: range) -> None:
    for seed in seeds:
        problem = Problem.from_json(tiny_problem(seed))
        before = enumerated(problem)
        report = keys(problem, top=100)
        assert report.filled.exact
        assert report.filled.value == before, seed
        listed = {key.change: key.gained for key in report.found}
        for change, pairs in single_changes(Index(problem)).items():
            gained = enumerated(changed(problem, change)) - before
            assert listed.get(change, 0) == gained, (seed, change)
            assert gained <= most_opened(Index(problem), pairs), (seed, change)
        assert all(key.exact for key in report.found)


@pytest.mark.slow
@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: f"from {seeds.start}")
def test_the_smallest_change_fills_the_seat_and_no_smaller_one_does(seeds: range) -> None:
    for seed in seeds:
        problem = Problem.from_json(tiny_problem(seed))
        for entry in plain(problem).unfilled[:2]:
            found = smallest_change(problem, entry.shift, plain)
            assert found.complete
            expected = enumerated_smallest(problem, entry.shift)
            got = None if found.found is None else (found.found.change.kind, found.found.minutes)
            assert got == expected, (seed, entry.shift)


def enumerated_smallest(problem: Problem, shift: str) -> tuple[str, int] | None:
    """Kind and gain of the first change that fills the seat, by enumeration alone."""
    from matching.smallest import _changes, _size

    index = Index(problem)
    before = enumerated(problem)
    for change, member in sorted(_changes(index, index.shift_number[shift]), key=_size):
        with_it = of_work_alone(changed(problem, change))
        oracle = Oracle(as_json(with_it))
        filled = [
            oracle.levels(plan, 1)["coverage-1"]
            for plan in oracle.plans()
            if (member, shift, "work") in plan
        ]
        if filled and max(filled) > before:
            return change.kind, max(filled) - before
    return None
