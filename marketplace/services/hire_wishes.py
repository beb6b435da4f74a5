"""Would you like to work here? A member's own tick for one company, taken back whenever she wants.

The question stands open to whoever has worked some shifts at a company, or is half-way through an
internship there. The company is told of a tick and of nothing else: neither who was asked, nor who
has not ticked, nor that somebody took it back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import joinedload

from marketplace.clock import now, today
from marketplace.database import db, random_id
from marketplace.errors import N_, NotFound
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.companies import Company
from marketplace.models.hire_offers import OPEN, HireOffer, HireWish
from marketplace.models.internships import InternshipReview
from marketplace.models.members import Employment, Member, Stay
from marketplace.models.postings import Posting, Shift
from marketplace.services import alphabet, members

LEAST_SHIFTS: Final = 3
"""Worked at a company before the question is put; an internship counts from its first talk on."""


@dataclass(frozen=True, slots=True)
class Place:
    """A company that a member knows from work, and whether she has ticked it."""

    company: Company
    wished: bool


def places(member_id: int) -> Sequence[Place]:
    """Where the question stands open to a member, by name; also where she has ticked before."""
    wished = select(HireWish.company_id).where(HireWish.member_id == member_id)
    companies = db.session.scalars(
        select(Company)
        .where(or_(Company.id.in_(wished), _knows(member_id)))
        .order_by(alphabet.ordered(Company.name), Company.id)
    ).all()
    ticked = set(db.session.scalars(wished))
    return [Place(company, company.id in ticked) for company in companies]


def give(member: Member, company: Company) -> None:
    """Keep her tick; twice is once. No history: what she takes back later was never there.

    Raises NotFound where she has not worked there enough to be asked.
    """
    if not db.session.scalar(select(Company.id).where(Company.id == company.id, _knows(member.id))):
        raise NotFound(N_("Sidan finns inte, eller så hör den till någon annan."))
    db.session.execute(
        insert(HireWish)
        .values(public_id=random_id(), member_id=member.id, company_id=company.id, wished_at=now())
        .on_conflict_do_nothing(index_elements=["member_id", "company_id"])
    )


def erase(member_id: int, company_id: int) -> None:
    """Let a tick be gone; where there is none, nothing happens."""
    db.session.execute(
        delete(HireWish).where(HireWish.member_id == member_id, HireWish.company_id == company_id)
    )


def of_company(company_id: int) -> Sequence[HireWish]:
    """Whom a company may offer a job now, by the name it knows them by.

    Whoever has an open offer from it already stands with that one; who has left is in no list.
    """
    waiting = select(HireOffer.id).where(
        HireOffer.member_id == HireWish.member_id,
        HireOffer.company_id == HireWish.company_id,
        HireOffer.status.in_(OPEN),
    )
    return db.session.scalars(
        select(HireWish)
        .join(HireWish.member)
        .where(HireWish.company_id == company_id, ~waiting.exists(), is_here())
        .order_by(members.BY_SHOWN_NAME, HireWish.id)
        .options(joinedload(HireWish.member))
    ).all()


def of_member(member_id: int) -> Sequence[HireWish]:
    """Where a member has ticked, for her coach."""
    return db.session.scalars(
        select(HireWish)
        .join(HireWish.company)
        .where(HireWish.member_id == member_id)
        .order_by(alphabet.ordered(Company.name), HireWish.id)
        .options(joinedload(HireWish.company))
    ).all()


def is_here() -> ColumnElement[bool]:
    """Whether a member takes part or is employed today, as a condition of a query."""
    return or_(
        *(
            select(tie.id).where(tie.member_id == Member.id, tie.during.op("@>")(today())).exists()
            for tie in (Stay, Employment)
        )
    )


def _knows(member_id: int) -> ColumnElement[bool]:
    """Whether she has worked enough at a company, or is past the first talk of an internship."""
    worked = (
        select(func.count(Assignment.id))
        .join(Assignment.shift)
        .join(Shift.posting)
        .where(
            Posting.company_id == Company.id,
            Assignment.member_id == member_id,
            Assignment.status == AssignmentStatus.WORKED,
        )
        .scalar_subquery()
    )
    talked = (
        select(InternshipReview.id)
        .join(Posting, Posting.id == InternshipReview.posting_id)
        .where(Posting.company_id == Company.id, InternshipReview.member_id == member_id)
        .exists()
    )
    return or_(worked >= LEAST_SHIFTS, talked)
