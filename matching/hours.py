"""The rules of time as rows of a linear model: clashes, hours a day and a week, weekly rest."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from matching import timetable
from matching.eligibility import Option
from matching.index import Index, Person, Piece
from matching.linear import Linear
from matching.timeline import fixed_pieces


def add_hour_rules(linear: Linear, index: Index, options: Sequence[Option]) -> None:
    """Bind each member's choices by the rules of time; variables are places in `options`."""
    of_member: dict[int, list[int]] = defaultdict(list)
    for variable, option in enumerate(options):
        of_member[option.member].append(variable)
    for member, variables in of_member.items():
        own = {variable: options[variable] for variable in variables}
        person = index.people[member]
        _clashes(linear, index, own)
        _sums(linear, index, person, own)
        _weekly_rest(linear, index, person, own)


def _clashes(linear: Linear, index: Index, own: dict[int, Option]) -> None:
    """At most one of each set of choices of which no two can be held together."""
    order = sorted(own, key=lambda v: index.slots[own[v].shifts[0]].piece.start)
    beside = _beside(index, own)
    place = {v: at for at, v in enumerate(order)}
    covered: set[tuple[int, int]] = set()
    for v in order:
        for w in sorted(beside[v], key=place.__getitem__):
            if place[v] < place[w] and (v, w) not in covered:
                clique = _clique(order, beside, (v, w))
                covered |= {(a, b) for a in clique for b in clique}
                linear.at_most(clique, 1)


def _beside(index: Index, own: dict[int, Option]) -> dict[int, set[int]]:
    """For each choice those that the same member cannot hold as well: `clash` for all at once."""
    holding: dict[int, set[int]] = defaultdict(set)
    for variable, option in own.items():
        for shift in option.shifts:
            holding[shift].add(variable)
    beside = {}
    for variable, option in own.items():
        barred = [holding[shift] for shift in option.shifts]
        for shift in option.shifts:
            barred += [holding[other] for other in index.clashes[shift] & holding.keys()]
        beside[variable] = set().union(*barred) - {variable}
    return beside


def _clique(order: list[int], beside: dict[int, set[int]], edge: tuple[int, int]) -> list[int]:
    clique = list(edge)
    common = beside[edge[0]] & beside[edge[1]]
    for candidate in order:
        if candidate in common:
            clique.append(candidate)
            common &= beside[candidate]
    return clique


def clash(index: Index, one: Option, other: Option) -> bool:
    """Whether the same member cannot hold both choices."""
    second = set(other.shifts)
    return any(
        shift in second or not index.clashes[shift].isdisjoint(second) for shift in one.shifts
    )


def _sums(linear: Linear, index: Index, person: Person, own: dict[int, Option]) -> None:
    """Work minutes within the member's day and week, busy and accepted work included."""
    fixed = fixed_pieces(index, person)
    days: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    weeks: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for variable, option in own.items():
        for shift in option.shifts:
            piece = index.slots[shift].piece
            days[piece.day][variable] += piece.minutes
            weeks[piece.week][variable] += piece.minutes
    for day, minutes in days.items():
        taken = sum(piece.minutes for piece in fixed if piece.day == day)
        _cap(linear, minutes, person.member.day_minutes - taken)
    for week, minutes in weeks.items():
        taken = sum(piece.minutes for piece in fixed if piece.week == week)
        _cap(linear, minutes, index.week_minutes(person.number, week) - taken)


def _cap(linear: Linear, minutes: dict[int, int], room: int) -> None:
    if sum(minutes.values()) > room:
        linear.add(minutes.items(), high=room)


def _weekly_rest(linear: Linear, index: Index, person: Person, own: dict[int, Option]) -> None:
    """In each week in which a placement starts, one free stretch of weekly rest is chosen."""
    fixed = fixed_pieces(index, person)
    weeks = {index.slots[shift].piece.week for option in own.values() for shift in option.shifts}
    pinned = {index.slots[shift].piece.week for shift in person.pins}
    for week in sorted(weeks | pinned):
        blockers = _blockers(index, own, week)
        starting = {v for v, pieces in blockers.items() if any(p.week == week for p in pieces)}
        gaps = _gaps(index, fixed, blockers, week)
        if not all(gaps):
            continue
        bound = set(blockers) if week in pinned else starting
        if bound:
            _choose_gap(linear, gaps, bound)


def _blockers(index: Index, own: dict[int, Option], week: int) -> dict[int, list[Piece]]:
    opens, closes = timetable.week_span(week)
    found = {}
    for variable, option in own.items():
        pieces = [index.slots[shift].piece for shift in option.shifts]
        touching = [piece for piece in pieces if piece.start < closes and opens < piece.end]
        if touching:
            found[variable] = touching
    return found


def _gaps(
    index: Index, fixed: Iterable[Piece], blockers: dict[int, list[Piece]], week: int
) -> list[frozenset[int]]:
    """The choices that break each stretch of rest the week could hold; the least sets only."""
    opens, closes = timetable.week_span(week)
    length = index.problem.rules.weekly_rest
    held = [piece for piece in fixed if piece.start < closes and opens < piece.end]
    starts = {opens} | {piece.end for piece in held}
    starts |= {piece.end for pieces in blockers.values() for piece in pieces}
    barring = [(p.start, p.end, v) for v, pieces in blockers.items() for p in pieces]
    found: set[frozenset[int]] = set()
    for start in sorted(starts):
        end = start + length
        if start < opens or end > closes or any(p.start < end and start < p.end for p in held):
            continue
        found.add(frozenset(v for begins, ends, v in barring if begins < end and start < ends))
    least = [gap for gap in found if not any(other < gap for other in found)]
    return sorted(least, key=sorted)


def _choose_gap(linear: Linear, gaps: list[frozenset[int]], bound: set[int]) -> None:
    chosen = [linear.boolean() for _ in gaps]
    for gap, choice in zip(gaps, chosen, strict=True):
        for variable in sorted(gap):
            linear.add([(variable, 1), (choice, 1)], high=1)
    for variable in sorted(bound):
        linear.add([(variable, 1), *((choice, -1) for choice in chosen)], high=0)
