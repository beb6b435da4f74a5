"""Breaches that accepted placements make among themselves, named so that people can settle them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from matching.board import crew_breaches
from matching.index import SUPERVISE, WORK, Index, Person, Piece
from matching.plan import Conflict
from matching.reasons import POSTING_RULES, SLOT_RULES, WORKER_RULES
from matching.timeline import rests, too_wide
from matching.worth import Key


def conflicts(index: Index, keys: Sequence[Key]) -> list[Conflict]:
    """Every rule that the plan breaks; all that the solver leaves are between pins."""
    found = [*_alone(index), *_of_members(index, keys), *_of_crews(index, keys)]
    found += _of_adaptations(index, keys)
    return sorted(set(found), key=lambda one: (one.code, one.members, one.shifts, one.text))


def _conflict(
    index: Index, code: str, members: Sequence[int], shifts: Sequence[int], what: str = ""
) -> Conflict:
    return Conflict(
        code,
        tuple(sorted({index.problem.members[member].id for member in members})),
        tuple(sorted({index.problem.shifts[shift].id for shift in shifts})),
        what or code,
    )


def _alone(index: Index) -> Iterator[Conflict]:
    """Pins that break a rule by themselves."""
    for person in index.people:
        for shift, role in sorted(person.pins.items()):
            posting, site = index.posting(shift), index.site(shift)
            rules = (*WORKER_RULES, *POSTING_RULES) if role == WORK else POSTING_RULES
            reasons = [reason for rule in rules for reason in rule(index, person, posting, site)]
            slot = index.slots[shift]
            reasons += [reason for rule in SLOT_RULES for reason in rule(index, person, slot)]
            for reason in reasons:
                yield _conflict(index, reason.code, [person.number], [shift], reason.what)
            if role == SUPERVISE and not person.member.supervisor:
                yield _conflict(index, "supervision", [person.number], [shift])


def _of_members(index: Index, keys: Sequence[Key]) -> Iterator[Conflict]:
    held: dict[int, dict[int, str]] = defaultdict(dict)
    for member, shift, role in keys:
        held[member][shift] = role
    for number, shifts in sorted(held.items()):
        person = index.people[number]
        pieces = [(index.slots[shift].piece, [shift]) for shift in sorted(shifts)]
        busy: list[tuple[Piece, list[int]]] = [(piece, []) for piece in person.busy]
        yield from _clashes(index, person, pieces, busy)
        yield from _sums(index, person, pieces + busy)
        yield from _rest(index, person, pieces + busy)
        yield from _whole(index, person, shifts)


Pieces = Sequence[tuple[Piece, list[int]]]


def _clashes(index: Index, person: Person, placed: Pieces, busy: Pieces) -> Iterator[Conflict]:
    for at, (piece, shifts) in enumerate(placed):
        for other, others in [*placed[at + 1 :], *busy]:
            if code := index.clash(piece, other):
                yield _conflict(index, code, [person.number], [*shifts, *others])


def _sums(index: Index, person: Person, pieces: Pieces) -> Iterator[Conflict]:
    placed = [piece for piece, shifts in pieces if shifts]
    for day in sorted({piece.day for piece in placed}):
        there = [(piece, shifts) for piece, shifts in pieces if piece.day == day]
        if sum(piece.minutes for piece, _ in there) > person.member.day_minutes:
            yield _conflict(index, "day", [person.number], _shifts(there))
        if too_wide(index, [piece for piece, _ in there]):
            yield _conflict(index, "daily_rest", [person.number], _shifts(there))
    for week in sorted({piece.week for piece in placed}):
        there = [(piece, shifts) for piece, shifts in pieces if piece.week == week]
        if sum(piece.minutes for piece, _ in there) > index.week_minutes(person.number, week):
            yield _conflict(index, "week", [person.number], _shifts(there))


def _shifts(pieces: Pieces) -> list[int]:
    return [shift for _, shifts in pieces for shift in shifts]


def _rest(index: Index, person: Person, pieces: Pieces) -> Iterator[Conflict]:
    everything = [piece for piece, _ in pieces]
    for week in sorted({piece.week for piece, shifts in pieces if shifts}):
        if not rests(index, everything, week):
            there = [(piece, shifts) for piece, shifts in pieces if piece.week == week]
            yield _conflict(index, "weekly_rest", [person.number], _shifts(there))


def _whole(index: Index, person: Person, held: dict[int, str]) -> Iterator[Conflict]:
    for posting in sorted({index.slots[shift].posting for shift in held}):
        if not index.problem.postings[posting].whole:
            continue
        mine = [shift for shift in index.slots_of_posting[posting] if shift in held]
        roles = {held[shift] for shift in mine}
        if len(roles) > 1 or len(mine) < len(index.slots_of_posting[posting]):
            yield _conflict(index, "whole", [person.number], mine)


def _of_crews(index: Index, keys: Sequence[Key]) -> Iterator[Conflict]:
    workers: dict[int, list[int]] = defaultdict(list)
    supervisors: dict[int, list[int]] = defaultdict(list)
    for member, shift, role in keys:
        (workers if role == WORK else supervisors)[shift].append(member)
    for shift in sorted({*workers, *supervisors}):
        for code, members in crew_breaches(index, shift, workers[shift], supervisors[shift]):
            yield _conflict(index, code, members, [shift])


def _of_adaptations(index: Index, keys: Sequence[Key]) -> Iterator[Conflict]:
    by_site: dict[int, list[Key]] = defaultdict(list)
    for key in keys:
        by_site[index.slots[key[1]].piece.site].append(key)
    for number, placed in sorted(by_site.items()):
        site = index.problem.sites[number]
        for code, most in sorted(site.adaptations.items()):
            if code in site.features or code in site.unknown:
                continue
            users = [key for key in placed if code in index.problem.members[key[0]].needs]
            yield from _crowds(index, users, code, most)


def _crowds(index: Index, users: Sequence[Key], code: str, most: int) -> Iterator[Conflict]:
    for moment in sorted({index.slots[shift].piece.start for _, shift, _ in users}):
        there = []
        for key in users:
            piece = index.slots[key[1]].piece
            if piece.start <= moment < piece.end:
                there.append(key)
        members = {member for member, _, _ in there}
        if len(members) > most > 0:
            yield _conflict(index, "need", sorted(members), [shift for _, shift, _ in there], code)
