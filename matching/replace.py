"""Who could take over: ranked replacements that leave everybody else where they are."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matching.board import Board
from matching.eligibility import Option, options
from matching.index import WORK, Index
from matching.plan import Plan
from matching.problem import SENSES, Problem
from matching.worth import Key, Worth, fairness_of

Steps = tuple[tuple[Option, Option | None], ...]
"""what each member who moves goes to, and what she leaves; none when she was free"""


@dataclass(frozen=True, slots=True)
class Move:
    """One member goes to these shifts, and leaves those (none, when she was free)."""

    member: str
    role: str
    shifts: tuple[str, ...]
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Replacement:
    """A way to fill the place: one move, or a chain of two; and what it does to each level.

    `levels` compares with the plan in which the place stays empty: more is better where a
    level's sense is max, less where it is min.
    """

    moves: tuple[Move, ...]
    levels: dict[str, int]

    def to_json(self) -> dict[str, object]:
        """As `replace --json` writes it."""
        return {
            "moves": [
                {
                    "member": move.member,
                    "role": move.role,
                    "shifts": list(move.shifts),
                    "leaves": list(move.leaves),
                }
                for move in self.moves
            ],
            "levels": self.levels,
        }


def replace(
    problem: Problem, plan: Plan, member: str, shift: str, *, top: int = 5
) -> list[Replacement]:
    """The best replacements for a placed member, in the policy's order of levels.

    Others stay where they are; where nobody is free, chains of two. A place on a whole posting
    is filled on all its shifts. Raises KeyError where the plan does not place the member there.
    """
    return Replacements(problem, plan).ranked(member, shift, top=top)


class Replacements:
    """A plan kept warm, so that each question takes a millisecond.

    What does not hang on who leaves is worked out once: who is absent, who has time, who may move.
    """

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.index = Index(problem)
        self.worth = Worth(self.index, plan.seed)
        self.board = Board(self.index, pinned=False)
        for placement in plan.placements:
            self.board.put(
                self.index.member_number[placement.member],
                self.index.shift_number[placement.shift],
                placement.role,
            )
        self.choices: dict[tuple[tuple[int, ...], str], list[Option]] = defaultdict(list)
        for option in options(self.index):
            self.choices[option.shifts, option.role].append(option)
        self._absent_of: dict[tuple[tuple[int, ...], str], list[Option]] = {}
        self._left_by: dict[int, list[Option]] = {}
        self._gained: dict[tuple[Option, Option | None], tuple[int, ...]] = {}
        self._signs = [1 if SENSES[name] == "min" else -1 for name in problem.policy.order]
        self._has_time: dict[tuple[Option, tuple[int, ...]], bool] = {}
        self._clashes = self.index.clashes  # worked out now: of a region it takes seconds

    def ranked(self, member: str, shift: str, *, top: int = 5) -> list[Replacement]:
        """As `replace`, of the plan this was made with."""
        number = self.index.member_number[member]
        place = self.index.shift_number[shift]
        role = self.board.held[number][place]
        gone = Option(number, self._together(number, place), role)
        self.board.remove(gone)
        found = list(self._direct(gone)) or list(self._chains(gone))
        self.board.add(gone)
        ways = sorted((self._weighed(steps) for steps in found), key=self._rank)
        return [self._replacement(steps, levels) for steps, levels in ways[:top]]

    def _together(self, member: int, shift: int) -> tuple[int, ...]:
        if not self.index.posting(shift).whole:
            return (shift,)
        shifts = self.index.slots_of_posting[self.index.slots[shift].posting]
        return tuple(one for one in shifts if one in self.board.held[member])

    def _candidates(self, gone: Option) -> list[Option]:
        asked = gone.shifts, gone.role
        absent = self._absent_of.get(asked)
        if absent is None:
            absent = [o for o in self.choices[asked] if o.member != gone.member and self._absent(o)]
            self._absent_of[asked] = absent  # who goes from here stands here in the plan
        return absent

    def _absent(self, option: Option) -> bool:
        return not any(shift in self.board.held[option.member] for shift in option.shifts)

    def _direct(self, gone: Option) -> Iterator[Steps]:
        for option in self._candidates(gone):
            if self._fits(option):
                yield ((option, None),)

    def _fits(self, option: Option, left: tuple[int, ...] = ()) -> bool:
        """Whether the choice can be added with every crew lawful afterwards.

        What the member holds is what the plan gives her, but for what she has just `left`.
        """
        time = self._has_time.get((option, left))
        if time is None:
            time = self._has_time[option, left] = self.board.has_time(option)
        if not time or not self.board.adapted(option):
            return False
        self.board.add(option)
        lawful = all(self.board.lawful(shift) for shift in option.shifts)
        self.board.remove(option)
        return lawful

    def _chains(self, gone: Option) -> Iterator[Steps]:
        """Somebody who is busy elsewhere comes, and a free member takes over there."""
        for option in self._candidates(gone):
            blocked = self._blocking(option)
            for left in self._movable(option):
                if not blocked.issubset(left.shifts):
                    continue
                self.board.remove(left)
                if self._fits(option, left.shifts):
                    self.board.add(option)
                    for second in self._candidates(left):
                        if second.member != gone.member and self._fits(second):
                            yield (option, left), (second, None)
                    self.board.remove(option)
                self.board.add(left)

    def _blocking(self, option: Option) -> set[int]:
        """What the member holds that clashes with the choice: all of it would have to be left."""
        held, clashes = self.board.held[option.member].keys(), self._clashes
        return set().union(*(clashes[shift] & held for shift in option.shifts))

    def _movable(self, option: Option) -> list[Option]:
        """What the member could leave: choices of hers that nobody has accepted."""
        known = self._left_by.get(option.member)
        if known is not None:
            return known
        person = self.index.people[option.member]
        found = {}
        for shift, role in self.board.held[option.member].items():
            together = self._together(option.member, shift)
            if not any(one in person.pins for one in together):
                found[together] = Option(option.member, together, role)
        self._left_by[option.member] = list(found.values())
        return self._left_by[option.member]

    def _replacement(self, steps: Steps, levels: Sequence[int]) -> Replacement:
        names = self.index.problem
        moves = tuple(
            Move(
                names.members[option.member].id,
                option.role,
                tuple(names.shifts[shift].id for shift in option.shifts),
                tuple(names.shifts[shift].id for shift in left.shifts) if left else (),
            )
            for option, left in steps
        )
        return Replacement(moves, dict(zip(names.policy.order, levels, strict=True)))

    def _weighed(self, steps: Steps) -> tuple[Steps, tuple[int, ...]]:
        """With what each level gains: each step moves another member, so their gains add up."""
        gains = [self._gains(option, left) for option, left in steps]
        return steps, tuple(map(sum, zip(*gains, strict=True)))

    def _gains(self, option: Option, left: Option | None) -> tuple[int, ...]:
        """What one member's move does to each level; it hangs on nobody else, so it is kept."""
        known = self._gained.get((option, left))
        if known is None:
            added, taken = _keys(option), _keys(left) if left else []
            known = tuple(
                self._gain(level, added, taken) for level in self.index.problem.policy.order
            )
            self._gained[option, left] = known
        return known

    def _gain(self, level: str, added: list[Key], taken: list[Key]) -> int:
        if level == "fairness":
            return self._fairness(added, taken)
        if level == "continuity":
            return self._faces(added, taken)
        of = self.worth.of
        return sum(of(level, key) for key in added) - sum(of(level, key) for key in taken)

    def _fairness(self, added: list[Key], taken: list[Key]) -> int:
        """The board may hold the move already, or not yet."""
        slots, member = self.index.slots, added[0][0]
        person = self.index.people[member]
        plus, minus = {key[1] for key in added}, {key[1] for key in taken}
        before = (set(self.board.held[member]) - plus) | minus
        after = (before - minus) | plus
        hours = [sum(slots[shift].piece.minutes for shift in held) for held in (before, after)]
        return fairness_of(person, hours[1]) - fairness_of(person, hours[0])

    def _faces(self, added: list[Key], taken: list[Key]) -> int:
        """Postings at which the member works now and did not, less those the other way."""
        slots, moved = self.index.slots, {key[1] for key in (*added, *taken)}
        held = self.board.held[added[0][0]]
        at = {
            slots[shift].posting
            for shift, role in held.items()
            if role == WORK and shift not in moved
        }
        came, left = (
            {slots[key[1]].posting for key in keys if key[2] == WORK} - at
            for keys in (added, taken)
        )
        return len(came) - len(left)

    def _rank(self, way: tuple[Steps, tuple[int, ...]]) -> tuple[object, ...]:
        steps, levels = way
        better = [sign * gain for sign, gain in zip(self._signs, levels, strict=True)]
        return (len(steps), *better, self.index.problem.members[steps[0][0].member].id)


def _keys(option: Option) -> list[Key]:
    return [(option.member, shift, option.role) for shift in option.shifts]
