"""Parts that share nothing are found, and solving them apart loses nothing."""

from matching import Problem, check, solve
from matching.eligibility import options
from matching.generate import generate
from matching.index import Index
from matching.objective import pinned_keys
from matching.part import Part
from matching.parts import parts_of
from matching.solver import Solver
from matching.stages import stages_of, weights_of
from matching.worth import Worth, values
from tests.matching.make import make_member, make_posting, make_problem, make_shift, make_site


def two_towns() -> dict[str, object]:
    """Two sites too far apart for anybody to reach both, with a member and a shift at each."""
    return make_problem(
        sites=[make_site(), make_site("far", location=[60.0, 20.0])],
        postings=[make_posting(), make_posting("away", site="far")],
        shifts=[make_shift(), make_shift("distant", posting="away")],
        members=[make_member("anna"), make_member("bo", home=[60.0, 20.0])],
    )


def test_every_choice_is_in_exactly_one_part_and_no_shift_in_two() -> None:
    index = Index(Problem.from_json(generate("M", 3)))
    every = options(index)
    parts = parts_of(index, every)
    assert len(parts) > 1
    assert sorted((o.member, o.shifts, o.role) for part in parts for o in part) == sorted(
        (o.member, o.shifts, o.role) for o in every
    )
    shifts = [{shift for option in part for shift in option.shifts} for part in parts]
    assert sum(map(len, shifts)) == len(set().union(*shifts))


def test_work_in_two_towns_is_filled_in_both() -> None:
    problem = Problem.from_json(two_towns())
    plan = solve(problem)
    assert {placement.member for placement in plan.placements} == {"anna", "bo"}
    assert check(problem, plan) == []


def test_each_place_earlier_in_the_order_doubles_the_weight() -> None:
    weights = weights_of(("fairness", "fit", "travel"))
    assert weights == {"fairness": 4, "fit": 60, "travel": 1}


def test_coverage_is_strict_in_problems_of_any_size() -> None:
    order = ("coverage-3", "coverage-2", "coverage-1", "fairness", "travel", "lottery")
    large = stages_of(order, 1_000)
    assert (large.strict, large.draw) == (order[:3], ("lottery",))
    assert stages_of(order, 10).strict == order


def test_two_levels_proven_in_one_search_are_what_each_alone_would_be() -> None:
    together, alone = _part("S", 3), _part("S", 3)
    for part in (together, alone):
        urgent = part.form_of({"coverage-3": 1})
        part.solve(urgent, work=4.0)
        part.hold(urgent)
    together.prove_together("coverage-2", "coverage-1", work=4.0)
    assert together.proven == {"coverage-2", "coverage-1"}
    for level in ("coverage-2", "coverage-1"):
        form = alone.form_of({level: 1})
        found = alone.solve(form, work=4.0)
        assert found is not None
        assert found.proven
        assert together.form_of({level: 1}).value(together.values) == found.value
        alone.hold(form)


def test_two_levels_that_one_search_does_not_prove_in_its_time_are_left_open() -> None:
    part = _part("S", 3)
    part.prove_together("coverage-2", "coverage-1", work=0.0)
    assert part.proven == set()


def test_a_level_that_joins_late_counts_what_the_plan_so_far_gives() -> None:
    part = _part("S", 2)
    part.solve(part.form_of({"coverage-1": 1}), work=4.0)
    pins = pinned_keys(part.index)
    before, after = values(part.index, 1, pins), values(part.index, 1, pins + part.keys)
    for level in ("fairness", "continuity"):
        gained = part.form_of({level: 1}).value(part.values)
        assert abs(gained) == after[level] - before[level] > 0


def _part(scale: str, seed: int) -> Part:
    index = Index(Problem.from_json(generate(scale, seed)))
    return Part(index, options(index), Worth(index, 1), set(), seed=1)


def test_neighbourhoods_only_ever_make_a_plan_better() -> None:
    problem = Problem.from_json(generate("S", 2))
    index = Index(problem)
    choices = options(index)
    part = Part(index, choices, Worth(index, 1), set(), seed=1)
    coverage, fairness = part.form_of({"coverage-1": 1}), part.form_of({"fairness": 1})
    part.solve(coverage, 2.0)
    part.hold(coverage)
    before = values(index, 1, part.keys)
    part.improve(fairness, rounds=12)
    after = values(index, 1, part.keys)
    assert after["coverage-1"] >= before["coverage-1"]
    assert after["fairness"] > before["fairness"]


def test_a_large_problem_is_certified_by_a_weighted_stage() -> None:
    problem = Problem.from_json(generate("M", 4))
    solver = Solver(problem, seed=1, workers=2, effort="quick")
    plan = solver.run()
    assert check(problem, plan) == []
    strict = [level for level in plan.levels if level.name.startswith("coverage")]
    assert all(level.gap is not None and level.gap <= 0.001 for level in strict)
    stage = plan.stage
    assert stage is not None
    assert stage.gap is not None
    assert stage.gap <= 0.05
    weighted = {level.name for level in plan.levels if level.certified == "weighted"}
    assert weighted == set(stage.weights)
