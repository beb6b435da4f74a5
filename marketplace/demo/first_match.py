"""The first match: the needs sealed, every region solved, and a few crews asked and answered."""

from sqlalchemy import func, select, text
from sqlalchemy.orm import selectinload

from marketplace import jobs
from marketplace.catalogue.purposes import ASKED
from marketplace.clock import now
from marketplace.database import db
from marketplace.demo.world import World
from marketplace.models.consents import ConsentChannel
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.members import Member
from marketplace.models.postings import Posting, PostingKind, PostingStatus, Shift
from marketplace.models.proposals import Ask
from marketplace.models.trials import TrialKind
from marketplace.services import (
    asks,
    company_cards,
    consents,
    crews,
    match_runs,
    needs,
    regions,
    second_looks,
    trials,
)


def seal_needs(world: World) -> None:
    """Let each member say yes, and write what she needs through the service that seals it."""
    for one in world.people:
        if one.is_here:
            coach = world.staff.coaches[one.cooperative][0]
            member = db.session.get_one(Member, one.number)
            for ground in ASKED:
                consents.give(member, ground.purpose, coach, channel=ConsentChannel.ROOM)
            needs.write(member, one.needs, coach)


def solve(region: int) -> int:
    """Match a region here and now, in the place of a worker; the number of the run."""
    run = match_runs.request(region, SYSTEM)
    db.session.execute(text(NOT_FOR_A_WORKER), {"lock": f"region:{region}"})
    number = run.id
    jobs.solve(region_id=region)
    return number


def ask_for_keys() -> None:
    """Let the first worker work out what would open the most work, region by region."""
    for region in regions.listed():
        trials.ask(TrialKind.KEYS, region, SYSTEM)


QUESTION = "Hur väljs jag till jobben?"
NOT_FOR_A_WORKER = """
DELETE FROM procrastinate_jobs
WHERE task_name = 'match_runs.solve' AND status = 'todo' AND lock = :lock
"""
"""Taken back in the same transaction: a worker that runs meanwhile never sees it."""


def ask_some(world: World, base_url: str) -> None:
    """Of each cooperative's crews ask three: one says yes, one half so, one has not answered.

    The others wait for a coach's approval, and of two full crews at least one.
    """
    for code, seller in world.sellers.items():
        coach = world.staff.coaches[code][0]
        postings = _proposed(seller.number)
        complete = [one for one in postings if crews.counts(one).empty == 0]
        left = complete[:1] + complete[1:][-1:]
        chosen = complete[:1] + [one for one in postings if one not in left][:2]
        for posting, share in zip(chosen, (1.0, 0.5, 0.0), strict=False):
            crews.approve(posting, coach, base_url=base_url)
            _answer(posting, share)


def _proposed(cooperative: int) -> list[Posting]:
    """Open jobs with two or more proposed, at companies whose card holds, the soonest first."""
    first = select(func.min(Shift.starts_at)).where(Shift.posting_id == Posting.id)
    rows = db.session.scalars(
        select(Posting)
        .where(
            Posting.cooperative_id == cooperative,
            Posting.status == PostingStatus.OPEN,
            Posting.kind != PostingKind.INTERNSHIP,
        )
        .order_by(first.scalar_subquery(), Posting.id)
        .options(selectinload(Posting.shifts))
    ).all()
    return [
        one
        for one in rows
        if company_cards.holding(one.company_id)
        and len({row.member_id for row in crews.proposals(one)}) > 1
    ]


def _answer(posting: Posting, share: float) -> None:
    """That share of the people say yes; the others still think."""
    rows = db.session.scalars(
        select(Ask).where(Ask.posting_id == posting.id).order_by(Ask.id)
    ).all()
    answered = round(len(rows) * share)
    for ask in rows[:answered]:
        asks.answer(ask, asks.open_of(ask), _herself(ask))
    for ask in rows[answered:][:1]:
        if asks.hold_until(ask) > now():
            asks.hold(ask, _herself(ask))
    for ask in rows[answered:][1:2]:
        asks.want_to_talk(ask, _herself(ask))
        second_looks.ask(ask.member, QUESTION, _herself(ask))


def _herself(ask: Ask) -> Actor:
    return Actor("member", ask.member.name, member_id=ask.member_id)
