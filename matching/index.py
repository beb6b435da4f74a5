"""A problem compiled to numbers: minutes, days, weeks and clashes, looked up by position."""

from dataclasses import dataclass, field
from functools import cached_property

from matching import distance, timetable
from matching.problem import Member, Posting, Problem, Site

FIFTHS = 5
FAIRNESS_WEIGHTS = (16, 8, 4, 2, 1)
WORK = "work"
SUPERVISE = "supervise"


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of work on a member's line of time: a shift or a busy interval."""

    start: int
    end: int
    minutes: int
    day: int
    week: int
    site: int  # -1 for a busy interval, which has no site


@dataclass(frozen=True, slots=True)
class Slot:
    """A shift by number, with its piece of time."""

    number: int
    posting: int
    heads: int
    piece: Piece
    night: bool


@dataclass(slots=True)
class Person:
    """A member by number, with the time that is hers and the time already taken."""

    number: int
    member: Member
    windows: list[tuple[int, int]]
    busy: list[Piece]
    fifth: int
    pins: dict[int, str] = field(default_factory=dict)  # shift number: role

    @property
    def target(self) -> int:
        """The minutes up to which more work counts as fairer."""
        return self.fifth * FIFTHS


class Index:
    """All that the solver looks up about a problem; built once, then only read."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.site_number = {site.id: at for at, site in enumerate(problem.sites)}
        self.posting_number = {posting.id: at for at, posting in enumerate(problem.postings)}
        self.member_number = {member.id: at for at, member in enumerate(problem.members)}
        self.shift_number = {shift.id: at for at, shift in enumerate(problem.shifts)}
        self.night = problem.rules.night
        self.slots = [self._slot(at) for at in range(len(problem.shifts))]
        self.slots_of_posting: list[list[int]] = [[] for _ in problem.postings]
        for slot in self.slots:
            self.slots_of_posting[slot.posting].append(slot.number)
        days = timetable.days_between(problem.period.start, problem.period.end)
        self.people = [self._person(at, days) for at in range(len(problem.members))]
        for pin in problem.accepted:
            self.people[self.member_number[pin.member]].pins[self.shift_number[pin.shift]] = (
                pin.role
            )
        self.declined = {
            (self.member_number[pair.member], self.shift_number[pair.shift])
            for pair in problem.declined
        }
        self.proposed = {
            (self.member_number[pair.member], self.shift_number[pair.shift])
            for pair in problem.proposed
        } - self.declined

    def _slot(self, number: int) -> Slot:
        shift = self.problem.shifts[number]
        posting = self.posting_number[shift.posting]
        site = self.site_number[self.problem.postings[posting].site]
        start, end = timetable.minute_of(shift.start), timetable.minute_of(shift.end)
        day = timetable.day_of(start)
        work = end - start - shift.break_minutes
        piece = Piece(start, end, work, day, timetable.week_of(day), site)
        night = timetable.touches_night(start, end, self.night)
        return Slot(number, posting, shift.heads, piece, night)

    def _person(self, number: int, days: int) -> Person:
        member = self.problem.members[number]
        spans = [(timetable.minute_of(a), timetable.minute_of(b)) for a, b in member.available]
        busy = [_busy(timetable.minute_of(a), timetable.minute_of(b)) for a, b in member.busy]
        busy.sort(key=lambda piece: (piece.start, piece.end))
        fifth = member.wanted_week_minutes * (7 * member.active_weeks + days) // 35
        return Person(number, member, _merged(spans), busy, fifth)

    def posting(self, number: int) -> Posting:
        """The posting to which this shift belongs."""
        return self.problem.postings[self.slots[number].posting]

    def site(self, number: int) -> Site:
        """The site at which this shift takes place."""
        return self.problem.sites[self.slots[number].piece.site]

    @cached_property
    def site_minutes(self) -> list[list[int]]:
        """Minutes of travel between each two sites."""
        places = [site.location for site in self.problem.sites]
        return [[distance.minutes(one, other) for other in places] for one in places]

    @cached_property
    def clashes(self) -> list[set[int]]:
        """For each shift the shifts that no one member can hold as well."""
        order = sorted(self.slots, key=lambda slot: slot.piece.start)
        found: list[set[int]] = [set() for _ in self.slots]
        longest = max((slot.piece.end - slot.piece.start for slot in order), default=0)
        reach = longest + 1440 + self.problem.rules.daily_rest
        for at, one in enumerate(order):
            for other in order[at + 1 :]:
                if other.piece.start - one.piece.start > reach:
                    break
                if self.clash(one.piece, other.piece):
                    found[one.number].add(other.number)
                    found[other.number].add(one.number)
        return found

    def clash(self, one: Piece, other: Piece) -> str:
        """The code of the rule that keeps one member from both pieces, or an empty text."""
        first, second = (one, other) if one.start <= other.start else (other, one)
        if second.start < first.end:
            return "overlap"
        if first.day != second.day:
            return "daily_rest" if second.start - first.end < self.problem.rules.daily_rest else ""
        if max(first.end, second.end) - first.start > 1440 - self.problem.rules.daily_rest:
            return "daily_rest"
        if first.site >= 0 <= second.site and first.site != second.site:
            gap = self.site_minutes[first.site][second.site]
            return "overlap" if second.start - first.end < gap else ""
        return ""

    def week_minutes(self, member: int, week: int) -> int:
        """The most work minutes that the member may have in the week."""
        person = self.people[member].member
        own = person.weeks.get(timetable.week_name(week), person.week_minutes)
        return min(own, self.problem.rules.week)

    def travel(self, member: int, shift: int) -> int:
        """Minutes from the member's home to the site of the shift."""
        person, site = self.people[member].member, self.site(shift)
        if person.travel is not None and site.id in person.travel:
            return person.travel[site.id]
        return distance.minutes(person.home, site.location)


def _busy(start: int, end: int) -> Piece:
    day = timetable.day_of(start)
    return Piece(start, end, end - start, day, timetable.week_of(day), -1)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
