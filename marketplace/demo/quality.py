"""What came after the work: did it fit, where people are on day ninety, and the first vote."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from marketplace.clock import at
from marketplace.demo.book import Book, table_of
from marketplace.demo.jobs import OVER, Job
from marketplace.demo.postings import coach_of
from marketplace.demo.setting import Setting, weighted
from marketplace.demo.users import Staff
from marketplace.models.fit_answers import Fit, FitAnswer
from marketplace.models.follow_ups import Evidence, FollowUp, Outcome
from marketplace.models.members import ExitReason, Stay
from marketplace.models.policies import Policy, PolicyStatus
from marketplace.models.proposals import Proposal, ProposalStatus
from marketplace.services.follow_ups import DAYS, TRIES
from marketplace.services.hand_changes import CHOSEN, TAKEN_OUT, Why
from marketplace.services.policies import DEFAULT

FITS = ((Fit.WELL, 78), (Fit.PARTLY, 17), (Fit.BADLY, 5))
COMPANY_PERMILLE, MEMBER_PERMILLE, CHOSEN_PERMILLE, TAKEN_OUT_PERMILLE = 700, 450, 30, 250
WHY_CHOSEN = (
    {"why": Why.KNOWS_WORK.value, "reason": "Jobbade där hela förra hösten."},
    {"why": Why.LEARNS.value, "reason": ""},
    {"why": Why.SAME_CREW.value, "reason": "De bad om samma fyra som förra gången."},
    {"why": Why.SHORTER_WAY.value, "reason": ""},
    {"why": Why.FAIR_TURN.value, "reason": ""},
    {"reason": ""},
)
WHY_TAKEN_OUT = (
    {"why": Why.NEEDED_ELSEWHERE.value, "reason": ""},
    {"why": Why.SAME_CREW.value, "reason": ""},
    {"why": Why.FAIR_TURN.value, "reason": "Fem pass på två veckor räcker."},
    {"reason": ""},
)
NOTES = (
    "Genomgången vid start kunde ha varit längre.",
    "Trångt vid packbordet när vi var fler än fyra.",
    "Bra tempo. Vi vill gärna ha samma tider nästa gång.",
)
ONE_LATER = {
    ExitReason.WORK: ((Outcome.WORK, 62), (Outcome.JOB_SEEKING, 18), (Outcome.UNREACHABLE, 20)),
    ExitReason.COOPERATIVE: ((Outcome.WORK, 90), (Outcome.SICK, 10)),
    ExitReason.BUSINESS: ((Outcome.BUSINESS, 70), (Outcome.JOB_SEEKING, 30)),
    ExitReason.EDUCATION: ((Outcome.EDUCATION, 70), (Outcome.OTHER, 12), (Outcome.UNREACHABLE, 18)),
}
OTHERS = (
    (Outcome.JOB_SEEKING, 40),
    (Outcome.SICK, 20),
    (Outcome.OTHER, 12),
    (Outcome.WORK, 6),
    (Outcome.UNREACHABLE, 22),
)
DAYS_TO_VOTE = timedelta(days=14)
STILL_OPEN_DAYS = 21
"""Follow-ups that came due lately are not all closed yet."""
ASKED_MINUTE = 3 * 60 + 20
"""When in the night the question of day ninety leaves."""
EVIDENCE = {
    Outcome.WORK: ((Evidence.TOLD, 50), (Evidence.CONTRACT, 30), (Evidence.PAYSLIP, 20)),
    Outcome.BUSINESS: ((Evidence.CERTIFICATE, 100),),
    Outcome.EDUCATION: ((Evidence.TOLD, 40), (Evidence.CERTIFICATE, 60)),
}


def add_quality(book: Book, setting: Setting, staff: Staff, jobs: Sequence[Job]) -> None:
    """Answers, what coaches changed, follow-ups and the order that the members have decided."""
    draw = setting.draw("quality")
    for job in jobs:
        if job.progress in OVER:
            _add_answers(book, setting, draw, job)
    _add_choices(book, setting.draw("choices"), staff, jobs)
    _add_removals(book, setting.draw("removals"), staff, jobs)
    for stay in list(book.rows[table_of(Stay)]):
        _add_follow_up(book, setting, draw, stay["id"], stay)
    _add_votes(book, setting)


def _add_votes(book: Book, setting: Setting) -> None:
    """The order that the members have decided, and one that they are asked about now."""
    decided = setting.moment - timedelta(days=200)
    book.add(
        Policy,
        version=1,
        levels=list(DEFAULT),
        reason="Först jobben, sedan lova det vi har frågat om, sedan rättvist.",
        status=PolicyStatus.ADOPTED,
        proposed_by="Kooptjänst",
        proposed_at=decided - DAYS_TO_VOTE,
        closes_at=decided,
        decided_at=decided,
        yes_votes=31,
        no_votes=6,
    )
    asked = setting.moment - timedelta(days=4)
    book.add(
        Policy,
        version=2,
        levels=["fairness", *(level for level in DEFAULT if level != "fairness")],
        reason="Flera har väntat länge på sitt första jobb.",
        status=PolicyStatus.VOTING,
        proposed_by="Kooptjänst",
        proposed_at=asked,
        closes_at=asked + DAYS_TO_VOTE,
        decided_at=None,
        yes_votes=0,
        no_votes=0,
    )


def _add_answers(book: Book, setting: Setting, draw: Random, job: Job) -> None:
    """A day or two after the last shift, by the company and by some of those who worked."""
    last = max(stretch.end for stretch in job.stretches)
    when = last + timedelta(hours=draw.randrange(20, 60))
    if when >= setting.moment:
        return
    if draw.randrange(1000) < COMPANY_PERMILLE:
        _answer(book, draw, job, None, when)
    for person in sorted({one.number for one in job.people()}):
        if draw.randrange(1000) < MEMBER_PERMILLE:
            _answer(book, draw, job, person, when)


def _add_choices(book: Book, draw: Random, staff: Staff, jobs: Sequence[Job]) -> None:
    """Now and then a coach put somebody in by hand, before the question went out, and said why."""
    coaches = {job.match_run: coach_of(staff, job) for job in jobs if job.match_run}
    for proposal in list(book.rows[table_of(Proposal)]):
        if draw.randrange(1000) < CHOSEN_PERMILLE:
            at = proposal["created_at"] + timedelta(minutes=30)
            coach, said = coaches[proposal["match_run_id"]], draw.choice(WHY_CHOSEN)
            book.event(at, CHOSEN, Proposal, proposal["id"], coach, **said)


def _add_removals(book: Book, draw: Random, staff: Staff, jobs: Sequence[Job]) -> None:
    """Some of those who gave way to somebody else were taken out by a coach, who said why."""
    coaches = {job.match_run: coach_of(staff, job) for job in jobs if job.match_run}
    for proposal in list(book.rows[table_of(Proposal)]):
        gave_way = proposal["status"] == ProposalStatus.SUPERSEDED
        if gave_way and draw.randrange(1000) < TAKEN_OUT_PERMILLE:
            at = proposal["created_at"] + timedelta(minutes=20)
            coach, said = coaches[proposal["match_run_id"]], draw.choice(WHY_TAKEN_OUT)
            book.event(at, TAKEN_OUT, Proposal, proposal["id"], coach, **said)


def _answer(book: Book, draw: Random, job: Job, member: int | None, when: datetime) -> None:
    book.add(
        FitAnswer,
        posting_id=job.number,
        member_id=member,
        fit=weighted(draw, FITS),
        note=draw.choice(NOTES) if member is None and draw.randrange(4) == 0 else "",
        answered_at=when,
    )


def _add_follow_up(
    book: Book, setting: Setting, draw: Random, number: int, stay: dict[str, Any]
) -> None:
    after = stay["during"].upper
    if after is None or after + timedelta(days=DAYS - 1) > setting.day:
        return
    due = after + timedelta(days=DAYS - 1)
    outcome = weighted(draw, ONE_LATER.get(stay["exit_reason"], OTHERS))
    known: dict[str, Any] = {"tries": draw.randrange(2), "asked_at": at(due, ASKED_MINUTE)}
    if due < setting.day - timedelta(days=STILL_OPEN_DAYS):
        tries = TRIES if outcome == Outcome.UNREACHABLE else draw.randrange(TRIES)
        evidence = weighted(draw, EVIDENCE.get(outcome, ((Evidence.TOLD, 1),)))
        if outcome == Outcome.UNREACHABLE:
            evidence = Evidence.NONE
        closed = at(due + timedelta(days=draw.randrange(1, 15)), 10 * 60)
        known = {"tries": tries, "outcome": outcome, "evidence": evidence, "closed_at": closed}
    blank = {"outcome": None, "evidence": None, "closed_at": None, "asked_at": None}
    book.add(FollowUp, stay_id=number, due_on=due, **{**blank, **known})
