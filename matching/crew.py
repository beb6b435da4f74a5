"""The rules that bind everybody on a shift: seats, teams, supervisors, company and adaptations."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from matching.eligibility import Option
from matching.index import WORK, Index
from matching.linear import Linear, Terms


@dataclass(slots=True)
class Seats:
    """Who may come to one shift, and who is there whatever is planned."""

    shift: int
    workers: list[tuple[int, int]] = field(default_factory=list)  # variable, member
    supervisors: list[tuple[int, int]] = field(default_factory=list)
    pinned_workers: list[int] = field(default_factory=list)
    pinned_supervisors: list[int] = field(default_factory=list)

    def everyone(self) -> list[tuple[int, int]]:
        """Each choice that the plan may still make for this shift."""
        return [*self.workers, *self.supervisors]

    def pinned(self) -> list[int]:
        """Each member who is there whatever is planned."""
        return [*self.pinned_workers, *self.pinned_supervisors]


Supervise = Callable[[Linear, Index, Seats], None]


def seats_of(index: Index, options: Sequence[Option]) -> list[Seats]:
    """The choices and pins of each shift; variable numbers are places in `options`."""
    found = [Seats(slot.number) for slot in index.slots]
    for variable, option in enumerate(options):
        for shift in option.shifts:
            seats = found[shift]
            group = seats.workers if option.role == WORK else seats.supervisors
            group.append((variable, option.member))
    for person in index.people:
        for shift, role in person.pins.items():
            seats = found[shift]
            (seats.pinned_workers if role == WORK else seats.pinned_supervisors).append(
                person.number
            )
    return found


def add_crew_rules(
    linear: Linear, index: Index, seats: Sequence[Seats], supervise: Supervise | None = None
) -> None:
    """Bind each shift's crew; a rule that pins alone break then forbids every unpinned choice.

    Supervision is bound by `by_ranks`, unless another way to write the same rule is given.
    """
    apart = apart_pairs(index)
    for one in seats:
        if not one.everyone():
            continue
        _heads(linear, index, one)
        _team(linear, index, one)
        if index.posting(one.shift).supervision is not None:
            (supervise or by_ranks)(linear, index, one)
        elif one.pinned_supervisors:
            linear.forbid(variable for variable, _ in one.everyone())
        _together(linear, index, one)
        _apart(linear, one, apart)
    _adaptations(linear, index, seats)


def _heads(linear: Linear, index: Index, seats: Seats) -> None:
    """At most `heads` workers a shift."""
    free = index.slots[seats.shift].heads - len(seats.pinned_workers)
    variables = [variable for variable, _ in seats.workers]
    if free <= 0:
        linear.forbid(variables)
    else:
        linear.at_most(variables, free)


def _team(linear: Linear, index: Index, seats: Seats) -> None:
    """A shift with a worker has at least `team`, and each team skill in enough of them."""
    posting = index.posting(seats.shift)
    holders: list[tuple[int, Terms, int]] = []
    asked = [(posting.team, "")] + [(heads, code) for code, heads in posting.team_skills.items()]
    for least, code in asked:
        terms = [(v, 1) for v, member in seats.workers if _holds(index, member, code)]
        pinned = sum(1 for member in seats.pinned_workers if _holds(index, member, code))
        if pinned < least and not (least == 1 and not code):
            holders.append((least, terms, pinned))
    if not holders or not seats.workers:
        return
    placed = linear.boolean()
    for variable, _ in seats.workers:
        linear.add([(variable, 1), (placed, -1)], high=0)
    for least, terms, pinned in holders:
        linear.add([*terms, (placed, pinned - least)], low=0)


def _holds(index: Index, member: int, code: str) -> bool:
    return not code or index.people[member].member.skills.get(code, 0) >= 1


def ratio(index: Index, seats: Seats) -> int:
    """How much support one supervisor of the shift can give. Raises ValueError where none is."""
    k = index.posting(seats.shift).supervision
    if k is None:
        raise ValueError("the site supervises itself")
    return k


def by_ranks(linear: Linear, index: Index, seats: Seats) -> None:
    """Exactly as many supervisors as the workers' support asks: one configuration a shift.

    `ranks[n]` chooses n supervisors; the headcount stands in the link because n supervisors of k
    can never carry more than min(heads, n × k) workers, and that closes the gap of the bound.
    """
    k = ratio(index, seats)
    everyone = [variable for variable, _ in seats.everyone()]
    support = [(v, index.people[m].member.support) for v, m in seats.workers]
    pinned_support = sum(index.people[m].member.support for m in seats.pinned_workers)
    pinned = len(seats.pinned_supervisors)
    heads = index.slots[seats.shift].heads
    most = min(pinned + len(seats.supervisors), -(-heads * 4 // k))
    most = max(most, -(-pinned_support // k))
    excused = pinned != -(-pinned_support // k)
    ranks = [linear.boolean() for _ in range(most + 1)]
    alone = [linear.boolean()] if excused else []
    linear.add([(rank, 1) for rank in (*ranks, *alone)], 1, 1)
    for variable in everyone:
        for rank in alone:
            linear.add([(variable, 1), (rank, 1)], high=1)
    _rank_links(linear, seats, ranks, alone, support, (k, heads, pinned, pinned_support))


def _rank_links(
    linear: Linear,
    seats: Seats,
    ranks: list[int],
    alone: list[int],
    support: Terms,
    numbers: tuple[int, int, int, int],
) -> None:
    k, heads, pinned, pinned_support = numbers
    supervisors = [(variable, 1) for variable, _ in seats.supervisors]
    counted = [(rank, -n) for n, rank in enumerate(ranks) if n]
    kept = [(rank, -pinned) for rank in alone if pinned]
    linear.add([*supervisors, *counted, *kept], -pinned, -pinned)
    above = [(rank, -(k * n)) for n, rank in enumerate(ranks) if n]
    below = [(rank, -(k * (n - 1) + 1)) for n, rank in enumerate(ranks) if n]
    held = [(rank, -pinned_support) for rank in alone if pinned_support]
    linear.add([*support, *above, *held], high=-pinned_support)
    linear.add([*support, *below, *held], low=-pinned_support)
    workers = len(seats.pinned_workers)
    room = [(rank, -min(heads, k * n)) for n, rank in enumerate(ranks) if n]
    staying = [(rank, -workers) for rank in alone if workers]
    if workers <= heads:
        linear.add([*((v, 1) for v, _ in support), *room, *staying], high=-workers)
    for variable, _ in support:
        linear.add([(variable, 1), *((rank, -1) for rank in ranks[1:])], high=0)


def _together(linear: Linear, index: Index, seats: Seats) -> None:
    """A member with `together` is there only beside at least one of those, in either role."""
    there = set(seats.pinned())
    for variable, member in seats.everyone():
        friends = {index.member_number[name] for name in index.people[member].member.together}
        if not friends or friends & there:
            continue
        beside = [(other, -1) for other, number in seats.everyone() if number in friends]
        linear.add([(variable, 1), *beside], high=0)


def _apart(linear: Linear, seats: Seats, apart: Sequence[tuple[int, int]]) -> None:
    """No two members on one shift of whom either lists the other."""
    by_member: dict[int, list[int]] = defaultdict(list)
    for variable, member in seats.everyone():
        by_member[member].append(variable)
    there = set(seats.pinned())
    for one, other in apart:
        if one in there and other in there:
            continue
        if one in there or other in there:
            linear.forbid(by_member.get(other if one in there else one, ()))
        elif one in by_member and other in by_member:
            linear.at_most([*by_member[one], *by_member[other]], 1)


def apart_pairs(index: Index) -> list[tuple[int, int]]:
    """Each two members of whom either lists the other in `apart`, once."""
    pairs = set()
    for person in index.people:
        for name in person.member.apart:
            other = index.member_number[name]
            pairs.add((min(person.number, other), max(person.number, other)))
    return sorted(pairs)


def _adaptations(linear: Linear, index: Index, seats: Sequence[Seats]) -> None:
    """At any moment no more members use an adaptation of a site than there are."""
    by_site: dict[int, list[Seats]] = defaultdict(list)
    for one in seats:
        by_site[index.slots[one.shift].piece.site].append(one)
    for number, there in by_site.items():
        site = index.problem.sites[number]
        for code, most in site.adaptations.items():
            if code in site.features or code in site.unknown:
                continue
            _share(linear, index, there, code, most)


def _share(linear: Linear, index: Index, there: Sequence[Seats], code: str, most: int) -> None:
    seen: set[frozenset[int]] = set()
    for moment in sorted({index.slots[one.shift].piece.start for one in there}):
        using: set[int] = set()
        pinned: set[int] = set()
        for one in there:
            piece = index.slots[one.shift].piece
            if piece.start <= moment < piece.end:
                using |= {v for v, member in one.everyone() if _needs(index, member, code)}
                pinned |= {member for member in one.pinned() if _needs(index, member, code)}
        key = frozenset(using)
        if len(pinned) >= most:
            linear.forbid(using)
        elif key not in seen:
            linear.at_most(sorted(using), most - len(pinned))
            if not pinned:
                seen.add(key)


def _needs(index: Index, member: int, code: str) -> bool:
    return code in index.people[member].member.needs


def supervisors_asked(index: Index, shift: int, workers: Sequence[int]) -> int:
    """How many supervisors these workers on the shift ask for; 0 where the site has its own."""
    k = index.posting(shift).supervision
    if k is None:
        return 0
    return -(-sum(index.people[member].member.support for member in workers) // k)
