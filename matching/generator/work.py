"""Sites, postings and shifts drawn at random."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from matching.generator.tasks import NEEDS, TASKS, Task
from matching.generator.towns import Town
from matching.problem import Posting, Shift, Site

STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")
SHIFTS_PER_SITE: Final = 10
BREAK_AFTER_MINUTES: Final = 300
"""Arbetstidslagen (1982:673) § 15: no more than five hours without a break."""


def draw_sites(draw: Random, town: Town, shifts: int, first: int) -> list[Site]:
    """Enough sites for a number of shifts; one in three does not know all it offers.

    The first site of a town is open at night and adaptable, the second has unanswered questions.
    """
    sites = []
    for place in range(max(1, shifts // SHIFTS_PER_SITE)):
        codes = draw.sample(NEEDS, len(NEEDS))
        offered = draw.randint(3, 5)
        adaptable = codes[offered : offered + draw.randint(1 if place == 0 else 0, 2)]
        unasked = draw.random() < 0.35 or place == 1
        unknown = codes[offered + len(adaptable) :] if unasked else []
        sites.append(
            Site(
                id=f"site{first + place}",
                company=f"{town.name}-company{place // 2 + 1}",
                location=town.near(draw, 2),
                features=tuple(codes[:offered]),
                adaptations={code: draw.randint(1, 2) for code in adaptable},
                unknown=tuple(unknown),
                night=draw.random() < 0.4 or place == 0,
            )
        )
    return sites


def deck_of_tasks(draw: Random) -> Iterator[Task]:
    """Every kind of work once before any comes again, led by one of each sort of rule."""
    while True:
        shuffled = draw.sample(TASKS, len(TASKS))
        leading = (
            next(task for task in shuffled if task.kind == "internship"),
            next(task for task in shuffled if task.supervised and task.team_skills),
            next(task for task in shuffled if task.night),
        )
        yield from leading
        yield from (task for task in shuffled if task not in leading)


def draw_posting(draw: Random, identity: str, number: int, task: Task, site: Site) -> Posting:
    """A posting at a site; the first two of a town make sure that no rule is left unused."""
    supervised = task.supervised and (draw.random() < 0.85 or number == 1)
    asked = [skill for skill in task.skills if draw.random() < 0.8]
    floored = draw.random() < 0.2 or number == 0
    keeps = 1.0 if number == 1 else 0.6
    return Posting(
        id=identity,
        site=site.id,
        task=task.code,
        kind=task.kind,
        priority=3 - number if number < 2 else draw.choice((1, 1, 1, 1, 1, 1, 1, 2, 2, 3)),
        skills={skill: draw.choice((1, 1, 2)) for skill in asked},
        team_skills={skill: 1 for skill in task.team_skills if draw.random() < keeps},
        merits={skill: draw.randint(1, 3) for skill in task.merits if draw.random() < 0.8},
        demands={dimension: draw.choice((1, 2, 2, 3, 3, 4)) for dimension in task.demands},
        floors={draw.choice(task.demands): draw.choice((1, 1, 2))} if floored else {},
        hazards=tuple(hazard for hazard in task.hazards if draw.random() < keeps),
        supervision=draw.choice((3, 4, 4, 6)) if supervised else None,
        whole=task.kind == "internship",
        team=2 if task.kind == "service" and (draw.random() < 0.7 or number == 1) else 1,
    )


def draw_shifts(
    draw: Random, task: Task, posting: Posting, monday: date, most: int
) -> Iterator[Shift]:
    """The shifts of a posting in the week: the same hours on some days, as work is asked for."""
    hour = draw.choice(task.hours)
    start_minute = hour * 60 + draw.choice((0, 0, 0, 15, 30))
    length = draw.choice(task.lengths)
    heads = draw.choice(task.heads)
    days = draw_days(draw, task)[:most]
    for number, day in enumerate(days, start=1):
        start = local_time(monday + timedelta(days=day), start_minute)
        yield Shift(
            id=f"{posting.id}-{number}",
            posting=posting.id,
            start=start,
            end=local_time(monday + timedelta(days=day), start_minute + length),
            break_minutes=draw.choice((30, 45)) if length > BREAK_AFTER_MINUTES else 0,
            heads=heads,
        )


def draw_days(draw: Random, task: Task) -> list[int]:
    """Days of the week, from 0 for Monday: three to five for an internship, else one to five."""
    week = range(7) if task.weekend else range(5)
    if task.kind == "internship":
        return sorted(draw.sample(range(5), draw.randint(3, 4)))
    return sorted(draw.sample(week, draw.choice((1, 2, 3, 4, 5, 5))))


def local_time(day: date, minute: int) -> datetime:
    """The time when the clock of Stockholm shows a minute of a day, written with its offset."""
    clock = datetime(day.year, day.month, day.day, tzinfo=STOCKHOLM) + timedelta(minutes=minute)
    return datetime.fromisoformat(clock.isoformat())


def draw_work(
    draw: Random, sites: Sequence[Site], shifts: int, first: int, monday: date
) -> tuple[list[Posting], list[Shift]]:
    """Postings with exactly so many shifts, over the sites of one town.

    Night work is asked for only where the site allows it.
    """
    postings: list[Posting] = []
    found: list[Shift] = []
    deck = deck_of_tasks(draw)
    while len(found) < shifts:
        task = next(deck)
        site = draw.choice([site for site in sites if site.night or not task.night])
        number = len(postings)
        postings.append(draw_posting(draw, f"post{first + number}", number, task, site))
        found.extend(draw_shifts(draw, task, postings[-1], monday, shifts - len(found)))
    return postings, found


def with_more_seats(draw: Random, shifts: Sequence[Shift], minutes: int) -> list[Shift]:
    """The shifts with seats added one by one until they ask for at least so much work."""
    found = list(shifts)
    asked = sum(shift.heads * shift.work_minutes for shift in found)
    while asked < minutes:
        place = draw.randrange(len(found))
        found[place] = replace(found[place], heads=found[place].heads + 1)
        asked += found[place].work_minutes
    return found
