"""A brute-force enumerator for tiny problems: what a plan is worth, and which is the best of all.

It tries every plan where the solver proves. Slow on purpose.
"""

import hashlib
import math
from collections.abc import Iterator
from itertools import product

from tests.matching.oracle_rules import Json, Placed, Rules, kilometres, local

ORDER = (
    "coverage-3",
    "coverage-2",
    "coverage-1",
    "stability",
    "fairness",
    "fit",
    "development",
    "continuity",
    "wishes",
    "travel",
    "lottery",
)
MORE_IS_BETTER = {"coverage-3", "coverage-2", "coverage-1", "fairness"}


class Oracle(Rules):
    """Every level of a plan, and every allowed plan, of one problem."""

    def levels(self, plan: frozenset[Placed], seed: int) -> dict[str, int]:
        """Every level of a plan."""
        workers = [placed for placed in plan if placed[2] == "work"]
        found = {f"coverage-{priority}": 0 for priority in (3, 2, 1)}
        for _, shift, _ in workers:
            found[f"coverage-{self.posting(shift).get('priority', 1)}"] += self.work_minutes(shift)
        pairs = {placed[:2] for placed in plan}
        offered = {(pair["member"], pair["shift"]) for pair in self.problem["proposed"]}
        found["stability"] = sum(
            1 for pair in offered if pair not in self.declined and pair not in pairs
        )
        found["fairness"] = sum(self.fairness(member, plan) for member in self.members.values())
        found["fit"] = sum(self.misfit(placed) for placed in workers)
        found["development"] = sum(self.undeveloped(placed) for placed in workers)
        found["continuity"] = len({(m, self.posting(shift)["id"]) for m, shift, _ in workers})
        found["wishes"] = sum(self.unwished(placed) for placed in workers)
        found["travel"] = sum(self.travel(placed) for placed in plan)
        found["lottery"] = sum(self.lot(seed, placed) for placed in plan)
        return found

    def fairness(self, member: Json, plan: frozenset[Placed]) -> int:
        """Weighted minute by minute: 16 for each of the first fifth of the target, then 8…"""
        period = self.problem["period"]
        days = (local(period["end"]).date() - local(period["start"]).date()).days
        active = member.get("active_weeks", 8)
        fifth = math.floor(member["wanted_week_minutes"] * (7 * active + days) / 35)
        done = member.get("worked_minutes", 0)
        done += sum(self.work_minutes(p[1]) for p in plan if p[0] == member["id"])
        worth = 0
        for weight in (16, 8, 4, 2, 1):
            here = min(fifth, done)
            worth += weight * here
            done -= here
        return worth

    def misfit(self, placed: Placed) -> int:
        member, posting, site = (
            self.members[placed[0]],
            self.posting(placed[1]),
            self.site(placed[1]),
        )
        abilities, skills = member.get("abilities", {}), member.get("skills", {})
        misfit = 0
        for dimension, demand in posting.get("demands", {}).items():
            if dimension in abilities:
                misfit += max(0, demand - abilities[dimension]) ** 2
            elif demand > 0:
                misfit += 1
        for need in member.get("needs", []):
            misfit += self.met_by(need, site) == "question"
        for code, level in posting.get("merits", {}).items():
            misfit += skills.get(code, 0) < level
        return int(misfit)

    def undeveloped(self, placed: Placed) -> int:
        member, posting = self.members[placed[0]], self.posting(placed[1])
        wanted = member.get("develop", [])
        abilities, skills = member.get("abilities", {}), member.get("skills", {})
        for dimension, demand in posting.get("demands", {}).items():
            if (
                dimension in wanted
                and dimension in abilities
                and demand == abilities[dimension] + 1
            ):
                return 0
        for code, level in posting.get("merits", {}).items():
            if code in wanted and level > skills.get(code, 0):
                return 0
        return 1 if wanted else 0

    def unwished(self, placed: Placed) -> int:
        wishes = self.members[placed[0]].get("wishes", [])
        return int(bool(wishes) and self.posting(placed[1])["task"] not in wishes)

    def travel(self, placed: Placed) -> int:
        member, site = self.members[placed[0]], self.site(placed[1])
        if site["id"] in (member.get("travel") or {}):
            return int(member["travel"][site["id"]])
        return math.ceil(kilometres(member["home"], site["location"]) * 1.5)

    def lot(self, seed: int, placed: Placed) -> int:
        drawn = ":".join([str(seed), *placed])
        return int(hashlib.sha256(drawn.encode()).hexdigest()[:8], 16)

    # -- the best plan ---------------------------------------------------------------------

    def plans(self) -> Iterator[frozenset[Placed]]:
        """Every allowed plan; a member's week that breaks a rule on its own is dropped early."""
        weeks = [self.weeks_of(member) for member in self.members]
        for chosen in product(*weeks):
            plan = frozenset().union(*chosen)
            if self.allowed(plan):
                yield plan

    def weeks_of(self, member: str) -> list[frozenset[Placed]]:
        """Every set of placements of a member that keeps her pins and breaks nothing else."""
        choices: list[list[Placed | None]] = []
        for shift in self.shifts:
            options: list[Placed | None] = [None]
            for role in ("work", "supervise"):
                placed = (member, shift, role)
                if placed in self.pins or not any(self.alone(placed)):
                    options.append(placed)
            choices.append(options)
        found = []
        for chosen in product(*choices):
            week = [placed for placed in chosen if placed is not None]
            keeps = {pin for pin in self.pins if pin[0] == member} <= set(week)
            if keeps and all(about <= self.pins for _, about in self.of_member(member, week)):
                found.append(frozenset(week))
        return found

    def order(self) -> list[str]:
        return list(self.problem["policy"].get("order", ORDER))


def optimum(problem: Json, seed: int = 1) -> tuple[dict[str, int], frozenset[Placed]]:
    """The levels and placements of the plan that is best in the policy's strict order."""
    oracle = Oracle(problem)

    def worth(one: tuple[dict[str, int], frozenset[Placed]]) -> tuple[int, ...]:
        levels = one[0]
        return tuple(
            levels[name] if name in MORE_IS_BETTER else -levels[name] for name in oracle.order()
        )

    found = ((oracle.levels(plan, seed), plan) for plan in oracle.plans())
    return max(found, key=worth)
