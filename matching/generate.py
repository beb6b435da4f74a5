"""Generate problems of four sizes, the same for the same seed, with every rule in use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from matching.checker.geography import kilometres
from matching.generator.pairs import Neighbourhood, with_pairs
from matching.generator.people import draw_member, with_company, with_trait
from matching.generator.towns import (
    FIVE_MUNICIPALITIES,
    ONE_COOPERATIVE,
    Town,
    shared_out,
    towns_on_a_grid,
)
from matching.generator.work import draw_sites, draw_work, local_time, with_more_seats
from matching.problem import Member, Period, Policy, Posting, Problem, Rules, Shift, Site

MONDAY: Final = date(2026, 11, 30)
NEIGHBOUR_KILOMETRES: Final = 35
DEMAND_PER_CENT: Final = 115
"""Work asked for in each town, at least, of the minutes its members may work."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How many members and shifts, and over how many towns on a grid (0: the real ones)."""

    members: int
    shifts: int
    towns: int
    columns: int


SCALES: Final = {
    "S": Scale(20, 40, 0, 0),
    "M": Scale(160, 400, 0, 0),
    "L": Scale(2_000, 4_000, 13, 4),
    "XL": Scale(20_000, 40_000, 130, 10),
}


def generate(scale: str, seed: int, *, conflicts: bool = False) -> dict[str, object]:
    """A problem as JSON, the same for the same arguments; raises KeyError for an unknown scale.

    S is one cooperative, M the five municipalities, L a county, XL the country, where people
    reach their own town and some its neighbours. More work is asked for than the members can
    do. `conflicts` adds accepted pairs that break a rule among themselves.
    """
    size = SCALES[scale]
    draw = Random(f"orangeriet:{scale}:{seed}")  # noqa: S311 - draws examples, guards nothing
    towns = _towns(draw, scale, size)
    sites, postings, shifts = _work(draw, towns, size.shifts)
    members = _members(draw, towns, sites, size.members)
    shifts = [
        with_more_seats(draw, asked, _supply(people) * DEMAND_PER_CENT // 100)
        for asked, people in zip(shifts, members, strict=True)
    ]
    problem = Problem(
        period=Period(local_time(MONDAY, 0), local_time(MONDAY + timedelta(days=7), 0)),
        rules=Rules(),
        policy=Policy("generated"),
        sites=tuple(site for there in sites for site in there),
        postings=tuple(posting for there in postings for posting in there),
        shifts=tuple(shift for there in shifts for shift in there),
        members=tuple(member for there in members for member in there),
    )
    near = [Neighbourhood(*there) for there in zip(members, shifts, strict=True)]
    return with_pairs(draw, problem, near, conflicts=conflicts).to_json()


def _towns(draw: Random, scale: str, size: Scale) -> tuple[Town, ...]:
    if size.towns:
        return towns_on_a_grid(draw, size.towns, size.columns)
    return ONE_COOPERATIVE if scale == "S" else FIVE_MUNICIPALITIES


def _supply(members: Sequence[Member]) -> int:
    return sum(member.week_minutes for member in members)


def _work(
    draw: Random, towns: tuple[Town, ...], total: int
) -> tuple[list[list[Site]], list[list[Posting]], list[list[Shift]]]:
    sites: list[list[Site]] = []
    postings: list[list[Posting]] = []
    shifts: list[list[Shift]] = []
    for town, share in zip(towns, shared_out(total, towns), strict=True):
        there = draw_sites(draw, town, share, 1 + sum(map(len, sites)))
        asked, worked = draw_work(draw, there, share, 1 + sum(map(len, postings)), MONDAY)
        sites.append(there)
        postings.append(asked)
        shifts.append(worked)
    return sites, postings, shifts


def _members(
    draw: Random, towns: tuple[Town, ...], sites: Sequence[Sequence[Site]], total: int
) -> list[list[Member]]:
    members: list[list[Member]] = []
    first = 1
    for town, share, there in zip(towns, shared_out(total, towns), sites, strict=True):
        near = [
            site
            for other, offered in zip(towns, sites, strict=True)
            if kilometres(town.centre, other.centre) <= NEIGHBOUR_KILOMETRES
            for site in offered
        ]
        drawn = [
            with_trait(
                draw,
                draw_member(draw, f"member{first + place}", town, near, MONDAY),
                place,
                there,
                MONDAY,
            )
            for place in range(share)
        ]
        members.append(with_company(draw, drawn))
        first += share
    return members
