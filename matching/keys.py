"""The keys report: which one skill, way in, ride or free hour would open the most work.

Each change is tried by solving the problem anew with it, everything else equal, and counting the
time that can be filled, whatever its priority. Changes are tried in the order of what they could
open at most, and the search ends when no untried one can beat those on the list.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from matching.apart import SolveFailed
from matching.changes import Change, Opened, changed, single_changes
from matching.coverage import Coverage, asked_minutes, most_filled
from matching.index import Index
from matching.problem import Problem

MOST_SOLVES = 200
Measure = Callable[[Problem], Coverage]


@dataclass(frozen=True, slots=True)
class Key:
    """A change with what it opens, in seat-minutes of the problem's period.

    `least` and `most` are proven; they are equal where both solves were proven best.
    `gained`: what the best plan found with the change fills beyond the best found without it.
    `pairs`: (member, shift) pairs that no longer have a rule against them; `people`: whose.
    """

    change: Change
    gained: int
    least: int
    most: int
    pairs: int
    people: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether the gain is proven."""
        return self.least == self.most

    def to_json(self) -> dict[str, object]:
        """As `keys --json` writes it."""
        return {
            "change": self.change.to_json(),
            "minutes": self.gained,
            "least": self.least,
            "most": self.most,
            "exact": self.exact,
            "pairs": self.pairs,
            "people": list(self.people),
        }


@dataclass(frozen=True, slots=True)
class Keys:
    """The report: the changes that open most, and how much an unlisted one could open at most.

    `stopped`: the measuring broke off, by its time or memory, before the search was over; what had
    been tried until then stands.
    """

    filled: Coverage
    asked: int
    found: tuple[Key, ...]
    tried: int
    changes: int
    unlisted_most: int
    stopped: bool = False

    def to_json(self) -> dict[str, object]:
        """As `keys --json` writes it."""
        return {
            "asked_minutes": self.asked,
            "filled_minutes": self.filled.value,
            "filled_at_most": self.filled.bound,
            "keys": [key.to_json() for key in self.found],
            "tried": self.tried,
            "changes": self.changes,
            "unlisted_at_most": self.unlisted_most,
            "stopped": self.stopped,
        }


def keys(
    problem: Problem,
    *,
    top: int = 20,
    measure: Measure = most_filled,
    most_solves: int = MOST_SOLVES,
    joint: bool = False,
) -> Keys:
    """The `top` single changes by the time they open; those that open nothing are left out.

    With `joint`, a skill is also tried for all in a cooperative who lack it together: a course.
    Where measuring fails on the way, what was found until then comes back as `stopped`. Raises
    SolveFailed where the problem itself could not be measured.
    """
    index = Index(problem)
    opened = single_changes(index)
    if joint:
        opened |= courses(index, opened)
    before = measure(problem)
    asked = asked_minutes(problem)
    limits = {
        c: min(most_opened(index, pairs), asked - before.value) for c, pairs in opened.items()
    }
    order = sorted(opened, key=lambda change: (-limits[change], *_stable(change)))
    found: list[Key] = []
    tried, stopped = 0, False
    for change in order:
        if tried >= most_solves or (len(found) >= top and limits[change] <= _last(found, top)):
            break
        try:
            after = measure(changed(problem, change))
        except SolveFailed:
            stopped = True
            break
        tried += 1
        key = _key(index, change, before, after, opened[change])
        if key.most > 0:
            found.append(key)
    left = max((limits[change] for change in order[tried:]), default=0)
    return Keys(before, asked, _useful(found, top), tried, len(opened), left, stopped)


def _useful(found: list[Key], top: int) -> tuple[Key, ...]:
    """Those that open something, most first."""
    ranked = sorted(found, key=lambda key: (-key.gained, -key.most, *_stable(key.change)))
    return tuple(key for key in ranked if key.gained > 0)[:top]


def _last(found: list[Key], top: int) -> int:
    return sorted((key.gained for key in found), reverse=True)[top - 1]


def _key(
    index: Index,
    change: Change,
    before: Coverage,
    after: Coverage,
    pairs: set[tuple[int, int]],
) -> Key:
    room = asked_minutes(index.problem) - before.value
    limit = min(most_opened(index, pairs), room)
    least = max(0, after.value - before.bound)
    most = min(limit, after.bound - before.value)
    people = sorted({index.problem.members[member].id for member, _ in pairs})
    gained = max(0, after.value - before.value)
    return Key(change, gained, least, max(least, most), len(pairs), tuple(people))


def _stable(change: Change) -> tuple[object, ...]:
    return (change.kind, change.members, change.site, change.code, change.level, change.amount,
            change.intervals)  # fmt: skip


def courses(index: Index, opened: Opened) -> Opened:
    """For each cooperative and skill the change that gives it to all who lack it there."""
    gathered: dict[tuple[str, str, int], set[Change]] = defaultdict(set)
    for change in opened:
        if change.kind == "skill":
            member = index.problem.member_by_id[change.members[0]]
            gathered[member.cooperative, change.code, change.level].add(change)
    found: Opened = {}
    for (_, code, level), changes in gathered.items():
        if len(changes) > 1:
            names = tuple(sorted(change.members[0] for change in changes))
            course = Change("skill", names, code=code, level=level, amount=len(names))
            found[course] = set().union(*(opened[change] for change in changes))
    return found


def most_opened(index: Index, pairs: Iterable[tuple[int, int]]) -> int:
    """No change that opens only these pairs can fill more seat-minutes than this.

    Take its pairs out of any plan with the change, with the whole crews that lean on them, and
    a plan without the change is left. Somebody works at most her minutes of a week.
    """
    weeks: dict[tuple[int, int], int] = defaultdict(int)
    crews: dict[int, int] = {}
    for member, shift in pairs:
        slot = index.slots[shift]
        if _leaning(index, shift):
            for other in _bundle(index, shift):
                one = index.slots[other]
                crews[other] = one.heads * one.piece.minutes
        else:
            weeks[member, slot.piece.week] += slot.piece.minutes
    alone = sum(
        min(minutes, max(0, index.week_minutes(member, week)))
        for (member, week), minutes in weeks.items()
    )
    return alone + sum(crews.values())


def _bundle(index: Index, shift: int) -> list[int]:
    whole = index.posting(shift).whole
    return index.slots_of_posting[index.slots[shift].posting] if whole else [shift]


def _leaning(index: Index, shift: int) -> bool:
    """Whether a crew could become unlawful when one of it goes."""
    posting = index.posting(shift)
    return bool(
        posting.team > 1
        or posting.team_skills
        or posting.supervision is not None
        or any(person.member.together for person in index.people)
    )
