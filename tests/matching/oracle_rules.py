"""The rules of the contract, read on the bare JSON of a problem.

They share nothing with solver or checker: they reckon minute by minute where those reckon with
intervals. Slow on purpose.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
Json = dict[str, Any]
Placed = tuple[str, str, str]
"""Member, shift, role."""

Broken = tuple[str, frozenset[Placed]]
"""Rule code and the placements it concerns."""

DEFAULT_RULES = {"daily_rest": 660, "weekly_rest": 2160, "week": 2400, "night": ["00:00", "05:00"]}


def local(text: str) -> datetime:
    """A moment on the clock of Stockholm."""
    return datetime.fromisoformat(text).astimezone(STOCKHOLM)


def minute(text: str) -> int:
    """Minutes since 1970."""
    return round(datetime.fromisoformat(text).timestamp()) // 60


def clock(moment: int) -> datetime:
    """What a clock in Stockholm shows at a minute since 1970."""
    return datetime.fromtimestamp(moment * 60, STOCKHOLM)


def kilometres(one: list[float], other: list[float]) -> float:
    """Great-circle distance from the angle between two unit vectors."""
    vectors = []
    for latitude, longitude in (one, other):
        up, east = math.radians(latitude), math.radians(longitude)
        vectors.append((math.cos(up) * math.cos(east), math.cos(up) * math.sin(east), math.sin(up)))
    return 6371.0088 * 2 * math.asin(min(1.0, math.dist(*vectors) / 2))


@dataclass(frozen=True)
class Work:
    """A stretch of somebody's work: a placement, or busy (placed is None)."""

    placed: Placed | None
    start: int
    end: int
    minutes: int
    site: str | None

    @property
    def day(self) -> str:
        return clock(self.start).strftime("%Y-%m-%d")

    @property
    def week(self) -> str:
        return clock(self.start).strftime("%G-W%V")


