"""When each step of a job was taken: office hours, in order, nothing later than the demo's now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from marketplace.demo.jobs import OVER, Job, Progress
from marketplace.demo.setting import Setting, day_of, office_moment, working_day_from

BEFORE_START = timedelta(hours=26)
TIME_TO_ANSWER = timedelta(hours=24)
LAST_ANSWER = timedelta(hours=2)
TOLD_BY_NOW = timedelta(hours=22)
"""A crew that stands has been asked so long ago that everyone has answered."""
LONGEST_ANSWER_MINUTES = 20 * 60
SOLVE = timedelta(seconds=9)
TELL_ALL_DAYS = 28
"""Of how many days each single step stands in history; of older jobs only the main ones."""


@dataclass(frozen=True, slots=True)
class Moments:
    """The steps of one job; those that have not been taken yet lie after the demo's now."""

    matched_at: datetime
    approved_at: datetime
    reported_at: datetime
    confirmed_at: datetime
    issued_at: datetime
    withdrawn_at: datetime
    told: bool

    def answer_by(self, job: Job) -> datetime:
        """Until when a member could answer."""
        return min(self.approved_at + TIME_TO_ANSWER, job.first_start - LAST_ANSWER)


def moments_of(setting: Setting, draw: Random, job: Job) -> Moments:
    """When a job's crew was matched and asked, and its hours reported, confirmed and billed."""
    matched_at = job.submitted_at + SOLVE
    next_day = office_moment(draw, working_day_from(day_of(job.submitted_at), 1), 9, 12)
    now = setting.moment
    approved_at = min(next_day, job.first_start - BEFORE_START, now - TOLD_BY_NOW)
    reported_at = office_moment(draw, working_day_from(job.last_day, 1), 9, 12)
    confirmed_at = office_moment(draw, working_day_from(day_of(reported_at), 1), 13, 16)
    days = draw.randint(1, 4)
    issued_at = office_moment(draw, working_day_from(day_of(confirmed_at), days), 10, 11)
    if job.progress in OVER:  # holidays may have pushed a step past the demo's now
        reported_at = min(reported_at, now - timedelta(hours=40))
        confirmed_at = min(confirmed_at, now - timedelta(hours=20))
    if job.progress == Progress.INVOICED:
        issued_at = min(issued_at, now - timedelta(minutes=10))
    withdrawn_at = approved_at + timedelta(hours=draw.randrange(21, 45))
    withdrawn_at = min(withdrawn_at, job.first_start - LAST_ANSWER, now - timedelta(minutes=20))
    told = job.last_day >= setting.day - timedelta(days=TELL_ALL_DAYS)
    return Moments(
        matched_at, approved_at, reported_at, confirmed_at, issued_at, withdrawn_at, told
    )


def answered_at(draw: Random, moments: Moments) -> datetime:
    """When a member said yes or no."""
    return moments.approved_at + timedelta(minutes=draw.randrange(10, LONGEST_ANSWER_MINUTES))
