"""What a coach changed by hand, and why: of a week, and of a run. Nobody in it is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from marketplace.clock import at
from marketplace.database import db
from marketplace.models.companies import Company
from marketplace.models.history import Event
from marketplace.models.match_runs import MatchRun, match_run_postings
from marketplace.models.postings import Posting, Shift
from marketplace.models.proposals import Proposal
from marketplace.services.listings import is_task
from marketplace.services.lists import Source

CHOSEN, TAKEN_OUT = "proposals.chosen", "proposals.taken_out"
BY_HAND = (CHOSEN, TAKEN_OUT)
LONGEST_REASON = 500
MOST = 50


class Why(StrEnum):
    """Why a coach changed what the matching proposed. None of it tells on a person: a no, a need
    or an illness is nobody's to read here."""

    SAME_CREW = "same_crew"
    KNOWS_WORK = "knows_work"
    LEARNS = "learns"
    FAIR_TURN = "fair_turn"
    TOGETHER = "together"
    SHORTER_WAY = "shorter_way"
    SOMEBODY_MISSING = "somebody_missing"
    NEEDED_ELSEWHERE = "needed_elsewhere"
    OTHER = "other"


OF_TAKING_OUT = (
    Why.NEEDED_ELSEWHERE,
    Why.SAME_CREW,
    Why.TOGETHER,
    Why.FAIR_TURN,
    Why.OTHER,
)
"""Those of them for which a place is left empty; the others are about whoever is chosen."""


@dataclass(frozen=True, slots=True)
class HandChange:
    """A person put into a seat or taken out of one by a coach: on which shift, when, and why.

    `why` is None where she chose none of the list; `words` are her own.
    """

    shift: Shift
    at: datetime
    taken_out: bool
    why: Why | None
    words: str


def of_week(monday: date) -> Sequence[HandChange]:
    """Of the week that begins on a Monday, newest first."""
    until = at(monday + timedelta(weeks=1), 0)
    return _changes(Event.at >= at(monday, 0), Event.at < until)


def source() -> Source[Event]:
    """All that coaches changed by hand, newest first."""
    why, words = Event.detail["why"].as_string(), Event.detail["reason"].as_string()
    return Source(
        query=select(Event)
        .join(Proposal, (Proposal.id == Event.subject_id) & (Event.subject_type == "proposals"))
        .join(Shift, Shift.id == Proposal.shift_id)
        .join(Posting, Posting.id == Shift.posting_id)
        .join(Company, Company.id == Posting.company_id)
        .where(Event.verb.in_(BY_HAND)),
        tie=Event.id,
        orders={"at": Event.at, "day": Shift.starts_at, "company": Company.name},
        texts=(Company.name, words),
        also=is_task,
        filters={
            "what": {"chosen": Event.verb == CHOSEN, "taken_out": Event.verb == TAKEN_OUT},
            "why": {one.value: why == one.value for one in Why},
        },
        downwards=True,
    )


def told_by(events: Sequence[Event]) -> Mapping[int, HandChange]:
    """Each of these events as a change, by its number; in one query."""
    rows = db.session.execute(
        select(Proposal.id, Shift)
        .join(Shift, Shift.id == Proposal.shift_id)
        .where(Proposal.id.in_([one.subject_id for one in events]))
        .options(joinedload(Shift.posting).joinedload(Posting.company))
    )
    shifts = {row[0]: row[1] for row in rows}
    return {one.id: _change(shifts[one.subject_id], one.at, one.verb, one.detail) for one in events}


def of_run(run: MatchRun) -> Sequence[HandChange]:
    """Of what a run proposed: on its jobs, from then until the region was solved next."""
    if run.finished_at is None:
        return []
    following = (
        select(func.min(MatchRun.finished_at))
        .where(MatchRun.region_id == run.region_id, MatchRun.finished_at > run.finished_at)
        .scalar_subquery()
    )
    jobs = select(match_run_postings.c.posting_id).where(
        match_run_postings.c.match_run_id == run.id
    )
    return _changes(
        Shift.posting_id.in_(jobs),
        Event.at >= run.finished_at,
        func.coalesce(Event.at < following, True),
    )


def _changes(*which: ColumnElement[bool]) -> Sequence[HandChange]:
    rows = db.session.execute(
        select(Shift, Event.at, Event.verb, Event.detail)
        .join(Proposal, Proposal.shift_id == Shift.id)
        .join(Event, (Event.subject_id == Proposal.id) & (Event.subject_type == "proposals"))
        .where(Event.verb.in_(BY_HAND), *which)
        .order_by(Event.at.desc(), Event.id.desc())
        .limit(MOST)
        .options(joinedload(Shift.posting).joinedload(Posting.company))
    )
    return [_change(*row) for row in rows]


def _change(shift: Shift, when: datetime, verb: str, detail: Mapping[str, str]) -> HandChange:
    why, words = known(detail.get("why", "")), detail.get("reason", "")
    return HandChange(shift, when, verb == TAKEN_OUT, why, words)


def said(reason: str, why: Why | None) -> Mapping[str, str]:
    """What is kept of a reason: the one of the list, where one was chosen, and her own words."""
    chosen = {"why": why.value} if why else {}
    return {"reason": reason.strip()[:LONGEST_REASON], **chosen}


def known(code: str) -> Why | None:
    """The reason of that code; None where the list has none."""
    return Why(code) if code in set(Why) else None
