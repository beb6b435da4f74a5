"""Did it fit? Asked of the company and of each person when the work is over. No grades."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import Exists, Select, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import joinedload, selectinload

from marketplace.clock import now
from marketplace.database import db, random_id
from marketplace.errors import N_, Conflict, Invalid, NotFound
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.fit_answers import Fit, FitAnswer
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.models.postings import Posting, Shift, ShiftStatus
from marketplace.services.history import record

ASKED_FOR: Final = timedelta(days=30)
"""How long after the last shift the question stands. An answer can be changed as long."""
MOST_LETTERS: Final = 600


def of_company(posting: Posting) -> FitAnswer | None:
    """What the company has said of the job."""
    return db.session.scalar(
        select(FitAnswer).where(FitAnswer.posting_id == posting.id, FitAnswer.member_id.is_(None))
    )


def is_asked(posting: Posting) -> bool:
    """Whether the company is asked now: all is over, lately, and somebody was there."""
    return db.session.scalar(_over().where(Posting.id == posting.id)) is not None


def refuse_unasked(posting: Posting) -> None:
    """Raises Conflict where the job is not over, or was over long ago."""
    if not is_asked(posting):
        raise Conflict(N_("Ni kan svara från det att jobbet är slut och en månad framåt."))


def due_of_company(company_id: int) -> Sequence[Posting]:
    """Jobs that the company has yet to answer for, the latest first."""
    query = _over().where(Posting.company_id == company_id, ~_answered(None))
    return db.session.scalars(query).all()


def due_of_member(member_id: int) -> Sequence[Posting]:
    """Jobs that a member worked on and has yet to answer for, the latest first."""
    query = _over(member_id).where(~_answered(member_id))
    return db.session.scalars(query.options(joinedload(Posting.company))).all()


def answer_of_company(posting: Posting, fit: Fit, note: str, by: Actor) -> None:
    """Keep what a company says of a job; said again, it says the new thing.

    Raises Conflict where the job is not over or was over long ago, Invalid where the note is long.
    """
    refuse_unasked(posting)
    if len(note.strip()) > MOST_LETTERS:
        raise Invalid(N_("Skriv kortare: högst 600 tecken."), "note")
    _keep(posting, None, fit, note.strip())
    record("fit_answers.given", posting, by)


def answer_of_member(posting: Posting, member: Member, fit: Fit) -> None:
    """Keep what a member says of her own part in a job. No history: who said what is not told.

    Raises NotFound where she did not work there lately.
    """
    if not db.session.scalar(_over(member.id).where(Posting.id == posting.id)):
        raise NotFound(N_("Sidan finns inte, eller så hör den till någon annan."))
    _keep(posting, member.id, fit, "")


def _keep(posting: Posting, member_id: int | None, fit: Fit, note: str) -> None:
    """Two presses of the button, or two people at one company, leave one answer: the later."""
    values = {"fit": fit, "note": note, "answered_at": now()}
    statement = insert(FitAnswer).values(
        public_id=random_id(), posting_id=posting.id, member_id=member_id, **values
    )
    again = statement.on_conflict_do_update(index_elements=["posting_id", "member_id"], set_=values)
    if member_id is None:
        again = statement.on_conflict_do_update(
            index_elements=["posting_id"], index_where=FitAnswer.member_id.is_(None), set_=values
        )
    db.session.execute(again)


def _over(member_id: int | None = None) -> Select[Posting]:
    """Postings whose last shift ended within the month and that somebody, or she, was booked on."""
    last = func.max(Shift.ends_at)
    ended = (
        select(Shift.posting_id)
        .join(Assignment, Assignment.shift_id == Shift.id)
        .where(Shift.status != ShiftStatus.CANCELLED, Assignment.status.in_(BOOKED))
        .group_by(Shift.posting_id)
        .having(last <= now(), last > now() - ASKED_FOR)
    )
    if member_id is not None:
        ended = ended.where(Assignment.member_id == member_id)
    ended_at = ended.add_columns(last.label("ended_at")).subquery()
    return (
        select(Posting)
        .join(ended_at, ended_at.c.posting_id == Posting.id)
        .order_by(ended_at.c.ended_at.desc(), Posting.id)
        .options(selectinload(Posting.shifts))
    )


def _answered(member_id: int | None) -> Exists:
    whose = FitAnswer.member_id.is_(None) if member_id is None else FitAnswer.member_id == member_id
    return select(FitAnswer.id).where(FitAnswer.posting_id == Posting.id, whose).exists()