class Rules:
    """The contract's rules for one problem, and what they look up."""

    def __init__(self, problem: Json) -> None:
        self.problem = problem
        self.rules = {**DEFAULT_RULES, **problem.get("rules", {})}
        self.sites = {site["id"]: site for site in problem["sites"]}
        self.postings = {posting["id"]: posting for posting in problem["postings"]}
        self.shifts = {shift["id"]: shift for shift in problem["shifts"]}
        self.members = {member["id"]: member for member in problem["members"]}
        self.pins = {
            (pair["member"], pair["shift"], pair.get("role", "work"))
            for pair in problem["accepted"]
        }
        self.declined = {(pair["member"], pair["shift"]) for pair in problem["declined"]}

    # -- looking up ------------------------------------------------------------------------

    def posting(self, shift: str) -> Json:
        posting: Json = self.postings[self.shifts[shift]["posting"]]
        return posting

    def site(self, shift: str) -> Json:
        site: Json = self.sites[self.posting(shift)["site"]]
        return site

    def work_minutes(self, shift: str) -> int:
        found = self.shifts[shift]
        return minute(found["end"]) - minute(found["start"]) - int(found.get("break_minutes", 0))

    def work(self, placed: Placed) -> Work:
        shift = self.shifts[placed[1]]
        return Work(
            placed,
            minute(shift["start"]),
            minute(shift["end"]),
            self.work_minutes(placed[1]),
            self.site(placed[1])["id"],
        )

    def met_by(self, need: str, site: Json) -> str:
        if need in site.get("features", []):
            return "feature"
        if need in site.get("unknown", []):
            return "question"
        if need in site.get("adaptations", {}):
            return "adaptation"
        return "nothing"

    # -- rules -----------------------------------------------------------------------------

    def broken(self, plan: frozenset[Placed]) -> set[Broken]:
        """Every breach of a plan but missing pins, with the placements it concerns."""
        found: set[Broken] = set()
        for placed in plan:
            found |= {(code, frozenset([placed])) for code in self.alone(placed)}
        for member in self.members:
            found |= set(self.of_member(member, [p for p in plan if p[0] == member]))
        for shift in self.shifts:
            found |= set(self.of_crew(shift, [p for p in plan if p[1] == shift]))
        found |= set(self.adaptations(plan))
        return found

    def alone(self, placed: Placed) -> Iterator[str]:
        """Codes a placement breaks whoever else is placed."""
        member, posting = self.members[placed[0]], self.posting(placed[1])
        site = self.site(placed[1])
        if placed[2] == "work":
            yield from self.unable(member, posting)
        elif not member.get("supervisor", False):
            yield "supervision"
        if any(self.met_by(need, site) == "nothing" for need in member.get("needs", [])):
            yield "need"
        if set(posting.get("hazards", [])) & set(member.get("avoids", [])):
            yield "hazard"
        if site["company"] in member.get("blocks", []):
            yield "block"
        if placed[:2] in self.declined:
            yield "declined"
        yield from self.alone_in_time_and_space(placed)

    def unable(self, member: Json, posting: Json) -> Iterator[str]:
        for code, level in posting.get("skills", {}).items():
            if member.get("skills", {}).get(code, 0) < level:
                yield "skill"
        for dimension, least in posting.get("floors", {}).items():
            if member.get("abilities", {}).get(dimension, -1) < least:
                yield "floor"

    def alone_in_time_and_space(self, placed: Placed) -> Iterator[str]:
        member, site = self.members[placed[0]], self.site(placed[1])
        work = self.work(placed)
        spans = [(minute(start), minute(end)) for start, end in member["available"]]
        for at in range(work.start, work.end):
            if not any(start <= at < end for start, end in spans):
                yield "available"
                break
        if member.get("travel") is not None:
            if site["id"] not in member["travel"]:
                yield "reach"
        elif kilometres(member["home"], site["location"]) > member["reach_km"]:
            yield "reach"
        both_allow = site.get("night", False) and member.get("night", False)
        if not both_allow and any(self.is_night(at) for at in range(work.start, work.end)):
            yield "night"

    def is_night(self, at: int) -> bool:
        opens, closes = self.rules["night"]
        shown = clock(at).strftime("%H:%M")
        if opens <= closes:
            return bool(opens <= shown < closes)
        return bool(shown >= opens or shown < closes)

    def of_member(self, member: str, placed: list[Placed]) -> Iterator[Broken]:
        """What a member's working time breaks, and half-taken whole postings."""
        works = [self.work(one) for one in placed]
        for start, end in self.members[member].get("busy", []):
            first, last = minute(start), minute(end)
            works.append(Work(None, first, last, last - first, None))
        for one, other in combinations(sorted(works, key=lambda work: work.start), 2):
            yield from self.of_two(one, other)
        for day in {self.work(one).day for one in placed}:
            yield from self.of_day(member, [work for work in works if work.day == day])
        for week in {self.work(one).week for one in placed}:
            yield from self.of_week(member, week, works)
        for posting in {self.posting(one[1])["id"] for one in placed}:
            if self.postings[posting].get("whole", False):
                own = [one for one in placed if self.posting(one[1])["id"] == posting]
                every = {s for s in self.shifts if self.shifts[s]["posting"] == posting}
                if {one[1] for one in own} != every or len({one[2] for one in own}) > 1:
                    yield "whole", frozenset(own)

    def concerned(self, works: list[Work]) -> frozenset[Placed]:
        return frozenset(work.placed for work in works if work.placed is not None)

    def of_two(self, one: Work, other: Work) -> Iterator[Broken]:
        about = self.concerned([one, other])
        if not about:
            return
        if one.placed and other.placed and one.placed[1] == other.placed[1]:
            yield "heads", about
            return
        if other.start < one.end:
            yield "overlap", about
            return
        gap = other.start - one.end
        if one.day != other.day:
            if gap < self.rules["daily_rest"]:
                yield "daily_rest", about
        elif one.site and other.site and one.site != other.site:
            km = kilometres(self.sites[one.site]["location"], self.sites[other.site]["location"])
            if gap < math.ceil(km * 1.5):
                yield "overlap", about

    def of_day(self, member: str, works: list[Work]) -> Iterator[Broken]:
        if sum(work.minutes for work in works) > self.members[member]["day_minutes"]:
            yield "day", self.concerned(works)
        span = max(work.end for work in works) - min(work.start for work in works)
        if span > 1440 - self.rules["daily_rest"]:
            yield "daily_rest", self.concerned(works)

    def of_week(self, member: str, week: str, works: list[Work]) -> Iterator[Broken]:
        there = [work for work in works if work.week == week]
        limit = (
            self.members[member].get("weeks", {}).get(week, self.members[member]["week_minutes"])
        )
        if sum(work.minutes for work in there) > min(limit, self.rules["week"]):
            yield "week", self.concerned(there)
        monday = datetime.strptime(week + "-1", "%G-W%V-%u").replace(tzinfo=STOCKHOLM)
        first = round(monday.timestamp()) // 60
        last = round((monday + timedelta(days=7)).timestamp()) // 60
        minutes = bytearray(last - first)
        touching = [work for work in works if work.start < last and work.end > first]
        for work in touching:
            begin, finish = max(work.start, first) - first, min(work.end, last) - first
            minutes[begin:finish] = b"x" * (finish - begin)
        if max(len(free) for free in bytes(minutes).split(b"x")) < self.rules["weekly_rest"]:
            yield "weekly_rest", self.concerned(touching)

    def of_crew(self, shift: str, crew: list[Placed]) -> Iterator[Broken]:
        """What those on one shift break together."""
        if not crew:
            return
        posting = self.posting(shift)
        workers = [placed for placed in crew if placed[2] == "work"]
        if len(workers) > self.shifts[shift]["heads"]:
            yield "heads", frozenset(workers)
        ratio = posting.get("supervision")
        support = sum(self.members[placed[0]].get("support", 1) for placed in workers)
        wanted = 0 if ratio is None else math.ceil(support / ratio)
        if len(crew) - len(workers) != wanted:
            yield "supervision", frozenset(crew)
        if workers and not self.is_team(posting, [placed[0] for placed in workers]):
            yield "team", frozenset(workers)
        yield from self.of_pairs(crew)

    def of_pairs(self, crew: list[Placed]) -> Iterator[Broken]:
        present = {placed[0] for placed in crew}
        for placed in crew:
            wanted_company = set(self.members[placed[0]].get("together", []))
            if wanted_company and not wanted_company & present:
                yield "pair", frozenset([placed])
        for one, other in combinations(crew, 2):
            first, second = self.members[one[0]], self.members[other[0]]
            if second["id"] in first.get("apart", []) or first["id"] in second.get("apart", []):
                yield "pair", frozenset([one, other])

    def is_team(self, posting: Json, workers: list[str]) -> bool:
        if len(workers) < posting.get("team", 1):
            return False
        held = [set(self.members[worker].get("skills", {})) for worker in workers]
        return all(
            sum(code in skills for skills in held) >= heads
            for code, heads in posting.get("team_skills", {}).items()
        )

    def adaptations(self, plan: frozenset[Placed]) -> Iterator[Broken]:
        """More users of an adaptation than there are, minute by minute."""
        for site in self.sites.values():
            here = [placed for placed in plan if self.site(placed[1]) is site]
            for need, most in site.get("adaptations", {}).items():
                using = [
                    self.work(placed)
                    for placed in here
                    if need in self.members[placed[0]].get("needs", [])
                    and self.met_by(need, site) == "adaptation"
                ]
                for at in {work.start for work in using} | {work.end for work in using}:
                    users = self.concerned([work for work in using if work.start <= at < work.end])
                    if len({placed[0] for placed in users}) > most:
                        yield "need", users

    def allowed(self, plan: frozenset[Placed]) -> bool:
        """Whether every pin is kept and every breach concerns pins only."""
        return plan >= self.pins and all(about <= self.pins for _, about in self.broken(plan))
