"""Postings: published by a company in one step, withdrawn by it as long as work has not begun."""

from collections.abc import Mapping, Sequence

from psycopg.errors import UniqueViolation
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict, Faulty
from marketplace.models.companies import Company
from marketplace.models.history import Actor
from marketplace.models.invoices import Invoice, InvoiceStatus
from marketplace.models.postings import (
    POSTING_STEPS,
    Posting,
    PostingKind,
    PostingSkill,
    PostingStatus,
    Shift,
)
from marketplace.services import assignments, cooperatives, match_runs, price_floors, quotes
from marketplace.services.history import move, record
from marketplace.services.odds import answer_by
from marketplace.services.wishes import Wish, faults

COMMON = (
    "pack_goods",
    "clean_offices",
    "assemble_parts",
    "fill_shelves",
    "wash_dishes",
    "load_vehicles",
)
SUPPORT_PER_SUPERVISOR = 8
"""Where the cooperative leads: one supervisor to workers whose support adds up to this."""


def publish(wish: Wish, by: Actor, *, form_key: str) -> Posting:
    """Make a posting of a wish: checked, priced, open, and a match asked for.

    A price below the cooperative's own costs waits for two signatures first. The price an hour is
    frozen here. The same form sent twice, even at the same moment, makes one posting and gives it
    both times. Raises Faulty with everything that is wrong, before anything is written.
    """
    wrong = faults(wish, now())
    if wrong or wish.site is None:
        raise Faulty(wrong)
    key = _key(wish.site.company_id, form_key)
    posting = _of_form(key) or _insert(wish, key)
    if posting.status == PostingStatus.DRAFT:
        _open(posting, wish, by)
    return posting


def withdraw(posting: Posting, by: Actor) -> None:
    """Take a posting back: bookings end, questions lapse, and those who had said yes are told.

    Raises Conflict where the work has begun, is done, or the posting was withdrawn before.
    """
    if PostingStatus.WITHDRAWN not in POSTING_STEPS[posting.status] or has_begun(posting):
        raise Conflict(N_("Jobbet går inte att avboka längre. Ring kooperativet."))
    assignments.cancel_posting(posting, by)
    move(posting, PostingStatus.WITHDRAWN, by)
    match_runs.request(posting.cooperative.region_id, by)


def has_begun(posting: Posting) -> bool:
    """Whether the first of its shifts has started."""
    return any(shift.starts_at <= now() for shift in posting.live_shifts)


def can_be_withdrawn(posting: Posting) -> bool:
    """Whether the company may still take it back by itself."""
    return PostingStatus.WITHDRAWN in POSTING_STEPS[posting.status] and not has_begun(posting)


def latest_of(company: Company) -> Posting | None:
    """The company's newest posting that is no internship: what a new one starts from."""
    return db.session.scalars(
        select(Posting)
        .where(Posting.company_id == company.id, Posting.kind != PostingKind.INTERNSHIP)
        .order_by(Posting.id.desc())
        .limit(1)
        .options(selectinload(Posting.shifts), selectinload(Posting.skills))
    ).one_or_none()


def usual_tasks(company: Company, most: int = 6) -> list[str]:
    """Tasks to offer first: the company's own most used, then everybody's, then common ones."""
    own = func.count().filter(Posting.company_id == company.id)
    used = db.session.scalars(
        select(Posting.task).group_by(Posting.task).order_by(own.desc(), func.count().desc())
    )
    return list(dict.fromkeys([*(code for code in used if code in TASK_BY_CODE), *COMMON]))[:most]


def shifts_of(posting: Posting) -> list[Shift]:
    """The shifts a company sees: those still standing, or all of a withdrawn posting."""
    return posting.live_shifts or list(posting.shifts)


def price(posting: Posting) -> quotes.Quote | None:
    """What the whole posting costs at the rate agreed; None for an internship."""
    if posting.ore_per_hour is None:
        return None
    shifts = shifts_of(posting)
    first = min(shift.day for shift in shifts)
    vat = quotes.vat_basis_points(posting.cooperative_id, posting.company_id, first)
    return quotes.at_rate(posting.ore_per_hour, shifts, vat)


def invoice_of(posting: Posting) -> Invoice | None:
    """The newest issued invoice of a posting."""
    return db.session.scalars(
        select(Invoice)
        .where(Invoice.posting_id == posting.id, Invoice.status == InvoiceStatus.ISSUED)
        .order_by(Invoice.id.desc())
        .limit(1)
    ).one_or_none()


def of_forms(company: Company, form_keys: Sequence[str]) -> dict[str, Posting]:
    """What forms of a company have become, by their keys."""
    keys = {_key(company.id, one): one for one in form_keys}
    found = db.session.scalars(select(Posting).where(Posting.form_key.in_(keys)))
    return {keys[one.form_key]: one for one in found if one.form_key}


def _key(company_id: int, form_key: str) -> str:
    return f"{company_id}:{form_key}"


def _of_form(key: str) -> Posting | None:
    return db.session.scalar(select(Posting).where(Posting.form_key == key))


def _insert(wish: Wish, key: str) -> Posting:
    posting = _draft(wish, key)
    try:
        with db.session.begin_nested():
            db.session.add(posting)
    except IntegrityError as error:
        earlier = _of_form(key) if isinstance(error.orig, UniqueViolation) else None
        if earlier is None:
            raise
        return earlier
    return posting


def _draft(wish: Wish, key: str) -> Posting:
    assert wish.site is not None  # noqa: S101 -- publish has seen to it
    assert wish.task is not None  # noqa: S101 -- the same
    cooperative = cooperatives.serving(wish.site)
    shifts = wish.shifts
    ore_per_hour = None
    if wish.kind != PostingKind.INTERNSHIP:
        ore_per_hour = quotes.quote(cooperative, wish.task, shifts).ore_per_hour
    return Posting(
        kind=wish.kind,
        status=PostingStatus.DRAFT,
        company_id=wish.site.company_id,
        site=wish.site,
        cooperative=cooperative,
        task=wish.task,
        details=wish.details,
        ore_per_hour=ore_per_hour,
        whole=wish.whole,
        workers_per_supervisor=SUPPORT_PER_SUPERVISOR if wish.kind == PostingKind.SERVICE else None,
        supervisor_name=wish.supervisor_name,
        form_key=key,
        is_public=wish.is_public,
        shifts=shifts,
        skills=_skills(wish.skills, TASK_BY_CODE[wish.task].merits),
    )


def _skills(asked: Mapping[str, int], merits: Mapping[str, int]) -> list[PostingSkill]:
    return [
        *(PostingSkill(skill=code, level=level, merit=False) for code, level in asked.items()),
        *(
            PostingSkill(skill=code, level=level, merit=True)
            for code, level in merits.items()
            if code not in asked
        ),
    ]


def _open(posting: Posting, wish: Wish, by: Actor) -> None:
    moment = now()
    posting.submitted_at = moment
    posting.answer_by = answer_by(posting.shifts[0].starts_at, moment)
    move(posting, PostingStatus.SUBMITTED, by, answers=dict(wish.answers))
    if price_floors.is_too_low(posting):
        record("postings.price_held", posting, by)
        return
    move(posting, PostingStatus.OPEN, by)
    match_runs.request(posting.cooperative.region_id, by)
