"""Who would like to work where, and what companies have offered: open, answered, begun."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.demo.book import Book
from marketplace.demo.jobs import OVER, Job
from marketplace.demo.people import Person
from marketplace.demo.postings import coach_of
from marketplace.demo.setting import Setting
from marketplace.demo.users import Staff
from marketplace.models.assignments import AssignmentStatus
from marketplace.models.hire_offers import HireForm, HireOffer, HireOfferStatus, HireWish, PayBy
from marketplace.models.history import Actor
from marketplace.models.members import ExitReason
from marketplace.models.proposals import AnswerChannel
from marketplace.services.hire_wishes import LEAST_SHIFTS

WISH_PERMILLE, BEGAN_PERMILLE = 300, 350
OFFERS = (
    HireOfferStatus.MADE,
    HireOfferStatus.ASKED,
    HireOfferStatus.ACCEPTED,
    HireOfferStatus.DECLINED,
)
"""One of each stands in every cooperative, as far as there are wishes."""
WEEKS = (20, 25, 30, 40)
NOTE = "Vi har mycket att göra och vill gärna ha dig kvar."
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Known:
    """A person and a company that she has worked at enough to be asked, by her last job there."""

    person: Person
    job: Job


def add_hire_offers(book: Book, setting: Setting, staff: Staff, jobs: Sequence[Job]) -> None:
    """Ticks of those who are here, some with an offer; and offers by which others have left."""
    draw = setting.draw("hire offers")
    waiting: dict[str, list[HireOfferStatus]] = {}
    for known in _acquainted(jobs):
        if not known.person.is_here:
            _add_begun(book, setting, draw, staff, known)
        elif draw.randrange(1000) < WISH_PERMILLE:
            when = setting.moment - timedelta(
                days=draw.randrange(8, 60), minutes=draw.randrange(500)
            )
            left = waiting.setdefault(known.person.cooperative, list(OFFERS))
            status = left.pop(0) if left and draw.randrange(3) == 0 else None
            if status != HireOfferStatus.DECLINED:
                _add_wish(book, known, when)
            if status is not None:
                _add_offer(book, draw, staff, known, status, setting.moment - 26 * HOUR)


def _acquainted(jobs: Sequence[Job]) -> Iterator[Known]:
    """Everybody who has worked some shifts at a company, in an order that stays."""
    shifts: Counter[tuple[int, int]] = Counter()
    last: dict[tuple[int, int], Known] = {}
    for job in jobs:
        if job.progress in OVER and job.workplace.is_company:
            for _, seat in job.crew():
                if seat.status == AssignmentStatus.WORKED:
                    pair = seat.person.number, job.workplace.customer.number
                    shifts[pair] += 1
                    last[pair] = Known(seat.person, job)
    return (last[pair] for pair in sorted(last) if shifts[pair] >= LEAST_SHIFTS)


def _add_wish(book: Book, known: Known, when: datetime) -> None:
    book.add(
        HireWish,
        member_id=known.person.number,
        company_id=known.job.workplace.customer.number,
        wished_at=when,
    )


def _add_begun(book: Book, setting: Setting, draw: Random, staff: Staff, known: Known) -> None:
    """Somebody who left for work: now and then for the company where she had worked."""
    stay = known.person.course.stays[-1]
    if stay.reason != ExitReason.WORK or stay.until is None:
        return
    if draw.randrange(1000) < BEGAN_PERMILLE and known.person.number not in _begun(book):
        when = setting.moment - timedelta(days=(setting.day - stay.until).days + 25)
        _add_offer(book, draw, staff, known, HireOfferStatus.STARTED, when, began_on=stay.until)


def _begun(book: Book) -> set[int]:
    rows = book.rows.get(vars(HireOffer)["__table__"], [])
    return {row["member_id"] for row in rows if row["status"] == HireOfferStatus.STARTED}


def _add_offer(
    book: Book,
    draw: Random,
    staff: Staff,
    known: Known,
    status: HireOfferStatus,
    made: datetime,
    began_on: date | None = None,
) -> None:
    """An offer made then, with the steps that led to where it stands, an hour between them."""
    job, person = known.job, known.person
    owner, coach = staff.owners[job.workplace.customer.number], coach_of(staff, job)
    her = Actor("member", person.name, member_id=person.number)
    steps = _steps(status, coach, her)
    answered = status not in (HireOfferStatus.MADE, HireOfferStatus.ASKED)
    number = book.add(
        HireOffer,
        member_id=person.number,
        company_id=job.workplace.customer.number,
        site_id=job.workplace.number,
        status=status,
        **_terms(draw, job, made),
        made_at=made,
        made_by=owner.label,
        token_hash=None,
        asked_at=made + HOUR if len(steps) > 0 else None,
        talk_asked_at=None,
        answered_at=made + 2 * HOUR if answered else None,
        channel=AnswerChannel.LINK if answered else None,
        began_on=began_on,
    )
    book.event(made, "hire_offers.made", HireOffer, number, owner)
    before = HireOfferStatus.MADE
    for after, (step, by) in enumerate(steps, start=1):
        detail = {"from": before.value}
        book.event(
            made + after * HOUR, f"hire_offers.{step.value}", HireOffer, number, by, **detail
        )
        before = step


def _terms(draw: Random, job: Job, made: datetime) -> dict[str, Any]:
    return {
        "work": TASK_BY_CODE[job.task].sv,
        "week_minutes": draw.choice(WEEKS) * 60,
        "form": HireForm.PERMANENT,
        "starts_on": (made + timedelta(days=draw.randrange(20, 50))).date(),
        "ends_on": None,
        "pay_by": PayBy.AGREEMENT,
        "pay_ore": None,
        "note": NOTE if draw.randrange(2) else "",
    }


def _steps(
    status: HireOfferStatus, coach: Actor, her: Actor
) -> Sequence[tuple[HireOfferStatus, Actor]]:
    """Who took it how far."""
    asked, yes = (HireOfferStatus.ASKED, coach), (HireOfferStatus.ACCEPTED, her)
    return {
        HireOfferStatus.MADE: (),
        HireOfferStatus.ASKED: (asked,),
        HireOfferStatus.ACCEPTED: (asked, yes),
        HireOfferStatus.DECLINED: (asked, (HireOfferStatus.DECLINED, her)),
        HireOfferStatus.STARTED: (asked, yes, (HireOfferStatus.STARTED, coach)),
    }[status]
