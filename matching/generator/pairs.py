"""What has been accepted, declined and offered before, drawn at random."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations
from random import Random
from typing import Final

from matching.checker.breach import Finding
from matching.checker.crew_rules import crew_findings
from matching.checker.duty import duties_of
from matching.checker.pair_rules import pair_findings
from matching.checker.time_rules import time_findings
from matching.plan import Placement
from matching.problem import Member, Pair, Problem, Shift

TRIES: Final = 800
MEMBERS_PER_PIN: Final = 25


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The members and shifts of one town."""

    members: Sequence[Member]
    shifts: Sequence[Shift]


def with_pairs(
    draw: Random, problem: Problem, towns: Sequence[Neighbourhood], *, conflicts: bool
) -> Problem:
    """The problem with pins that hold together, refusals and offers, town by town.

    With `conflicts`, some pins break a rule that nobody but they can be blamed for.
    """
    taken: set[str] = set()
    accepted: list[Pair] = []
    proposed: list[Pair] = []
    declined: list[Pair] = []
    for town in towns:
        few = 1 + len(town.members) // MEMBERS_PER_PIN
        accepted += _possible_pairs(draw, problem, town, few, taken)
        proposed += _possible_pairs(draw, problem, town, few * 2, taken)
        declined += _declined_pairs(draw, town, few * 3, taken)
    accepted = _without_quarrels(problem, accepted)
    if conflicts:
        accepted += chain.from_iterable(
            _conflicting_pairs(draw, problem, town, taken) for town in towns
        )
    return replace(
        problem,
        digest="",
        accepted=tuple(accepted),
        declined=tuple(declined),
        proposed=tuple(proposed),
    )


def _findings(problem: Problem, pairs: Sequence[Pair]) -> list[Finding]:
    duties = duties_of(problem, [Placement(pair.member, pair.shift) for pair in pairs])
    return [
        *pair_findings(problem, duties),
        *time_findings(problem, duties),
        *crew_findings(problem, duties),
    ]


def _possible_pairs(
    draw: Random, problem: Problem, town: Neighbourhood, count: int, taken: set[str]
) -> list[Pair]:
    """Pairs that break no rule alone, no two about one member or one shift."""
    found: list[Pair] = []
    for pair in _drawn_pairs(draw, town, TRIES * count):
        if len(found) == count:
            break
        free = pair.member not in taken and pair.shift not in taken
        if free and not _findings(problem, [pair]):
            found.append(pair)
            taken.update((pair.member, pair.shift))
    return found


def _drawn_pairs(draw: Random, town: Neighbourhood, tries: int) -> Iterator[Pair]:
    """So many different pairs at random, or every pair there is where a town is small."""
    every = len(town.members) * len(town.shifts)
    for number in draw.sample(range(every), min(tries, every)):
        member, shift = divmod(number, len(town.shifts))
        yield Pair(town.members[member].id, town.shifts[shift].id)


def _without_quarrels(problem: Problem, pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs less those that break a rule with one another, as two users of one adaptation."""
    quarrelling = {
        (duty.member.id, duty.shift.id)
        for found in _findings(problem, pairs)
        for duty in found.duties
    }
    return [pair for pair in pairs if (pair.member, pair.shift) not in quarrelling]


def _declined_pairs(draw: Random, town: Neighbourhood, count: int, taken: set[str]) -> list[Pair]:
    drawn = (Pair(draw.choice(town.members).id, draw.choice(town.shifts).id) for _ in range(count))
    return list(dict.fromkeys(pair for pair in drawn if pair.member not in taken))


def _conflicting_pairs(
    draw: Random, problem: Problem, town: Neighbourhood, taken: set[str]
) -> list[Pair]:
    """A member who accepted two shifts at once, and one who accepted what she may not do."""
    free = [member.id for member in town.members if member.id not in taken]
    twice, unable = draw.sample(free, 2)
    at_once = [
        (one.id, other.id)
        for one, other in combinations(town.shifts[:40], 2)
        if one.start < other.end and other.start < one.end
    ]
    forbidden = [
        shift.id for shift in town.shifts[:40] if _findings(problem, [Pair(unable, shift.id)])
    ]
    found = [Pair(twice, shift) for shift in draw.choice(at_once)] if at_once else []
    return found + ([Pair(unable, draw.choice(forbidden))] if forbidden else [])
