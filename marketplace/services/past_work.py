"""Real jobs as problems to try changes on: those of last month, and those that are open now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.catalogue.purposes import Purpose
from marketplace.clock import at, local, now
from marketplace.database import db
from marketplace.models.companies import Site
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.models.postings import Posting, PostingStatus, Shift, ShiftStatus
from marketplace.services import needs
from marketplace.services.open_work import OpenWork, open_work, people_of
from marketplace.services.problems import of_work
from marketplace.services.run_codes import RunCodes
from matching import Problem

WEEKS = 4
NEVER_AGREED = (PostingStatus.DRAFT, PostingStatus.RETURNED, PostingStatus.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class PastWork:
    """The problem of four weeks and what its answers are told in.

    `codes`: what this problem calls each work condition; `ore_per_hour`: the mean price of the
    paid work in it, before VAT.
    """

    problem: Problem
    codes: RunCodes
    ore_per_hour: int
    genders: Mapping[str, str]


def of_region(region_id: int, by: Actor) -> PastWork:
    """The shifts of the last four weeks and everybody who might have worked them, nobody placed.

    What was agreed since then is left out, so that the two plans that are compared both start
    from nothing. Each person whose needs are read can see it: the caller commits.
    """
    end = at(local(now()).date(), 0)
    start = at((local(end) - timedelta(weeks=WEEKS)).date(), 0)
    shifts = db.session.scalars(
        select(Shift)
        .join(Shift.posting)
        .join(Posting.cooperative)
        .where(
            Cooperative.region_id == region_id,
            Posting.status.not_in(NEVER_AGREED),
            Shift.status != ShiftStatus.CANCELLED,
            Shift.starts_at >= start,
            Shift.starts_at < end,
        )
        .order_by(Shift.starts_at, Shift.id)
        .options(
            joinedload(Shift.posting).selectinload(Posting.skills),
            joinedload(Shift.posting).joinedload(Posting.company),
            joinedload(Shift.posting).joinedload(Posting.cooperative),
            joinedload(Shift.posting).joinedload(Posting.site).selectinload(Site.features),
        )
    ).all()
    found = OpenWork(start, end, shifts, people_of(region_id, start, end))
    work = _work(found, by)
    return replace(work, problem=replace(work.problem, accepted=(), proposed=(), digest=""))


def open_now(region_id: int, by: Actor) -> PastWork:
    """The open work of the next four weeks, with what is accepted kept; reads needs likewise."""
    return _work(open_work(region_id), by)


def _work(found: OpenWork, by: Actor) -> PastWork:
    codes = RunCodes.drawn()
    ids = [member.id for member in found.members]
    with needs.opened(ids, Purpose.MATCHING, by) as known:
        problem = of_work(found, known, codes)
    return PastWork(problem, codes, _price(found), _genders(found))


def _price(found: OpenWork) -> int:
    """Mean price of an hour, weighed by hours."""
    paid = [(s.posting.ore_per_hour, s.heads * s.work_minutes) for s in found.shifts]
    priced = [(price, minutes) for price, minutes in paid if price is not None]
    minutes = sum(weight for _, weight in priced)
    return sum(price * weight for price, weight in priced) // minutes if minutes else 0


def _genders(found: OpenWork) -> dict[str, str]:
    return {member.public_id: member.gender.value for member in found.members}


def names(members: list[str]) -> Mapping[str, Member]:
    """Members by public id; those who have been forgotten since are missing."""
    rows = db.session.scalars(
        select(Member)
        .where(Member.public_id.in_(members), Member.erased_at.is_(None))
        .options(joinedload(Member.cooperative), selectinload(Member.skills))
    )
    return {row.public_id: row for row in rows}
