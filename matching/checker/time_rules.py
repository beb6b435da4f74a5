"""Rules about one member's working time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from matching.checker.breach import Finding, finding
from matching.checker.calendar import DAY_MINUTES, week_name, week_span
from matching.checker.duty import Duty, Piece, busy_pieces
from matching.checker.geography import travel_minutes
from matching.problem import Problem, Rules

LONGEST_DAY_MINUTES = 1500
"""The day in October when the clock is set back: two pieces of one day start within it."""


def time_findings(problem: Problem, duties: Sequence[Duty]) -> Iterator[Finding]:
    """Every breach of overlap, rest and working time; busy work alone is not the plan's breach."""
    of_member: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        of_member[duty.member.id].append(duty)
    for placed in of_member.values():
        pieces = sorted([*placed, *busy_pieces(placed[0].member)], key=lambda piece: piece.start)
        yield from _between_pieces(problem.rules, pieces)
        yield from _within_days(problem.rules, placed, pieces)
        yield from _within_weeks(problem.rules, placed, pieces)


def _duties(pieces: Iterable[Piece]) -> tuple[Duty, ...]:
    return tuple(piece for piece in pieces if isinstance(piece, Duty))


def _between_pieces(rules: Rules, pieces: Sequence[Piece]) -> Iterator[Finding]:
    for at, one in enumerate(pieces):
        nearest = max(one.end + rules.daily_rest, one.start + LONGEST_DAY_MINUTES)
        for other in pieces[at + 1 :]:
            if other.start >= nearest:
                break
            concerned = _duties((one, other))
            if concerned and not _same_shift(one, other):
                yield from _between_two(rules, one, other, concerned)


def _same_shift(one: Piece, other: Piece) -> bool:
    """Twice on one shift is a breach of `heads`, and of that only."""
    both = isinstance(one, Duty) and isinstance(other, Duty)
    return both and _duties((one,))[0].shift.id == _duties((other,))[0].shift.id


def _between_two(
    rules: Rules, one: Piece, other: Piece, concerned: tuple[Duty, ...]
) -> Iterator[Finding]:
    names = " and ".join(_name(piece) for piece in (one, other))
    gap = other.start - one.end
    if gap < 0:
        yield finding("overlap", concerned, f"{names} overlap")
    elif one.day == other.day:
        away = _minutes_between_sites(concerned)
        if gap < away:
            text = f"{names} lie {away} minutes apart and leave {gap}"
            yield finding("overlap", concerned, text)
    elif gap < rules.daily_rest:
        text = f"{gap} minutes between {names}, at least {rules.daily_rest} are asked"
        yield finding("daily_rest", concerned, text)


def _minutes_between_sites(duties: Sequence[Duty]) -> int:
    sites = {duty.site.id: duty.site.location for duty in duties}
    if len(sites) < 2:
        return 0
    return travel_minutes(*sites.values())


def _name(piece: Piece) -> str:
    return piece.shift.id if isinstance(piece, Duty) else "busy"


def _names(pieces: Iterable[Piece]) -> str:
    return ", ".join(_name(piece) for piece in pieces)


def _within_days(
    rules: Rules, placed: Sequence[Duty], pieces: Sequence[Piece]
) -> Iterator[Finding]:
    most = placed[0].member.day_minutes
    longest = DAY_MINUTES - rules.daily_rest
    for day in sorted({duty.day for duty in placed}):
        there = [piece for piece in pieces if piece.day == day]
        worked = sum(piece.minutes for piece in there)
        span = max(piece.end for piece in there) - there[0].start
        if worked > most:
            text = f"{worked} minutes on {day}, at most {most}: {_names(there)}"
            yield finding("day", _duties(there), text)
        if span > longest:
            text = f"{day} spans {span} minutes, at most {longest}: {_names(there)}"
            yield finding("daily_rest", _duties(there), text)


def _within_weeks(
    rules: Rules, placed: Sequence[Duty], pieces: Sequence[Piece]
) -> Iterator[Finding]:
    member = placed[0].member
    for monday in sorted({duty.monday for duty in placed}):
        name = week_name(monday)
        most = min(member.weeks.get(name, member.week_minutes), rules.week)
        there = [piece for piece in pieces if piece.monday == monday]
        worked = sum(piece.minutes for piece in there)
        if worked > most:
            text = f"{worked} minutes in {name}, at most {most}: {_names(there)}"
            yield finding("week", _duties(there), text)
        yield from _weekly_rest(rules, monday, pieces)


def _weekly_rest(rules: Rules, monday: date, pieces: Sequence[Piece]) -> Iterator[Finding]:
    start, end = week_span(monday)
    touching = [piece for piece in pieces if piece.start < end and start < piece.end]
    free_from, longest = start, 0
    for piece in touching:
        longest = max(longest, piece.start - free_from)
        free_from = max(free_from, piece.end)
    longest = max(longest, end - free_from)
    if longest < rules.weekly_rest:
        text = (
            f"{longest} minutes of rest in {week_name(monday)},"
            f" at least {rules.weekly_rest} are asked: {_names(touching)}"
        )
        yield finding("weekly_rest", _duties(touching), text)
