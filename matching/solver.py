"""The one public function: a problem in, a verified plan out."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import inf
from typing import Final

from matching.assemble import Proof, Run, assemble
from matching.check import check
from matching.cpsat import FOR_COVERAGE
from matching.eligibility import options
from matching.greedy import greedy
from matching.index import WORK, Index
from matching.linear import Form
from matching.memory import peak_mib
from matching.objective import pinned_keys
from matching.part import Found, Part
from matching.parts import parts_of
from matching.plan import Plan, Stage
from matching.problem import SENSES, Problem
from matching.problem.rules import COVERAGE_LEVELS
from matching.progress import Progress, gap_of
from matching.simple import simple_plan
from matching.stages import stages_of
from matching.worth import Key, Worth, value_of, values

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Effort:
    """Deterministic amounts of work for each part of a problem.

    `first` is for each level in strict order, `proof` for the bound of fairness, `later` for the
    weighted stage, all in the solver's own unit; `rounds` counts neighbourhoods.
    """

    first: float
    proof: float
    later: float
    rounds: int


EFFORTS: Final = {
    "quick": Effort(2.0, 0.8, 0.3, 40),
    "normal": Effort(4.0, 1.5, 0.4, 100),
    "thorough": Effort(30.0, 8.0, 6.0, 800),
}
TOGETHER: Final = 1.0
"""Work for the last two levels of coverage as one; where it does not do, each is solved alone."""

Listener = Callable[[Progress], None]


def solve(
    problem: Problem,
    *,
    seed: int = 1,
    workers: int = 2,
    effort: str = "normal",
    seconds: float | None = None,
    on_progress: Listener | None = None,
) -> Plan:
    """The best plan found for the problem, with value and proven bound level by level.

    Effort is a deterministic amount of work, so the same problem, seed, workers and effort give
    the same plan. `seconds` is looked at between levels; `solve_apart` holds it hard.
    """
    return Solver(problem, seed=seed, workers=workers, effort=effort, seconds=seconds).run(
        on_progress
    )


class Solver:
    """One solve: the index, the parts with their exact models, and what is proven so far."""

    def __init__(
        self,
        problem: Problem,
        *,
        seed: int,
        workers: int,
        effort: str,
        seconds: float | None = None,
    ) -> None:
        self.began = time.monotonic()
        self.index = Index(problem)
        self.seed, self.workers, self.effort, self.seconds = seed, workers, effort, seconds
        self.work = EFFORTS[effort]
        self.options = options(self.index)
        self.first = greedy(self.index, self.options).keys()
        self.parts: list[Part] = []
        self.proofs: dict[str, Proof] = {}
        self.stage: Stage | None = None
        self.stopped_by: str | None = None
        self.on_plan: Callable[[Plan], None] | None = None
        self.on_progress: Listener | None = None

    @property
    def keys(self) -> list[Key]:
        """Every placement of the best plan so far."""
        if not self.parts:
            return self.first
        return pinned_keys(self.index) + [key for part in self.parts for key in part.keys]

    def run(self, on_progress: Listener | None = None) -> Plan:
        """Level after level, each held while the next is made as good as possible."""
        self.on_progress = on_progress
        self._show()
        self._climb()
        return self.plan()

    def _climb(self) -> None:
        groups = parts_of(self.index, self.options)
        worth, placed = Worth(self.index, self.seed), set(self.first)
        self.parts = [Part(self.index, group, worth, placed, self.seed) for group in groups]
        order = self.index.problem.policy.order
        stages = stages_of(order, max((len(group) for group in groups), default=0))
        with ThreadPoolExecutor(self.workers) as pool:
            steps: list[Callable[[], None]] = [
                lambda level=level: self._level(pool, level)  # type: ignore[misc]
                for level in stages.strict
            ]
            if stages.weights:
                steps.append(lambda: self._stage(pool, stages.weights))
            if stages.draw:
                steps.append(lambda: self._draw(pool, stages.draw[0]))
            for number, step in enumerate(steps, start=1):
                if self.seconds is not None and time.monotonic() - self.began > self.seconds:
                    self.stopped_by = "seconds"
                    break
                step()
                if len(COVERAGE_LEVELS) <= number < len(steps):
                    self._show()  # a plan is dear to write: not before all of coverage stands

    def _level(self, pool: ThreadPoolExecutor, level: str) -> None:
        """One level in strict order: as good as it gets in every part, proven, and held."""
        before = time.monotonic()

        def step(part: Part) -> Found | None:
            goal = part.form_of({level: 1})
            if part.is_beyond_exact:
                top = part.ceiling(level) if level in COVERAGE_LEVELS else inf
                found = part.climb(goal, self.work.rounds, top)
            else:
                part.exact.parameters = FOR_COVERAGE if level in COVERAGE_LEVELS else {}
                if level == COVERAGE_LEVELS[-2]:
                    part.prove_together(level, COVERAGE_LEVELS[-1], TOGETHER)
                if level in part.proven:
                    found = Found.best(goal.value(part.values))
                else:
                    found = self._exact_step(part, goal, self.work.first)
            if found is not None:
                part.hold(goal)
            return found

        found = list(pool.map(step, self.parts))
        value = value_of(self.index, self.seed, self.keys, level)
        bound = _bound(level, value, _distance(found))
        self.proofs[level] = Proof(bound, time.monotonic() - before)
        self._tell(level, value, bound)

    def _exact_step(self, part: Part, goal: Form, work: float) -> Found | None:
        """The exact model first; where it proves nothing, neighbourhoods, and the model again."""
        found = part.solve(goal, work)
        if found is not None and not found.proven:
            part.improve(goal, self.work.rounds)
            found = part.sharpened(goal, self.work.later, found)
        return found

    def _stage(self, pool: ThreadPoolExecutor, weights: dict[str, int]) -> None:
        """The levels after coverage as one weighted sum, with its own value and bound.

        Fairness, the weightiest of them, gets a bound of its own besides.
        """
        before = time.monotonic()
        fair = "fairness" in weights

        def step(part: Part) -> tuple[Found | None, float]:
            goal, top = part.form_of(weights), inf
            if part.is_beyond_exact:
                found = part.climb(goal, self.work.rounds, inf)
            else:
                part.exact.parameters = {}
                if fair:
                    top = part.bound(part.form_of({"fairness": 1}), self.work.proof)
                found = self._exact_step(part, goal, self.work.later)
            if found is not None:
                part.hold(goal)
            return found, top

        steps = list(pool.map(step, self.parts))
        seconds = time.monotonic() - before
        share = seconds / len(weights)
        self.proofs |= {name: Proof(None, share, "weighted") for name in weights}
        if fair:
            forms = [part.form_of({"fairness": 1}).value(part.chosen) for part in self.parts]
            tops = [Found(have, top) for have, (_, top) in zip(forms, steps, strict=True)]
            value = value_of(self.index, self.seed, self.keys, "fairness")
            bound = _bound("fairness", value, _distance(tops))
            self.proofs["fairness"] = Proof(bound, share, "weighted")
        value = self._stage_value(weights)
        bound = _bound("fairness", value, _distance([found for found, _ in steps]))
        self.stage = Stage(weights, value, bound, None, seconds)
        self._tell(next(iter(weights)), value, bound)

    def _stage_value(self, weights: Mapping[str, int]) -> int:
        levels = values(self.index, self.seed, self.keys)
        return sum(
            (weight if SENSES[name] == "max" else -weight) * levels[name]
            for name, weight in weights.items()
        )

    def _measured(self) -> Stage | None:
        """The stage with value and gap as the plan now stands; its bound holds for any plan."""
        if self.stage is None:
            return None
        value, bound = self._stage_value(self.stage.weights), self.stage.bound
        gap = None if bound is None else gap_of(value, bound)
        return replace(self.stage, value=value, gap=gap)

    def _draw(self, pool: ThreadPoolExecutor, level: str) -> None:
        """A draw between plans that are equal in all before; it wants no bound."""
        before = time.monotonic()

        def step(part: Part) -> None:
            if part.values:
                part.improve(part.form_of({level: 1}), self.work.rounds // 4)

        list(pool.map(step, self.parts))
        value = value_of(self.index, self.seed, self.keys, level)
        self.proofs[level] = Proof(None, time.monotonic() - before)
        self._tell(level, value, None)

    def plan(self) -> Plan:
        """The plan as it stands, if it passes the checker; else the simple one, and a log line."""
        seconds = time.monotonic() - self.began
        run = Run(self.seed, self.workers, self.effort, seconds, peak_mib(), self.stopped_by)
        plan = assemble(self.index, self.keys, self.proofs, run, self._measured())
        breaches = check(self.index.problem, plan)
        if not breaches:
            return plan
        logger.error("a plan failed its check: %s", sorted({breach.code for breach in breaches}))
        return simple_plan(
            self.index.problem, seed=self.seed, workers=self.workers, effort=self.effort
        )

    def _show(self) -> None:
        if self.on_plan is not None:
            self.on_plan(self.plan())

    def _tell(self, level: str, value: int, bound: float | None) -> None:
        if self.on_progress is None:
            return
        filled = sum(1 for key in self.keys if key[2] == WORK)
        asked = sum(slot.heads for slot in self.index.slots)
        seconds = time.monotonic() - self.began
        gap = None if bound is None else gap_of(value, bound)
        self.on_progress(Progress(level, value, bound, gap, filled, asked, seconds))


def _bound(level: str, value: int, distance: int | None) -> float | None:
    """The bound of a level whose value could still gain so much."""
    if distance is None:
        return None
    return float(value + distance if SENSES[level] == "max" else value - distance)


def _distance(found: Sequence[Found | None]) -> int | None:
    """How far bound and value are apart over all parts; None where a part has none."""
    total = 0
    for one in found:
        distance = None if one is None else one.distance
        if distance is None:
            return None
        total += distance
    return total
