"""Tiny random problems, dense with rules: few people, few shifts, awkward hours and weeks."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from tests.matching.make import make_member, make_posting, make_problem, make_shift, make_site

STOCKHOLM = ZoneInfo("Europe/Stockholm")
STARTS = (
    "2026-11-30",  # an ordinary week
    "2026-03-23",  # clocks forward on its Sunday
    "2026-10-19",  # clocks back on its Sunday
    "2026-12-28",  # week 53, across New Year
    "2026-03-27",  # a period that cuts two ISO weeks, with clocks forward between
)
LEVELS = (
    "stability",
    "fairness",
    "fit",
    "development",
    "continuity",
    "wishes",
    "travel",
    "lottery",
)
Json = dict[str, Any]

GENTLE: Json = {
    "available": [["2026-01-01T00:00+01:00", "2027-02-01T00:00+01:00"]],
    "avoids": [],
    "busy": [],
    "day_minutes": 720,
}
"""What makes a member placeable, so that the best plan of half the problems is no empty one."""


def moment(start: str, minutes: int) -> str:
    """A time so many minutes on the clock after the midnight that begins a day."""
    clock = datetime.fromisoformat(start).replace(tzinfo=STOCKHOLM) + timedelta(minutes=minutes)
    return clock.astimezone(STOCKHOLM).isoformat()


def span(start: str, minutes: int, length: int) -> list[str]:
    """A time so many minutes on the clock after midnight, and the time `length` minutes later."""
    begin = datetime.fromisoformat(moment(start, minutes))
    end = begin.astimezone(UTC) + timedelta(minutes=length)
    return [begin.isoformat(), end.astimezone(STOCKHOLM).isoformat()]


def some(draw: Random, codes: str, chance: float = 0.5) -> list[str]:
    """Each code by chance."""
    return [code for code in codes.split() if draw.random() < chance]


def tiny_problem(seed: int, *, members: int = 3, shifts: int = 4) -> Json:
    """At most so many members and shifts; the same for the same seed."""
    draw = Random(seed)
    start = draw.choice(STARTS)
    gentle = draw.random() < 0.6
    sites = [tiny_site(draw, f"s{number}") for number in range(draw.randint(1, 2))]
    postings = [
        tiny_posting(draw, f"p{number}", draw.choice(sites)["id"])
        for number in range(draw.randint(1, 3))
    ]
    first_day = draw.choice((0, 0, 2, 4))
    worked = [
        tiny_shift(draw, f"h{number}", draw.choice(postings)["id"], start, first_day, gentle)
        for number in range(draw.randint(1, shifts))
    ]
    names = [f"m{number}" for number in range(draw.randint(1, members))]
    people = [tiny_member(draw, name, names, start, sites) for name in names]
    if gentle:
        people = [{**person, **GENTLE} for person in people]
    problem = make_problem(
        period={"start": moment(start, 0), "end": moment(start, 7 * 1440)},
        rules=tiny_rules(draw),
        policy={"id": "tiny", "order": tiny_order(draw)},
        sites=sites,
        postings=postings,
        shifts=worked,
        members=people,
    )
    every = [(name, shift["id"]) for name in names for shift in worked]
    for key, chance in (("accepted", 0.12), ("declined", 0.06), ("proposed", 0.2)):
        pairs = [dict(zip(("member", "shift"), one, strict=True)) for one in every]
        problem[key] = [one for one in pairs if draw.random() < chance]
    for one in problem["accepted"]:
        one["role"] = draw.choice(("work", "work", "work", "supervise"))
    return problem


def tiny_rules(draw: Random) -> Json:
    """The Act, or an agreement that asks for more; night hours that end while clocks change."""
    rules: Json = {
        "night": draw.choice((["00:00", "05:00"], ["22:00", "06:00"], ["02:00", "02:30"]))
    }
    if draw.random() < 0.4:
        rules |= {
            "id": "agreement",
            "daily_rest": draw.choice((480, 720)),
            "weekly_rest": draw.choice((2160, 5000, 7000)),
            "week": draw.choice((600, 2400)),
        }
    return rules


def tiny_order(draw: Random) -> list[str]:
    """The order of the contract, or another one that leaves levels out."""
    rest = list(LEVELS)
    if draw.random() < 0.3:
        draw.shuffle(rest)
        rest = rest[: draw.randint(3, len(rest))]
    return ["coverage-3", "coverage-2", "coverage-1", *rest]


def tiny_site(draw: Random, identity: str) -> Json:
    """A site with awkward gaps in what it offers."""
    return make_site(
        identity,
        location=[58.4 + draw.random() * 0.3, 15.6 + draw.random() * 0.3],
        company=draw.choice("ab"),
        features=some(draw, "ramp quiet"),
        unknown=some(draw, "quiet loop", 0.4),
        adaptations={code: draw.randint(0, 1) for code in some(draw, "ramp loop desk", 0.6)},
        night=draw.random() < 0.5,
    )


def tiny_posting(draw: Random, identity: str, site: str) -> Json:
    """A posting that asks some of everything."""
    return make_posting(
        identity,
        site=site,
        task=draw.choice("xyz"),
        priority=draw.randint(1, 3),
        skills={code: draw.randint(1, 2) for code in some(draw, "cook", 0.3)},
        team_skills=dict.fromkeys(some(draw, "drive", 0.25), 1),
        merits={code: draw.randint(1, 3) for code in some(draw, "cook till")},
        demands={code: draw.randint(0, 4) for code in some(draw, "lift pace")},
        floors=dict.fromkeys(some(draw, "lift", 0.2), 2),
        hazards=some(draw, "dust", 0.2),
        supervision=draw.choice((None, None, None, None, 1, 2, 3)),
        whole=draw.random() < 0.25,
        team=draw.choice((1, 1, 1, 2)),
    )


def tiny_shift(
    draw: Random, identity: str, posting: str, start: str, first_day: int, gentle: bool
) -> Json:
    """A shift on one of three neighbouring days, on a quarter of an hour, at any hour or by day."""
    day = (first_day + draw.randrange(3)) * 1440
    begin = day + (draw.randrange(24, 60) if gentle else draw.randrange(96)) * 15
    length = draw.choice((60, 120, 240, 240, 480) if gentle else (60, 240, 600, 840))
    return make_shift(
        identity,
        *span(start, begin, length),
        posting=posting,
        heads=draw.randint(1, 2),
        break_minutes=draw.choice((0, 0, 30)),
    )


def tiny_member(
    draw: Random, identity: str, names: list[str], start: str, sites: list[Json]
) -> Json:
    """A member with some of every limit."""
    others = [name for name in names if name != identity]
    ways: Json = {"reach_km": draw.choice((12.5, 25.5, 40.5))}
    if draw.random() < 0.3:
        ways = {"travel": {site["id"]: draw.randint(0, 60) for site in sites[: draw.randint(0, 2)]}}
    return {
        **make_member(identity, **ways),
        "home": [58.4 + draw.random() * 0.3, 15.6 + draw.random() * 0.3],
        "available": tiny_available(draw, start),
        "skills": {code: draw.randint(1, 3) for code in some(draw, "cook till drive", 0.7)},
        "abilities": {code: draw.randint(0, 4) for code in some(draw, "lift pace", 0.7)},
        "needs": some(draw, "ramp quiet loop desk", 0.12),
        "avoids": some(draw, "dust", 0.2),
        "day_minutes": draw.choice((240, 480, 720)),
        "week_minutes": draw.choice((480, 960, 2400)),
        "weeks": dict.fromkeys(some(draw, "2026-W49 2026-W13 2026-W14 2026-W53", 0.2), 300),
        "wanted_week_minutes": draw.choice((0, 333, 600, 1200)),
        "worked_minutes": draw.choice((0, 500, 5000)),
        "active_weeks": draw.choice((0, 3, 8)),
        "busy": tiny_busy(draw, start),
        "night": draw.random() < 0.5,
        "wishes": some(draw, "x y", 0.3),
        "blocks": some(draw, "a", 0.1),
        "develop": some(draw, "lift pace cook till", 0.25),
        "support": draw.choice((1, 1, 2, 4)),
        "supervisor": draw.random() < 0.6,
        "together": [name for name in others if draw.random() < 0.1],
        "apart": [name for name in others if draw.random() < 0.1],
    }


def tiny_available(draw: Random, start: str) -> list[list[str]]:
    """All the time, or two stretches that touch, overlap or leave a gap."""
    if draw.random() < 0.6:
        return [[moment(start, -14 * 1440), moment(start, 21 * 1440)]]
    middle = draw.randrange(5 * 1440)
    gap = draw.choice((0, 0, -60, 15, 600))
    return [
        [moment(start, middle + gap), moment(start, 9 * 1440)],
        [moment(start, draw.choice((-1440, 600))), moment(start, max(700, middle))],
    ]


def tiny_busy(draw: Random, start: str) -> list[list[str]]:
    """Work elsewhere, in the period and on both sides of it."""
    found = []
    for _ in range(draw.choice((0, 0, 1, 2))):
        begin = draw.choice((-600, -1440, 0, 2880, 7 * 1440 - 300)) + draw.randrange(96) * 15
        length = draw.choice((60, 240, 600, 4000))
        found.append(span(start, begin, length))
    return found
