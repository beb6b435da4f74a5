"""A seat given back is filled again in a moment: ranked people, chains of two, then a small solve.

The small solve frees those who could take the seat and looks for a plan in which nobody else moves,
every other seat stays filled and this one is taken.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from matching.eligibility import Option
from matching.filled import filled
from matching.index import SUPERVISE, WORK, Index
from matching.problem import Member, Pair, Problem, Shift
from matching.replace import Move, Replacement, Replacements

MOST_FREE = 12


@dataclass(frozen=True, slots=True)
class Refilled:
    """Who goes where instead; `by` says how it was found: ranked or solved."""

    moves: tuple[Move, ...]
    by: str


def refill(warm: Replacements, member: str, shift: str) -> Refilled | None:
    """Fill the place that the member leaves, every other seat kept filled; None: not found.

    Accepted work stays; who leaves the place may be placed elsewhere. Raises KeyError where the
    plan does not place the member there.
    """
    ranked: list[Replacement] = warm.ranked(member, shift, top=1)
    if ranked:
        return Refilled(ranked[0].moves, "ranked")
    return _Neighbourhood(warm, member, shift).solved()


class _Neighbourhood:
    """The part of a plan around one place: few people free, all others on those shifts pinned."""

    def __init__(self, warm: Replacements, member: str, shift: str) -> None:
        self.warm, self.index = warm, warm.index
        self.gone = self.index.member_number[member]
        self.place = self.index.shift_number[shift]
        self.shifts = self._bundle(self.place)
        self.free = self._people()

    def _bundle(self, shift: int) -> tuple[int, ...]:
        if not self.index.posting(shift).whole:
            return (shift,)
        return tuple(self.index.slots_of_posting[self.index.slots[shift].posting])

    def _people(self) -> list[int]:
        """Who could take the place, and who could take over from them; those with least first."""
        if len(self.index.people) <= 2 * MOST_FREE:
            return [person.number for person in self.index.people]
        first = self._able(self.shifts, MOST_FREE)
        second = [*self.warm.board.crews[self.place], *self._leaders(self.shifts)]
        for person in first:
            for held in self._blocking(person):
                second += [*self._able(self._bundle(held), 3), *self.warm.board.crews[held]]
                second += self._leaders(self._bundle(held))
        return list(dict.fromkeys([self.gone, *first, *second]))[: 2 * MOST_FREE]

    def _leaders(self, shifts: tuple[int, ...]) -> list[int]:
        """Some who could supervise there, where somebody must."""
        if self.index.posting(shifts[0]).supervision is None:
            return []
        return self._able(shifts, 2, SUPERVISE)

    def _able(self, shifts: tuple[int, ...], most: int, role: str = WORK) -> list[int]:
        options: Iterable[Option] = self.warm.choices.get((shifts, role), ())
        board = self.warm.board
        people = [
            option.member
            for option in options
            if option.member != self.gone
            and not any(s in board.held[option.member] for s in shifts)
        ]
        return sorted(people, key=lambda person: (len(board.held[person]), person))[:most]

    def _blocking(self, person: int) -> list[int]:
        held = self.warm.board.held[person]
        pins = self.index.people[person].pins
        week = self.index.slots[self.place].piece.week
        return [s for s in held if s not in pins and self.index.slots[s].piece.week == week]

    def solved(self) -> Refilled | None:
        """Solve the small problem; what changed in it, where the place was filled."""
        problem = self.problem()
        wanted = {
            number: sum(1 for role in self._crew(shift.id).values() if role == WORK)
            for number, shift in enumerate(problem.shifts)
        }
        index = Index(problem)
        keys = filled(index, wanted, index.shift_number[self._name(self.place)])
        if keys is None:
            return None
        taken = {(problem.members[m].id, problem.shifts[s].id, role) for m, s, role in keys}
        moves = tuple(self._moves(taken))
        return Refilled(moves, "solved") if self._lawful(moves) else None

    def _crew(self, shift: str) -> Mapping[int, str]:
        return self.warm.board.crews[self.index.shift_number[shift]]

    def _lawful(self, moves: tuple[Move, ...]) -> bool:
        """Whether the whole plan obeys every rule after the moves; the board is left as it was.

        The small problem pins people whom nobody has accepted, and a pinned breach is excused.
        """
        board = self.warm.board
        gone = Option(self.gone, self._held(), board.held[self.gone][self.place])
        left = [option for move in moves for option in self._left(move)]
        come = [
            Option(self._number(move.member), self._numbers(move.shifts), move.role)
            for move in moves
            if move.shifts
        ]
        for option in (gone, *left):
            board.remove(option)
        for option in come:
            board.add(option)
        touched = {shift for option in (gone, *left, *come) for shift in option.shifts}
        lawful = all(board.lawful(shift) for shift in touched)
        lawful = lawful and all(self._stands(option) for option in come)
        for option in come:
            board.remove(option)
        for option in (gone, *left):
            board.add(option)
        return lawful

    def _stands(self, option: Option) -> bool:
        board = self.warm.board
        board.remove(option)
        fits = board.has_time(option) and board.adapted(option)
        board.add(option)
        return fits

    def _held(self) -> tuple[int, ...]:
        return tuple(s for s in self.shifts if s in self.warm.board.held[self.gone])

    def _left(self, move: Move) -> Iterable[Option]:
        person = self._number(move.member)
        for shift in self._numbers(move.leaves):
            yield Option(person, (shift,), self.warm.board.held[person][shift])

    def _number(self, name: str) -> int:
        return self.index.member_number[name]

    def _numbers(self, names: Iterable[str]) -> tuple[int, ...]:
        return tuple(self.index.shift_number[name] for name in names)

    def _name(self, shift: int) -> str:
        return self.index.problem.shifts[shift].id

    def problem(self) -> Problem:
        """Free people with all they hold or could hold here; everybody else there as accepted."""
        whole = self.index.problem
        shifts = self._shifts()
        named = {self._name(shift) for shift in shifts}
        present = {m for shift in shifts for m in self.warm.board.crews[shift]} | set(self.free)
        present.add(self.gone)
        known = {whole.members[person].id for person in present}
        members = tuple(self._alone(person, shifts, known) for person in sorted(present))
        accepted, proposed = self._pairs(shifts)
        asked = {whole.shift_by_id[name].posting for name in named}
        postings = tuple(replace(p, priority=1) for p in whole.postings if p.id in asked)
        sites = {posting.site for posting in postings}
        declined = [p for p in whole.declined if p.member in known and p.shift in named]
        declined += [Pair(whole.members[self.gone].id, self._name(s)) for s in self.shifts]
        return replace(
            whole,
            policy=replace(whole.policy, order=("stability", "fairness")),
            sites=tuple(site for site in whole.sites if site.id in sites),
            postings=postings,
            shifts=tuple(self._as_filled(s) for s in whole.shifts if s.id in named),
            members=members,
            accepted=tuple(accepted),
            declined=tuple(dict.fromkeys(declined)),
            proposed=tuple(proposed),
            digest=whole.digest,  # nobody reads it, and a hash of its own would take longer
        )

    def _as_filled(self, shift: Shift) -> Shift:
        """The shift with as many seats as have somebody today: all of them are to be kept."""
        crew = self.warm.board.crews[self.index.shift_number[shift.id]]
        return replace(shift, heads=max(1, sum(1 for role in crew.values() if role == WORK)))

    def _shifts(self) -> list[int]:
        """The place, all that free people hold, whole postings whole, and what shares their site
        and time, since adaptations are counted there."""
        found = set(self.shifts)
        for person in self.free:
            found |= set(self.warm.board.held[person])
        found |= {other for shift in list(found) for other in self._bundle(shift)}
        for shift in list(found):
            if self.index.site(shift).adaptations:
                beside = self.warm.board.beside(self.index.slots[shift].piece)
                found |= {other for one in beside for other in self._bundle(one)}
        return sorted(found)

    def _alone(self, person: int, shifts: list[int], known: set[str]) -> Member:
        """The member as the small problem knows her: what she holds elsewhere is busy time, and who
        is not free is there with her pins alone: no time, and no way to any site."""
        member = self.index.problem.members[person]
        inside = set(shifts)
        elsewhere = [
            (self.index.problem.shifts[s].start, self.index.problem.shifts[s].end)
            for s in self.warm.board.held[person]
            if s not in inside
        ]
        moves = person == self.gone or person in self.free
        return replace(
            member,
            available=member.available if moves else (),
            travel=member.travel if moves else {},
            busy=(*member.busy, *elsewhere),
            together=tuple(name for name in member.together if name in known),
            apart=tuple(name for name in member.apart if name in known),
        )

    def _pairs(self, shifts: list[int]) -> tuple[list[Pair], list[Pair]]:
        """Who stays whatever comes, and who stands here today and may move."""
        accepted: list[Pair] = []
        proposed: list[Pair] = []
        free = set(self.free)
        for shift in shifts:
            for person, role in self.warm.board.crews[shift].items():
                if self._given_up(person, shift):
                    continue
                pair = Pair(self.index.problem.members[person].id, self._name(shift), role)
                pinned = shift in self.index.people[person].pins or person not in free
                (accepted if pinned else proposed).append(pair)
        return accepted, proposed

    def _given_up(self, person: int, shift: int) -> bool:
        return person == self.gone and shift in self.shifts

    def _moves(self, taken: set[tuple[str, str, str]]) -> Iterable[Move]:
        """Everybody whose shifts are others than before."""
        board = self.warm.board
        for person in self.free:
            name = self.index.problem.members[person].id
            held = board.held[person].items()
            had = {(self._name(s), r) for s, r in held if not self._given_up(person, s)}
            has = {(shift, role) for member, shift, role in taken if member == name}
            leaves = tuple(sorted(shift for shift, _ in had - has))
            for role in sorted({role for _, role in has - had}):
                new = tuple(sorted(s for s, r in has - had if r == role))
                yield Move(name, role, new, leaves)
                leaves = ()
            if leaves:
                yield Move(name, WORK, (), leaves)
