"""Supervision as an operations researcher would write it: by counting, without ranks."""

from matching.crew import Seats, ratio
from matching.index import Index
from matching.linear import Linear


def by_count(linear: Linear, index: Index, seats: Seats) -> None:
    """As many supervisors as the workers' support asks for, by their number alone.

    With the inequality that closes most of the gap: n supervisors carry at most
    n × min(k, heads) workers. Support s and supervisors n go together where
    k × (n − 1) + 1 ≤ s ≤ k × n; a switch lets a crew of pins alone be as it is.
    """
    k = ratio(index, seats)
    everyone = [variable for variable, _ in seats.everyone()]
    support = [(v, index.people[m].member.support) for v, m in seats.workers]
    held = sum(index.people[member].member.support for member in seats.pinned_workers)
    there = len(seats.pinned_supervisors)
    loose = k * (there + 1) + held + index.slots[seats.shift].heads
    alone = [linear.boolean()] if there != -(-held // k) else []
    for variable in everyone:
        for switch in alone:
            linear.add([(variable, 1), (switch, 1)], high=1)
    supervisors = [variable for variable, _ in seats.supervisors]
    over = [(switch, -loose) for switch in alone]
    under = [(switch, loose) for switch in alone]
    carried = [(variable, -k) for variable in supervisors]
    linear.add([*support, *carried, *over], high=k * there - held)
    linear.add([*support, *carried, *under], low=k * (there - 1) + 1 - held)
    room = min(k, index.slots[seats.shift].heads)
    crew = [(variable, 1) for variable, _ in seats.workers]
    spare = room * there - len(seats.pinned_workers)
    linear.add([*crew, *((v, -room) for v in supervisors), *over], high=spare)
    if not there:
        for variable, _ in seats.workers:
            linear.add([(variable, 1), *((v, -1) for v in supervisors)], high=0)
