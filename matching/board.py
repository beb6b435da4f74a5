"""A plan in the making: who stands where, and whether one more choice breaks any rule."""

from collections.abc import Iterable, Iterator, Sequence

from matching.crew import supervisors_asked
from matching.eligibility import Option
from matching.index import WORK, Index, Piece
from matching.timeline import fits
from matching.worth import Key

Broken = tuple[str, tuple[int, ...]]  # the code and the members concerned


def crew_breaches(
    index: Index, shift: int, workers: Sequence[int], supervisors: Sequence[int]
) -> list[Broken]:
    """The rules of one crew that are broken, each with the members it concerns."""
    found: list[Broken] = []
    posting = index.posting(shift)
    if len(workers) > index.slots[shift].heads:
        found.append(("heads", tuple(workers)))
    if workers and not _is_team(index, posting.team, posting.team_skills.items(), workers):
        found.append(("team", tuple(workers)))
    if len(supervisors) != supervisors_asked(index, shift, workers):
        found.append(("supervision", (*workers, *supervisors)))
    found += _company_breaches(index, [*workers, *supervisors])
    return found


def _company_breaches(index: Index, present: Sequence[int]) -> Iterator[Broken]:
    names = {index.problem.members[member].id for member in present}
    for at, member in enumerate(present):
        friends = index.problem.members[member].together
        if friends and names.isdisjoint(friends):
            yield "pair", (member,)
        for other in present[at + 1 :]:
            if are_apart(index, member, other):
                yield "pair", (member, other)


def _is_team(
    index: Index, team: int, asked: Iterable[tuple[str, int]], workers: Sequence[int]
) -> bool:
    if len(workers) < team:
        return False
    members = [index.problem.members[worker] for worker in workers]
    return all(
        sum(1 for member in members if member.skills.get(code, 0) >= 1) >= heads
        for code, heads in asked
    )


def are_apart(index: Index, one: int, other: int) -> bool:
    """Whether either of the two lists the other in `apart`."""
    first, second = index.problem.members[one], index.problem.members[other]
    return second.id in first.apart or first.id in second.apart


class Board:
    """Placements by shift and by member; changes are undone by taking the same choice away."""

    def __init__(self, index: Index, *, pinned: bool = True) -> None:
        self.index = index
        self.crews: list[dict[int, str]] = [{} for _ in index.slots]
        self.held: list[dict[int, str]] = [{} for _ in index.people]
        self._at_site: dict[int, list[int]] = {}
        for slot in index.slots:
            self._at_site.setdefault(slot.piece.site, []).append(slot.number)
        if pinned:
            for person in index.people:
                for shift, role in person.pins.items():
                    self.put(person.number, shift, role)

    def put(self, member: int, shift: int, role: str) -> None:
        """Place a member on one shift, whether or not it is lawful."""
        self.crews[shift][member] = role
        self.held[member][shift] = role

    def add(self, option: Option) -> None:
        """Place the choice, whether or not it is lawful."""
        for shift in option.shifts:
            self.put(option.member, shift, option.role)

    def remove(self, option: Option) -> None:
        """Take the choice away."""
        for shift in option.shifts:
            del self.crews[shift][option.member]
            del self.held[option.member][shift]

    def keys(self) -> list[Key]:
        """Every placement, by shift and member."""
        return [
            (member, shift, crew[member])
            for shift, crew in enumerate(self.crews)
            for member in sorted(crew)
        ]

    def in_role(self, shift: int, role: str) -> list[int]:
        """The members on the shift in this role."""
        return sorted(member for member, held in self.crews[shift].items() if held == role)

    def has_time(self, option: Option) -> bool:
        """Whether the member can hold the choice beside all that is placed."""
        held = self.held[option.member]
        clashes = self.index.clashes
        for shift in option.shifts:
            if shift in held or not clashes[shift].isdisjoint(held):
                return False
        person = self.index.people[option.member]
        placed = [self.index.slots[shift].piece for shift in held]
        added = [self.index.slots[shift].piece for shift in option.shifts]
        return fits(self.index, person, person.busy, placed, added)

    def adapted(self, option: Option) -> bool:
        """Whether the site has the adaptations that the member needs, beside their other users."""
        return all(self._adapted(option.member, shift) for shift in option.shifts)

    def _adapted(self, member: int, shift: int) -> bool:
        site = self.index.site(shift)
        for code in self.index.problem.members[member].needs:
            if code in site.features or code in site.unknown:
                continue
            most = site.adaptations.get(code, 0)
            if self._busiest(code, shift, member) >= most:
                return False
        return True

    def _busiest(self, code: str, shift: int, member: int) -> int:
        """The most other members that use the adaptation at one moment of the shift."""
        own = self.index.slots[shift].piece
        beside = [other for other in self.beside(own) if self.crews[other]]
        moments = {own.start} | {
            self.index.slots[other].piece.start
            for other in beside
            if own.start <= self.index.slots[other].piece.start < own.end
        }
        return max(len(self._users(code, beside, moment) - {member}) for moment in moments)

    def beside(self, own: Piece) -> list[int]:
        """The shifts at the piece's site that share a moment with it, its own included."""
        pieces = ((other, self.index.slots[other].piece) for other in self._at_site[own.site])
        return [other for other, piece in pieces if piece.start < own.end and own.start < piece.end]

    def _users(self, code: str, shifts: Iterable[int], moment: int) -> set[int]:
        users: set[int] = set()
        for shift in shifts:
            piece = self.index.slots[shift].piece
            if piece.start <= moment < piece.end:
                users |= {
                    m for m in self.crews[shift] if code in self.index.problem.members[m].needs
                }
        return users

    def lawful(self, shift: int) -> bool:
        """Whether the shift's crew as it stands breaks no rule, save what only pins break."""
        workers = self.in_role(shift, WORK)
        supervisors = [m for m, role in self.crews[shift].items() if role != WORK]
        breaches = crew_breaches(self.index, shift, workers, supervisors)
        return all(
            all(shift in self.index.people[member].pins for member in concerned)
            for _, concerned in breaches
        )
