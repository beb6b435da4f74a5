"""A bound for parts too large for the exact model: the most work that hours alone could fill."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from ortools.graph.python import max_flow

from matching.eligibility import Option
from matching.index import WORK, Index, Piece
from matching.timeline import fixed_pieces


def ceiling(index: Index, options: Sequence[Option], priority: int) -> int:
    """Seat-minutes of this priority and those above it that no plan of these choices passes.

    The most that flows from members through their weeks and days to open seats: each shift asks
    for its minutes, nobody gives more than week, day and overlapping work leave her. Every plan
    is such a flow, so the largest is a bound; rest, travel, teams and supervision are left out.
    """
    net = _Net()
    seats: set[int] = set()
    days: dict[tuple[int, int], set[int]] = defaultdict(set)
    for option in options:
        if option.role == WORK and index.posting(option.shifts[0]).priority >= priority:
            for shift in option.shifts:
                days[option.member, index.slots[shift].piece.day].add(shift)
                seats.add(shift)
    pinned = _pinned_workers(index)
    for shift in sorted(seats):
        slot = index.slots[shift]
        net.add(("shift", shift), "sink", max(0, slot.heads - pinned[shift]) * slot.piece.minutes)
    for (member, day), shifts in sorted(days.items()):
        pieces = [index.slots[shift].piece for shift in sorted(shifts)]
        week = pieces[0].week
        at_week, at_day = ("week", member, week), ("day", member, day)
        net.once("source", at_week, _left(index, member, week=week))
        net.add(at_week, at_day, min(_left(index, member, day=day), _apart(pieces)))
        for shift in sorted(shifts):
            net.add(at_day, ("shift", shift), index.slots[shift].piece.minutes)
    return net.most()


def asked(index: Index, options: Sequence[Option], priority: int) -> int:
    """Seat-minutes of this priority on the shifts of these choices, filled or not."""
    shifts = {shift for option in options for shift in option.shifts}
    wanted = (index.slots[shift] for shift in shifts if index.posting(shift).priority == priority)
    return sum(slot.heads * slot.piece.minutes for slot in wanted)


def _left(index: Index, member: int, *, week: int | None = None, day: int | None = None) -> int:
    """Minutes that busy and accepted time leave of a week or a day."""
    person = index.people[member]
    fixed = fixed_pieces(index, person)
    if week is not None:
        most = index.week_minutes(member, week)
        return max(0, most - sum(piece.minutes for piece in fixed if piece.week == week))
    taken = sum(piece.minutes for piece in fixed if piece.day == day)
    return max(0, person.member.day_minutes - taken)


def _apart(pieces: Sequence[Piece]) -> int:
    """The most minutes of pieces that do not overlap (weighted interval scheduling)."""
    best: list[tuple[int, int]] = [(0, 0)]  # (end, minutes), both rising
    for piece in sorted(pieces, key=lambda piece: piece.end):
        before = next(minutes for end, minutes in reversed(best) if end <= piece.start or not end)
        if before + piece.minutes > best[-1][1]:
            best.append((piece.end, before + piece.minutes))
    return best[-1][1]


def _pinned_workers(index: Index) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for person in index.people:
        for shift, role in person.pins.items():
            found[shift] += role == WORK
    return found


class _Net:
    """Named places and the arcs between them."""

    def __init__(self) -> None:
        self.numbers: dict[object, int] = {"source": 0, "sink": 1}
        self.arcs: list[tuple[int, int, int]] = []
        self.there: set[object] = set()

    def add(self, tail: object, head: object, most: int) -> None:
        """An arc that lets so many minutes through."""
        ends = (self.numbers.setdefault(place, len(self.numbers)) for place in (tail, head))
        self.arcs.append((*ends, most))  # type: ignore[arg-type]

    def once(self, tail: object, head: object, most: int) -> None:
        """The same, where nothing leads there yet."""
        if head not in self.there:
            self.there.add(head)
            self.add(tail, head, most)

    def most(self) -> int:
        """The largest flow from source to sink."""
        if not self.arcs:
            return 0
        flow = max_flow.SimpleMaxFlow()
        tails, heads, mosts = np.array(self.arcs, dtype=np.int64).T
        flow.add_arcs_with_capacity(tails.astype(np.int32), heads.astype(np.int32), mosts)
        if flow.solve(0, 1) != flow.OPTIMAL:
            raise RuntimeError("a flow without a largest")
        return int(flow.optimal_flow())
