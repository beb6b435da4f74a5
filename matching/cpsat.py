"""CP-SAT reads the linear model: the only door to the solver for exact levels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ortools.sat.python import cp_model

from matching.linear import Form, Linear

FOR_COVERAGE: Final = {
    "max_presolve_iterations": 1,
    "add_lp_constraints_lazily": False,
    "hint_conflict_limit": 0,
    "new_constraints_batch_size": 20,
    "instantiate_all_variables": False,
    "only_add_cuts_at_level_zero": True,
}
"""Coverage stands or falls with the first LP and its cuts: all rows in it, presolve once, cuts in
small batches and at the root alone, and no search around a plan that never looked at this level.
The last four prove coverage-1 in about four fifths of the time, over
thirty-two regions; later levels come out worse with all of them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one solve gave: values (empty when none were found), its objective and bound."""

    values: list[int]
    value: int | None
    bound: float
    proven: bool


class Exact:
    """One CP-SAT model that is solved level by level and takes over what its linear gains."""

    def __init__(self, linear: Linear) -> None:
        self.linear = linear
        self.parameters: Mapping[str, float] = {}
        self.model = cp_model.CpModel()
        self.variables: list[cp_model.IntVar] = []
        self._rows = 0
        self._read()

    def _read(self) -> None:
        """Take over what the linear model has gained."""
        linear, known = self.linear, len(self.variables)
        self.variables += [
            self.model.new_int_var(low, high, "")
            for low, high in zip(linear.lows[known:], linear.highs[known:], strict=True)
        ]
        for row in linear.rows[self._rows :]:
            low = cp_model.INT_MIN if row.low is None else row.low
            high = cp_model.INT_MAX if row.high is None else row.high
            self.model.add_linear_constraint(self._expression(row.terms), low, high)
        self._rows = len(linear.rows)

    def _expression(self, terms: Sequence[tuple[int, int]]) -> cp_model.LinearExprT:
        variables = [self.variables[variable] for variable, _ in terms]
        factors = [factor for _, factor in terms]
        return cp_model.LinearExpr.weighted_sum(variables, factors)

    def hold(self, form: Form, sense: str, value: int) -> None:
        """From now on the level is at least as good as this value."""
        expression = self._expression(form.terms)
        if sense == "max":
            self.model.add(expression >= value - form.constant)
        else:
            self.model.add(expression <= value - form.constant)

    def fix(self, values: Mapping[int, int]) -> None:
        """From now on these variables have these values."""
        for variable, value in values.items():
            self.model.add(self.variables[variable] == value)

    def best(self, form: Form, sense: str, hint: Sequence[int], work: float, seed: int) -> Outcome:
        """Make the level as good as possible within a deterministic amount of work.

        Linearization level 2 on one worker: at 160 members it proves in seconds what the
        defaults leave open after minutes, and one worker gives the same plan each time.
        """
        self._read()
        expression = self._expression(form.terms)
        if sense == "max":
            self.model.maximize(expression)
        else:
            self.model.minimize(expression)
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for variable, value in enumerate(hint):
            self.model.add_hint(self.variables[variable], value)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = work
        solver.parameters.random_seed = seed % 2**31
        for name, wanted in self.parameters.items():
            setattr(solver.parameters, name, wanted)
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Outcome([], None, solver.best_objective_bound + form.constant, proven=False)
        values = [solver.value(variable) for variable in self.variables]
        bound = solver.best_objective_bound + form.constant
        proven = status == cp_model.OPTIMAL
        return Outcome(values, form.value(values), bound, proven=proven)
