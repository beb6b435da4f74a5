"""The solves of the past: told, not solved, so they carry no proof; and why seats stayed empty."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random

from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.demo.book import Book
from marketplace.demo.jobs import Job
from marketplace.demo.moments import Moments
from marketplace.demo.setting import Setting, weighted
from marketplace.demo.truths import RAMP_SITE, SKILL_SITE
from marketplace.models.match_runs import MatchRun, MatchRunStatus, match_run_postings
from marketplace.models.postings import Shift

LEFT = {"skill": 15, "need": 13, "reach": 10, "available": 7, "week": 4}
"""How many of twenty members are left after each rule where none of them stops the work."""
BINDING = (("available", 45), ("skill", 20), ("week", 20), ("reach", 15))


def add_run(book: Book, setting: Setting, job: Job, moments: Moments) -> int:
    """The solve that found the crew of a job."""
    minutes = sum(len(one.seats) * one.work_minutes for one in job.stretches)
    run = book.add(
        MatchRun,
        region_id=job.workplace.seller.region,
        status=MatchRunStatus.SOLVED,
        queued_at=job.submitted_at,
        started_at=job.submitted_at + timedelta(seconds=1),
        finished_at=moments.matched_at,
        seats_asked=job.seats_asked,
        seats_filled=min(job.seats_asked, sum(len(one.seats) for one in job.stretches)),
        covered_minutes=minutes,
        unfilled=_unfilled(book, setting.draw("run", job.number), job),
    )
    book.link(match_run_postings, match_run_id=run, posting_id=job.number)
    return run


def _unfilled(book: Book, draw: Random, job: Job) -> Mapping[str, object]:
    """A funnel for each shift that has fewer people than asked for."""
    rule = _rule(draw, job)
    return {
        str(book.row(Shift, one.number)["public_id"]): {
            "seats": job.heads - len(one.workers),
            "funnel": _funnel(draw, rule, job.heads - len(one.workers)),
        }
        for one in job.stretches
        if len(one.workers) < job.heads
    }


def _rule(draw: Random, job: Job) -> str:
    """What stood in the way of a job: the planted truth of its site, or what chance says."""
    planted = {SKILL_SITE: "skill", RAMP_SITE: "need"}.get(job.workplace.key)
    drawn = weighted(draw, BINDING)
    if planted:
        return planted
    return drawn if drawn != "skill" or TASK_BY_CODE[job.task].skills else "available"


def _funnel(draw: Random, rule: str, seats: int) -> list[Mapping[str, object]]:
    """People left after each rule; from the one that binds on, fewer than there are seats."""
    few, bound = draw.randrange(seats), False
    steps: list[Mapping[str, object]] = []
    for code, left in LEFT.items():
        bound = bound or code == rule
        steps.append({"code": code, "members": few if bound else max(left, seats)})
    return steps
