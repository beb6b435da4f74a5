"""Two simple matchers, each a warm start and a yardstick: greedy, and first come first served."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from matching.board import Board, are_apart
from matching.crew import supervisors_asked
from matching.eligibility import Option, options
from matching.index import SUPERVISE, WORK, Index

Order = Callable[[Board, Option], tuple[float, ...]]


def greedy(index: Index, choices: Sequence[Option] | None = None) -> Board:
    """Fill the most urgent and longest work first, with those who have had least."""
    listed = options(index) if choices is None else choices
    return _fill(index, listed, _urgency(index), _least_first)


def first_come(index: Index, choices: Sequence[Option] | None = None) -> Board:
    """Fill postings as they came in, with the first member on the list who can."""
    listed = options(index) if choices is None else choices
    return _fill(index, listed, lambda shifts: (shifts[0],), _list_order)


def _urgency(index: Index) -> Callable[[tuple[int, ...]], tuple[float, ...]]:
    def key(shifts: tuple[int, ...]) -> tuple[float, ...]:
        minutes = sum(index.slots[shift].piece.minutes for shift in shifts)
        return (-index.posting(shifts[0]).priority, -minutes, index.slots[shifts[0]].piece.start)

    return key


def _least_first(board: Board, option: Option) -> tuple[float, ...]:
    person = board.index.people[option.member]
    planned = sum(board.index.slots[shift].piece.minutes for shift in board.held[option.member])
    had = (person.member.worked_minutes + planned) / max(1, person.target)
    return (had, option.member)


def _list_order(board: Board, option: Option) -> tuple[float, ...]:
    return (option.member,)


def _fill(
    index: Index,
    listed: Sequence[Option],
    urgency: Callable[[tuple[int, ...]], tuple[float, ...]],
    order: Order,
) -> Board:
    board = Board(index)
    bundles: dict[tuple[int, ...], list[Option]] = defaultdict(list)
    for option in listed:
        bundles[option.shifts].append(option)
    for shifts in sorted(bundles, key=lambda shifts: (urgency(shifts), shifts)):
        _staff(board, shifts, bundles[shifts], order)
    return board


def _staff(board: Board, shifts: tuple[int, ...], choices: list[Option], order: Order) -> None:
    """Put as large a lawful crew on the shifts as simple rules find, or nobody."""
    ranked = sorted(choices, key=lambda option: order(board, option))
    workers = _workers(board, [option for option in ranked if option.role == WORK])
    supervisors = [option for option in ranked if option.role == SUPERVISE]
    while workers:
        chosen = _supervise(board, shifts[0], workers, supervisors)
        if all(board.lawful(shift) for shift in shifts):
            return
        for option in chosen:
            board.remove(option)
        lonely = [option for option in workers if not _has_company(board, option)]
        for option in lonely or workers[-1:]:
            board.remove(option)
            workers.remove(option)


def _workers(board: Board, ranked: list[Option]) -> list[Option]:
    chosen: list[Option] = []
    for option in ranked:
        full = any(
            len(board.in_role(shift, WORK)) >= board.index.slots[shift].heads
            for shift in option.shifts
        )
        if not full and _may_join(board, option):
            board.add(option)
            chosen.append(option)
    return chosen


def _may_join(board: Board, option: Option) -> bool:
    crew = board.crews[option.shifts[0]]
    if any(are_apart(board.index, option.member, other) for other in crew):
        return False
    return board.has_time(option) and board.adapted(option)


def _has_company(board: Board, option: Option) -> bool:
    friends = board.index.problem.members[option.member].together
    crew = board.crews[option.shifts[0]]
    return not friends or any(board.index.member_number[name] in crew for name in friends)


def _supervise(
    board: Board, shift: int, workers: list[Option], ranked: list[Option]
) -> list[Option]:
    """Add the supervisors whom the crew asks for, as far as there are any."""
    asked = supervisors_asked(board.index, shift, board.in_role(shift, WORK))
    missing = asked - len(board.in_role(shift, SUPERVISE))
    chosen: list[Option] = []
    for option in ranked:
        if len(chosen) >= missing:
            break
        if option.member not in board.crews[shift] and _may_join(board, option):
            board.add(option)
            chosen.append(option)
    return chosen
