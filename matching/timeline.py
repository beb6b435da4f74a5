"""The rules of time on one member's line of work: clashes, rest, hours a day and a week."""

from collections.abc import Iterable, Iterator, Sequence

from matching import timetable
from matching.index import Index, Person, Piece
from matching.reasons import Reason


def fixed_pieces(index: Index, person: Person) -> list[Piece]:
    """What no plan can move: busy intervals and accepted placements."""
    return person.busy + [index.slots[shift].piece for shift in person.pins]


def rests(index: Index, pieces: Iterable[Piece], week: int) -> bool:
    """Whether the week holds one stretch of weekly rest that no piece touches."""
    opens, closes = timetable.week_span(week)
    free_from = opens
    for piece in sorted(pieces, key=lambda piece: piece.start):
        if min(piece.start, closes) - free_from >= index.problem.rules.weekly_rest:
            return True
        free_from = max(free_from, piece.end)
    return closes - free_from >= index.problem.rules.weekly_rest


def weeks_touched(added: Sequence[Piece], placed: Sequence[Piece]) -> Iterator[int]:
    """Weeks whose rest the added pieces can break: where they start, and where they run into."""
    weeks = {piece.week for piece in added}
    starts = weeks | {piece.week for piece in placed}
    for week in starts:
        opens, closes = timetable.week_span(week)
        if week in weeks or any(piece.start < closes and opens < piece.end for piece in added):
            yield week


def _clashes(index: Index, fixed: Sequence[Piece], added: Sequence[Piece]) -> Iterator[Reason]:
    for at, piece in enumerate(added):
        for other in fixed:
            if code := index.clash(piece, other):
                yield Reason(code, "plan")
        for other in added[at + 1 :]:
            if code := index.clash(piece, other):
                yield Reason(code, "site")


def _spans(index: Index, fixed: Sequence[Piece], added: Sequence[Piece]) -> Iterator[Reason]:
    for day in {piece.day for piece in added}:
        own = [piece for piece in added if piece.day == day]
        if too_wide(index, own):
            yield Reason("daily_rest", "site")
        elif too_wide(index, [*own, *(piece for piece in fixed if piece.day == day)]):
            yield Reason("daily_rest", "plan")


def too_wide(index: Index, pieces: Sequence[Piece]) -> bool:
    """Whether the pieces of one day span more than the daily rest leaves of it."""
    span = max(piece.end for piece in pieces) - min(piece.start for piece in pieces)
    return span > 1440 - index.problem.rules.daily_rest


def _sums(
    index: Index, person: Person, fixed: Sequence[Piece], added: Sequence[Piece]
) -> Iterator[Reason]:
    for day in sorted({piece.day for piece in added}):
        cap = person.member.day_minutes
        own = sum(piece.minutes for piece in added if piece.day == day)
        taken = sum(piece.minutes for piece in fixed if piece.day == day)
        if own + taken > cap:
            yield Reason("day", "member" if own > cap else "plan", str(cap))
    for week in sorted({piece.week for piece in added}):
        cap = index.week_minutes(person.number, week)
        own = sum(piece.minutes for piece in added if piece.week == week)
        taken = sum(piece.minutes for piece in fixed if piece.week == week)
        if own + taken > cap:
            law = cap == index.problem.rules.week
            yield Reason("week", ("nobody" if law else "member") if own > cap else "plan", str(cap))


def time_reasons(
    index: Index,
    person: Person,
    busy: Sequence[Piece],
    placed: Sequence[Piece],
    added: Sequence[Piece],
) -> Iterator[Reason]:
    """Each rule of time that the added pieces would break beside the busy and placed ones."""
    fixed = [*busy, *placed]
    yield from _clashes(index, fixed, added)
    yield from _spans(index, fixed, added)
    yield from _sums(index, person, fixed, added)
    for week in weeks_touched(added, placed):
        if not rests(index, [*fixed, *added], week):
            yield Reason("weekly_rest", "plan" if rests(index, added, week) else "site")


def fits(
    index: Index,
    person: Person,
    busy: Sequence[Piece],
    placed: Sequence[Piece],
    added: Sequence[Piece],
) -> bool:
    """Whether the added pieces break no rule of time beside the busy and placed ones."""
    if len(added) == 1 and not _has_minutes(index, person, (*busy, *placed), added[0]):
        return False  # what most often stands in the way is looked at first
    return next(time_reasons(index, person, busy, placed, added), None) is None


def _has_minutes(index: Index, person: Person, fixed: Sequence[Piece], piece: Piece) -> bool:
    """Whether the piece leaves day and week within their limits: as `_sums`, without the words."""
    day = week = piece.minutes
    for other in fixed:
        if other.week == piece.week:
            week += other.minutes
        if other.day == piece.day:
            day += other.minutes
    limits = person.member.day_minutes, index.week_minutes(person.number, piece.week)
    return day <= limits[0] and week <= limits[1]
