"""The one public function: a problem in, a verified plan out."""

import logging
import time
from collections.abc import Callable, Sequence

from matching.assemble import Proof, Run, assemble
from matching.check import check
from matching.cpsat import Exact
from matching.crew import add_crew_rules, seats_of
from matching.eligibility import options
from matching.greedy import greedy
from matching.hours import add_hour_rules
from matching.index import WORK, Index
from matching.linear import Linear
from matching.memory import peak_mib
from matching.objective import keys_of, level_forms, pinned_keys
from matching.plan import Plan
from matching.problem import SENSES, Problem
from matching.progress import Progress, gap_of
from matching.simple import simple_plan
from matching.worth import Key, Worth, values

logger = logging.getLogger(__name__)

EFFORT_WORK = {"quick": 1.0, "normal": 4.0, "thorough": 20.0}
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
    """One solve: the index, the exact model and the best placements so far."""

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
        self.options = options(self.index)
        self.keys: list[Key] = greedy(self.index, self.options).keys()
        self.proofs: dict[str, Proof] = {}
        self.stopped_by: str | None = None
        self.on_plan: Callable[[Plan], None] | None = None

    def run(self, on_progress: Listener | None = None) -> Plan:
        """Level after level, each held while the next is made as good as possible."""
        self._show()
        linear = Linear()
        for _ in self.options:
            linear.boolean()
        add_crew_rules(linear, self.index, seats_of(self.index, self.options))
        add_hour_rules(linear, self.index, self.options)
        worth = Worth(self.index, self.seed)
        forms = level_forms(linear, self.index, worth, self.options)
        exact = Exact(linear)
        hint: Sequence[int] = self._hint()
        for level in self.index.problem.policy.order:
            if self._late():
                self.stopped_by = "seconds"
                break
            before = time.monotonic()
            work = EFFORT_WORK[self.effort]
            outcome = exact.best(forms[level], SENSES[level], hint, work, self.seed)
            if outcome.value is None:
                value = values(self.index, self.seed, self.keys)[level]
            else:
                value, hint = outcome.value, outcome.values
                self.keys = self._placed(outcome.values)
            exact.hold(forms[level], SENSES[level], value)
            bound = _whole(outcome.bound, SENSES[level])
            self.proofs[level] = Proof(bound, time.monotonic() - before)
            if on_progress is not None:
                on_progress(self._news(level, value, bound))
            self._show()
        return self.plan()

    def plan(self) -> Plan:
        """The plan as it stands, if it passes the checker; else the simple one, and a log line."""
        seconds = time.monotonic() - self.began
        run = Run(self.seed, self.workers, self.effort, seconds, peak_mib(), self.stopped_by)
        plan = assemble(self.index, self.keys, self.proofs, run)
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

    def _late(self) -> bool:
        return self.seconds is not None and time.monotonic() - self.began > self.seconds

    def _hint(self) -> list[int]:
        placed = set(self.keys)
        return [int(placed.issuperset(keys_of(option))) for option in self.options]

    def _placed(self, found: Sequence[int]) -> list[Key]:
        keys = pinned_keys(self.index)
        for variable, option in enumerate(self.options):
            if found[variable]:
                keys += keys_of(option)
        return keys

    def _news(self, level: str, value: int, bound: float) -> Progress:
        filled = sum(1 for key in self.keys if key[2] == WORK)
        asked = sum(slot.heads for slot in self.index.slots)
        seconds = time.monotonic() - self.began
        return Progress(level, value, bound, gap_of(value, bound), filled, asked, seconds)


def _whole(bound: float, sense: str) -> float:
    """Values are whole, so a bound between two whole numbers is the nearer reachable one."""
    slack = max(1e-6, 1e-12 * abs(bound))
    if sense == "max":
        return float(int((bound + slack) // 1))
    return float(-int((-bound + slack) // 1))
