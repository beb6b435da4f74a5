"""The compact model as opponents get it: a choice for each eligible pair, level after level."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from matching.bench.counted import by_count
from matching.cpsat import Exact
from matching.crew import Supervise, add_crew_rules, by_ranks, seats_of
from matching.eligibility import Option, options
from matching.hours import add_hour_rules, clash
from matching.index import Index
from matching.linear import Form, Linear
from matching.objective import keys_of, level_forms, pinned_keys
from matching.problem.rules import COVERAGE_LEVELS
from matching.worth import Key, Worth

ENOUGH_GAP = 0.001
"""A coverage level is done where bound and value are no further apart than this share."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a method found: its placements, and what it has proven of each coverage level."""

    keys: list[Key]
    seconds: float
    gaps: list[float]


@dataclass(frozen=True, slots=True)
class Solution:
    """One solve of an opponent: values by variable (none found: empty) and the bound."""

    values: list[int]
    bound: float


Solve = Callable[[Linear, Form, float], Solution]
Build = Callable[[Index, Sequence[Option]], Linear]


def by_levels(
    index: Index,
    solve: Solve,
    seconds: float,
    *,
    build: Build | None = None,
) -> Answer:
    """The three levels of coverage in strict order by one opponent, within a wall limit.

    Its model is `compact` where no other way to build one is given; nothing in it stands for the
    levels after coverage.
    """
    began = time.monotonic()
    choices = options(index)
    linear = (build or compact)(index, choices)
    forms = level_forms(linear, index, Worth(index, 1), choices, COVERAGE_LEVELS)
    values: list[int] = []
    gaps: list[float] = []
    for level in COVERAGE_LEVELS:
        form = forms[level]
        left = seconds - (time.monotonic() - began)
        found = solve(linear, form, left) if left > 0 else Solution([], float("inf"))
        if not found.values:
            gaps += [1.0] * (len(COVERAGE_LEVELS) - len(gaps))
            break
        values = found.values
        value = form.value(values)
        bound = found.bound + form.constant
        gaps.append(max(0.0, bound - value) / max(1.0, abs(bound)))
        linear.add(form.terms, low=value - form.constant)
    keys = pinned_keys(index)
    for at, option in enumerate(choices):
        if values and values[at]:
            keys += keys_of(option)
    return Answer(keys, time.monotonic() - began, gaps)


def compact(index: Index, choices: Sequence[Option]) -> Linear:
    """A choice for each eligible pair, and supervision by the number of supervisors."""
    return _with_rules(index, choices, by_count)


def ranked(index: Index, choices: Sequence[Option]) -> Linear:
    """The same with supervision as our own engine writes it."""
    return _with_rules(index, choices, by_ranks)


def _with_rules(index: Index, choices: Sequence[Option], supervise: Supervise) -> Linear:
    linear = Linear()
    for _ in choices:
        linear.boolean()
    add_crew_rules(linear, index, seats_of(index, choices), supervise)
    add_hour_rules(linear, index, choices)
    return linear


def naive(index: Index, choices: Sequence[Option]) -> Linear:
    """A variable for each member and shift, eligible or not, and a row for each pair that clash.

    So are shifts scheduled in the examples that come with OR-Tools.
    """
    linear = compact(index, choices)
    alone = {(o.member, o.shifts[0]): at for at, o in enumerate(choices) if len(o.shifts) == 1}
    for person in index.people:
        own = []
        for slot in index.slots:
            at = alone.get((person.number, slot.number))
            variable = linear.integer(0, 0) if at is None else at
            own.append((variable, Option(person.number, (slot.number,), "work")))
        for (one, first), (other, second) in combinations(own, 2):
            if clash(index, first, second):
                linear.add([(one, 1), (other, 1)], high=1)
    return linear


def with_cpsat(linear: Linear, form: Form, seconds: float, *, tuned: bool) -> Solution:
    """CP-SAT with its defaults on two workers, or as we found it best: one worker, level 2."""
    exact = Exact(linear)
    defaults = {} if tuned else {"num_workers": 2, "linearization_level": 1}
    limits = {"max_time_in_seconds": seconds, "relative_gap_limit": ENOUGH_GAP}
    exact.parameters = limits | defaults
    outcome = exact.best(form, "max", [], float("inf"), 1)
    return Solution(outcome.values, outcome.bound - form.constant)


def with_highs(linear: Linear, form: Form, seconds: float) -> Solution:
    """HiGHS, as its wheel comes."""
    import highspy
    import numpy as np

    model = highspy.HighsLp()
    count = len(linear.lows)
    costs = np.zeros(count)
    for variable, factor in form.terms:
        costs[variable] += factor
    infinity = highspy.kHighsInf
    model.num_col_, model.num_row_ = count, len(linear.rows)
    model.col_cost_ = costs
    model.col_lower_ = np.array(linear.lows, float)
    model.col_upper_ = np.array(linear.highs, float)
    model.row_lower_ = np.array([-infinity if r.low is None else r.low for r in linear.rows], float)
    model.row_upper_ = np.array(
        [infinity if r.high is None else r.high for r in linear.rows], float
    )
    sizes = [len(row.terms) for row in linear.rows]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *sizes])
    model.a_matrix_.index_ = np.array([v for row in linear.rows for v, _ in row.terms])
    model.a_matrix_.value_ = np.array([f for row in linear.rows for _, f in row.terms], float)
    model.integrality_ = [highspy.HighsVarType.kInteger] * count
    model.sense_ = highspy.ObjSense.kMaximize
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    wanted = {"output_flag": False, "time_limit": float(seconds), "mip_rel_gap": ENOUGH_GAP}
    for name, value in wanted.items():
        solver.setOptionValue(name, value)
    solver.passModel(model)
    solver.run()
    info = solver.getInfo()
    if info.primal_solution_status != highspy.kSolutionStatusFeasible:
        return Solution([], float("inf"))
    return Solution([round(v) for v in solver.getSolution().col_value], info.mip_dual_bound)


def with_scip(linear: Linear, form: Form, seconds: float) -> Solution:
    """SCIP, as its wheel comes."""
    from pyscipopt import Model, quicksum

    model = Model()
    model.hideOutput()
    model.setParam("limits/time", float(seconds))
    model.setParam("limits/gap", ENOUGH_GAP)
    variables = [
        model.addVar(vtype="I", lb=low, ub=high)
        for low, high in zip(linear.lows, linear.highs, strict=True)
    ]
    for row in linear.rows:
        total = quicksum(factor * variables[variable] for variable, factor in row.terms)
        if row.high is not None:
            model.addCons(total <= row.high)
        if row.low is not None:
            model.addCons(total >= row.low)
    model.setObjective(quicksum(f * variables[v] for v, f in form.terms), "maximize")
    model.optimize()
    if model.getNSols() == 0:
        return Solution([], float("inf"))
    return Solution([round(model.getVal(v)) for v in variables], model.getDualbound())
