"""One thing that could be otherwise: a skill, a way in, a ride, an hour; and the problem with it.

Every change only opens: what was lawful before is lawful after it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from matching import distance
from matching.eligibility import reasons_against, shifts_together
from matching.index import WORK, Index
from matching.problem import Member, Problem, Site

KINDS = ("time", "ride", "skill", "feature")
"""In the order of their size, the smallest first: one person's free hour, a lift, a course,
something built at a site."""

KIND_OF_RULE = {"available": "time", "reach": "ride", "skill": "skill", "need": "feature"}
Interval = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Change:
    """What is changed, and for whom. `amount`: minutes, metres, levels or 1, by kind."""

    kind: str
    members: tuple[str, ...] = ()
    site: str = ""
    code: str = ""
    level: int = 0
    intervals: tuple[Interval, ...] = ()
    amount: int = 1

    def to_json(self) -> dict[str, object]:
        """As `explain --json` and `keys --json` write it."""
        return {
            "kind": self.kind,
            "members": list(self.members),
            "site": self.site or None,
            "code": self.code or None,
            "level": self.level or None,
            "intervals": [[a.isoformat(), b.isoformat()] for a, b in self.intervals],
            "amount": self.amount,
        }


def changed(problem: Problem, change: Change) -> Problem:
    """The problem as it would be with the change. Raises KeyError for a name it does not know."""
    for name in change.members:
        problem.member_by_id[name]
    if change.kind == "feature":
        site = problem.site_by_id[change.site]
        sites = tuple(_with_feature(one, change.code) if one is site else one
                      for one in problem.sites)  # fmt: skip
        return replace(problem, sites=sites, digest="")
    members = tuple(
        _with(problem, member, change) if member.id in change.members else member
        for member in problem.members
    )
    return replace(problem, members=members, digest="")


def _with_feature(site: Site, code: str) -> Site:
    left = {name: most for name, most in site.adaptations.items() if name != code}
    return replace(site, features=(*site.features, code), adaptations=left)


def _with(problem: Problem, member: Member, change: Change) -> Member:
    if change.kind == "skill":
        level = max(change.level, member.skills.get(change.code, 0))
        return replace(member, skills={**member.skills, change.code: level})
    if change.kind == "ride":
        return replace(member, travel={**_ways(problem, member), **_way(problem, member, change)})
    return replace(member, available=(*member.available, *change.intervals))


def _way(problem: Problem, member: Member, change: Change) -> dict[str, int]:
    site = problem.site_by_id[change.site]
    return {site.id: distance.minutes(member.home, site.location)}


def _ways(problem: Problem, member: Member) -> dict[str, int]:
    """Where the member can go today, site by site."""
    if member.travel is not None:
        return dict(member.travel)
    return {
        site.id: distance.minutes(member.home, site.location)
        for site in problem.sites
        if distance.kilometres(member.home, site.location) <= (member.reach_km or 0)
    }


def change_for(index: Index, member: int, shift: int) -> Change | None:
    """The one change after which no rule keeps the member from working the shift, or None.

    None too where nothing keeps her from it today: a crew, a rest or another job does then.
    """
    reasons = reasons_against(index, member, shift, WORK)
    kinds = {KIND_OF_RULE.get(reason.code, "") for reason in reasons}
    if len({(reason.code, reason.what) for reason in reasons}) != 1 or kinds <= {""}:
        return None
    return _change(index, member, shift, kinds.pop(), reasons[0].what)


def _change(index: Index, member: int, shift: int, kind: str, what: str) -> Change:
    person, site = index.people[member], index.site(shift)
    name = person.member.id
    if kind == "skill":
        code, level = what.rsplit(" ", 1)
        missing = int(level) - person.member.skills.get(code, 0)
        return Change(kind, (name,), code=code, level=int(level), amount=missing)
    if kind == "feature":
        return Change(kind, site=site.id, code=what)
    if kind == "ride":
        metres = round(distance.kilometres(person.member.home, site.location) * 1000)
        return Change(kind, (name,), site=site.id, amount=metres)
    intervals = []
    for number in shifts_together(index, person, shift):
        one = index.problem.shifts[number]
        piece = index.slots[number].piece
        if not any(a <= piece.start and piece.end <= b for a, b in person.windows):
            intervals.append((one.start, one.end))
    minutes = sum(round((end - start).total_seconds()) // 60 for start, end in intervals)
    return Change(kind, (name,), intervals=tuple(intervals), amount=minutes)


Opened = dict[Change, set[tuple[int, int]]]
"""Each change with the (member, shift) pairs that it opens."""


def single_changes(index: Index) -> Opened:
    """Every single change of the problem, free hours gathered by weekday and hours of the day."""
    found: Opened = defaultdict(set)
    hours: dict[tuple[int, object], set[int]] = defaultdict(set)
    for member in range(len(index.people)):
        for shift in _first_shifts(index):
            change = change_for(index, member, shift)
            if change is None:
                continue
            if change.kind == "time":
                hours[member, _rhythm(index, shift)] |= _covered(index, member, shift)
            else:
                found[change] |= {(member, one) for one in _covered(index, member, shift)}
    for (member, _), shifts in hours.items():
        found[_hours(index, member, shifts)] |= {(member, shift) for shift in shifts}
    return found


def _first_shifts(index: Index) -> Iterator[int]:
    """Each shift, but only one of a posting that is taken whole."""
    for slot in index.slots:
        whole = index.posting(slot.number).whole
        if not whole or index.slots_of_posting[slot.posting][0] == slot.number:
            yield slot.number


def _covered(index: Index, member: int, shift: int) -> set[int]:
    return set(shifts_together(index, index.people[member], shift))


def _rhythm(index: Index, shift: int) -> object:
    """The weekday and hours a shift has; a whole posting has a rhythm of its own."""
    one = index.problem.shifts[shift]
    if index.posting(shift).whole:
        return index.slots[shift].posting
    return (one.start.isoweekday(), one.start.timetz().replace(tzinfo=None),
            one.end.timetz().replace(tzinfo=None))  # fmt: skip


def _hours(index: Index, member: int, shifts: set[int]) -> Change:
    listed = sorted(shifts)
    intervals = tuple(
        dict.fromkeys(
            (index.problem.shifts[one].start, index.problem.shifts[one].end) for one in listed
        )
    )
    minutes = sum(round((end - start).total_seconds()) // 60 for start, end in intervals)
    name = index.people[member].member.id
    return Change("time", (name,), intervals=intervals, amount=minutes)
