"""Members drawn at random."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from matching.checker.calendar import week_name
from matching.fields import Interval
from matching.generator.tasks import DIMENSIONS, HAZARDS, NEEDS, SKILLS, TASKS
from matching.generator.towns import Town
from matching.generator.work import local_time
from matching.problem import Member, Site

DAY_PARTS: Final = ((360, 900), (420, 1020), (420, 1080), (480, 960), (600, 1200), (720, 1320))
"""Usual hours that people can give, in minutes after midnight."""

WEEK_HOURS: Final = (8, 10, 15, 15, 20, 20, 20, 25, 30, 40)
"""What people want and may work: a quarter, half, three quarters of or a whole week."""


def draw_member(
    draw: Random, identity: str, town: Town, near_sites: Sequence[Site], monday: date
) -> Member:
    """One member with her ways, hours, abilities, needs and wishes."""
    night = draw.random() < 0.2
    week_minutes = draw.choice(WEEK_HOURS) * 60
    ramping = draw.random() < 0.15
    active_weeks = draw.choice((8, 8, 8, 8, 6, 4, 2, 0))
    worked = draw.random() * draw.choice((0.3, 0.6, 1.0)) * week_minutes * active_weeks
    travel = draw_travel(draw, near_sites) if draw.random() < 0.2 else None
    return Member(
        id=identity,
        cooperative=town.cooperative,
        home=town.near(draw, 5),
        reach_km=draw.choice((5, 6, 6, 8, 10, 15, 25)) if travel is None else None,
        travel=travel,
        skills={
            code: draw.choice((1, 1, 2, 2, 3))
            for code in draw.sample(SKILLS, draw.choice((2, 3, 4, 5)))
        },
        abilities={code: draw_ability(draw) for code in DIMENSIONS if draw.random() < 0.85},
        needs=tuple(draw.sample(NEEDS, draw.choice((0, 0, 0, 1, 1, 2)))),
        avoids=tuple(draw.sample(HAZARDS, draw.choice((0, 0, 0, 1, 1, 2)))),
        available=draw_available(draw, monday, night=night),
        day_minutes=draw.choice((240, 300, 360, 480, 480)),
        week_minutes=week_minutes,
        weeks={week_name(monday): week_minutes * 3 // 4} if ramping else {},
        wanted_week_minutes=week_minutes * draw.choice((3, 4, 4)) // 4,
        worked_minutes=round(worked),
        active_weeks=active_weeks,
        busy=draw_busy(draw, monday),
        night=night,
        wishes=tuple(draw_some(draw, [task.code for task in TASKS], 0.4, 4)),
        blocks=(draw.choice(near_sites).company,) if draw.random() < 0.05 else (),
        develop=tuple(draw_some(draw, [*DIMENSIONS, *SKILLS], 0.35, 3)),
        support=draw.choice((1, 1, 1, 1, 2, 2, 3, 4)),
        supervisor=draw.random() < 0.12,
    )


def draw_some(draw: Random, codes: Sequence[str], chance: float, most: int) -> list[str]:
    """Some codes for some people, none for the rest."""
    return draw.sample(codes, draw.randint(1, most)) if draw.random() < chance else []


def draw_ability(draw: Random) -> int:
    """An ability from 0 to 4; most can most things."""
    return draw.choice((0, 1, 2, 2, 3, 3, 3, 4, 4, 4))


def draw_travel(draw: Random, sites: Sequence[Site]) -> dict[str, int]:
    """Minutes by bus to the sites that a bus goes to."""
    return {site.id: draw.randint(5, 45) for site in sites if draw.random() < 0.6}


def draw_available(draw: Random, monday: date, *, night: bool) -> tuple[Interval, ...]:
    """The hours a member can give: the same on her days, some of them split by an appointment."""
    start, end = draw.choice(DAY_PARTS)
    days = draw.sample(range(5), draw.choice((3, 4, 5, 5)))
    days += [day for day in (5, 6) if draw.random() < 0.35]
    if night and draw.random() < 0.8:
        start = min(start, 120)
    found = []
    for day in sorted(days):
        on = monday + timedelta(days=day)
        if draw.random() < 0.12:
            middle = (start + end) // 2
            found.append((local_time(on, start), local_time(on, middle - 30)))
            found.append((local_time(on, middle + 30), local_time(on, end)))
        else:
            found.append((local_time(on, start), local_time(on, end)))
    return tuple(found)


def draw_busy(draw: Random, monday: date) -> tuple[Interval, ...]:
    """Accepted work outside the problem: late the Sunday before, within, or the Monday after."""
    pieces = (
        (0.04, busy_piece(monday, -1, 15 * 60, 8 * 60)),
        (0.12, busy_piece(monday, draw.randrange(7), draw.choice((8, 13)) * 60, 4 * 60)),
        (0.04, busy_piece(monday, 7, 5 * 60, 4 * 60)),
    )
    return tuple(piece for chance, piece in pieces if draw.random() < chance)


def busy_piece(monday: date, day: int, start: int, length: int) -> Interval:
    """Work on a day of the week from a minute of it, 0 for Monday."""
    on = monday + timedelta(days=day)
    return local_time(on, start), local_time(on, start + length)


def with_trait(
    draw: Random, member: Member, number: int, near_sites: Sequence[Site], monday: date
) -> Member:
    """The member with one trait her place in the town asks for, so that no rule is left unused."""
    site = near_sites[0]
    traits: tuple[dict[str, object], ...] = (
        {"supervisor": True, "support": 1, "needs": ()},
        {"needs": tuple(site.adaptations)[:1]},
        {"needs": tuple(near_sites[1 % len(near_sites)].unknown)[:1]},
        {"avoids": (draw.choice(HAZARDS),)},
        {"busy": (busy_piece(monday, -1, 15 * 60, 8 * 60),)},
        {"busy": (busy_piece(monday, 7, 5 * 60, 4 * 60),)},
        {"weeks": {week_name(monday): member.week_minutes * 3 // 4}},
        {"night": True},
        {"wishes": (draw.choice(TASKS).code,), "blocks": (site.company,)},
        {"develop": (draw.choice(DIMENSIONS), draw.choice(SKILLS))},
        {"support": 4},
        {"active_weeks": 2, "worked_minutes": member.week_minutes},
        {"travel": draw_travel(draw, near_sites), "reach_km": None},
    )
    changes: Any = traits[number % len(traits)]
    return replace(member, **changes)


def with_company(draw: Random, members: Sequence[Member]) -> list[Member]:
    """The members of one town, a few of whom work only beside, or never beside, another."""
    found = list(members)
    for place, member in enumerate(found):
        others = [other.id for other in found if other.id != member.id]
        chance = draw.random()
        if place != 15 and (chance < 0.02 or place == 14):
            found[place] = replace(member, together=tuple(draw.sample(others, 3)))
        elif chance < 0.05 or place == 15:
            found[place] = replace(member, apart=(draw.choice(others),))
    return found
