"""Internships: decided by an authority, insured, talked through twice, never billed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.clock import now, today
from marketplace.database import db
from marketplace.errors import N_, Conflict, Faulty, Invalid
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.history import Actor
from marketplace.models.internships import (
    Authority,
    GoalMet,
    InternshipReview,
    InternshipTerms,
    ReviewMoment,
)
from marketplace.models.members import Member
from marketplace.models.postings import Posting, Shift
from marketplace.services import members
from marketplace.services.history import record

MOST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class DueReview:
    """A talk that is due: about whom, which one, since when."""

    posting: Posting
    member: Member
    moment: ReviewMoment
    due_on: date


def terms_of(posting: Posting) -> InternshipTerms | None:
    """The decision behind an internship, once somebody has written it."""
    query = select(InternshipTerms).where(InternshipTerms.posting_id == posting.id)
    return db.session.scalar(query)


def write_terms(
    posting: Posting,
    by: Actor,
    *,
    authority: str | None,
    reference: str,
    insurer: str,
    goal: str,
    union_asked_on: date | None,
) -> InternshipTerms:
    """Write who decided, under which reference, who insures and what the goal is.

    Raises Faulty with all that is missing or wrong; Conflict where it is no internship.
    """
    if posting.is_billable:
        raise Conflict(N_("Det här är ingen praktik."))
    given = {"reference": reference, "insurer": insurer, "goal": goal}
    if wrong := list(_faults(authority, given, union_asked_on)):
        raise Faulty(wrong)
    terms = terms_of(posting) or InternshipTerms(posting_id=posting.id)
    terms.authority = Authority(str(authority))
    terms.reference, terms.insurer = reference.strip(), insurer.strip()
    terms.goal, terms.union_asked_on = goal.strip(), union_asked_on
    terms.written_at, terms.written_by = now(), by.label
    db.session.add(terms)
    record("postings.terms_written", posting, by)
    return terms


def _faults(
    authority: str | None, given: Mapping[str, str], union_asked_on: date | None
) -> Iterator[Invalid]:
    if authority not in set(Authority):
        yield Invalid(N_("Välj vem som har beslutat om praktiken."), field="authority")
    for field, message in MISSING.items():
        if not given[field].strip() or len(given[field]) > MOST_TEXT:
            yield Invalid(message, field=field)
    if union_asked_on is not None and union_asked_on > today():
        yield Invalid(N_("Den dagen har inte varit än."), field="union_asked_on")


MISSING = {
    "reference": N_("Skriv beslutets nummer eller referens."),
    "insurer": N_("Skriv vem som försäkrar praktikanten. Utan försäkring ingen start."),
    "goal": N_("Skriv vad praktikanten ska få lära sig."),
}


def refuse_without(posting: Posting) -> None:
    """Raise Conflict where an internship has no decision and no insurer yet."""
    if not posting.is_billable and terms_of(posting) is None:
        raise Conflict(
            N_("Beslut och försäkring för praktiken saknas. Fyll i det, så kan du fråga.")
        )


def reviews(posting: Posting) -> Sequence[InternshipReview]:
    """What has been written, in the order in which it was."""
    return db.session.scalars(
        select(InternshipReview)
        .where(InternshipReview.posting_id == posting.id)
        .order_by(InternshipReview.id)
        .options(joinedload(InternshipReview.member))
    ).all()


def is_reviewed(posting: Posting) -> bool:
    """Whether everybody's end has been talked through."""
    ended = {row.member_id for row in reviews(posting) if row.moment == ReviewMoment.END}
    people = {member.id for member in _interns([posting.id]).get(posting.id, ())}
    return bool(people) and people <= ended


def due(*postings: Posting) -> list[DueReview]:
    """Talks that are due and not written: half-way, and on the last day."""
    ids = [posting.id for posting in postings]
    rows = db.session.execute(
        select(
            InternshipReview.posting_id, InternshipReview.member_id, InternshipReview.moment
        ).where(InternshipReview.posting_id.in_(ids))
    )
    written = {tuple(row) for row in rows}
    interns = _interns(ids)
    return [
        DueReview(posting, member, moment, day)
        for posting in postings
        for member in interns.get(posting.id, ())
        for moment, day in days_of(posting).items()
        if day <= today() and (posting.id, member.id, moment) not in written
    ]


def days_of(posting: Posting) -> dict[ReviewMoment, date]:
    """When each talk is due: the day of the middle shift, and of the last."""
    days = [shift.day for shift in posting.live_shifts or posting.shifts]
    return {ReviewMoment.MID: days[len(days) // 2], ReviewMoment.END: days[-1]}


def review(
    posting: Posting,
    member: Member,
    moment: ReviewMoment,
    by: Actor,
    *,
    goal_met: str | None,
    words: str,
    next_step: str,
) -> InternshipReview:
    """Write a talk down, once. The caller holds the job.

    Raises Invalid, naming the field, for what is missing; Conflict where it is written already or
    not due.
    """
    if goal_met not in set(GoalMet):
        raise Invalid(N_("Välj hur det har gått med målet."), field="goal_met")
    if not words.strip() or len(words) > MOST_TEXT:
        raise Invalid(N_("Skriv något som har gått bra."), field="words")
    if moment == ReviewMoment.END and not next_step.strip():
        raise Invalid(N_("Skriv ett nästa steg, stort eller litet."), field="next_step")
    if all((one.member.id, one.moment) != (member.id, moment) for one in due(posting)):
        raise Conflict(N_("Det samtalet är redan skrivet, eller inte dags än."))
    row = InternshipReview(
        posting_id=posting.id,
        member_id=member.id,
        moment=moment,
        goal_met=GoalMet(goal_met),
        words=words.strip(),
        next_step=next_step.strip()[:MOST_TEXT],
        written_at=now(),
        written_by=by.label,
    )
    db.session.add(row)
    record("postings.reviewed", posting, by, moment=moment.value)
    return row


def _interns(posting_ids: Sequence[int]) -> Mapping[int, Sequence[Member]]:
    """Who has come, or will, to each of these internships."""
    rows = db.session.execute(
        select(Shift.posting_id, Member)
        .join(Assignment, Assignment.shift_id == Shift.id)
        .join(Member, Member.id == Assignment.member_id)
        .where(Shift.posting_id.in_(posting_ids), Assignment.status.in_(BOOKED))
        .order_by(members.BY_SHOWN_NAME, Member.id)
    )
    found: dict[int, dict[int, Member]] = {}
    for posting_id, member in rows:
        found.setdefault(posting_id, {})[member.id] = member
    return {key: list(people.values()) for key, people in found.items()}
