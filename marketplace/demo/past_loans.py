"""Lending of the past weeks: seats that a job could not fill at home, and a neighbour did."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from marketplace.demo.book import Book
from marketplace.demo.cooperatives import Seller
from marketplace.demo.crews import Crews
from marketplace.demo.jobs import Job, Progress, Seat, Stretch
from marketplace.demo.moments import Moments
from marketplace.demo.people import Person
from marketplace.demo.postings import coach_of
from marketplace.demo.setting import Setting
from marketplace.demo.users import Staff
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.lending import Loan, LoanStatus
from marketplace.models.postings import PostingKind

MOST = 4
"""Loans that one cooperative takes."""
LOOK_BACK = timedelta(weeks=26)
STILL_WARM = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Lent:
    """A seat of a job, and the cooperative that filled it."""

    job: Job
    stretch: Stretch
    seat: Seat
    lender: Seller


def lend(
    setting: Setting, sellers: Mapping[str, Seller], jobs: Sequence[Job], people: Sequence[Person]
) -> list[Lent]:
    """Fill some seats that stood empty with people of the other cooperatives who were free."""
    crews = {
        code: Crews([one for one in people if one.cooperative == code], setting.draw("loans", code))
        for code in sellers
    }
    for job in jobs:
        for stretch, seat in job.crew():
            crews[seat.person.cooperative].note(stretch, seat.person)
    found: list[Lent] = []
    for code in sellers:
        own = [one for one in jobs if one.workplace.seller.code == code and _is_past(setting, one)]
        found += islice(_lent_to(code, own, sellers, crews), MOST)
    return found


def add_loans(
    book: Book, setting: Setting, staff: Staff, moments: Moments, lent: Sequence[Lent]
) -> None:
    """The questions behind these seats of one job, each answered with somebody who came."""
    for one in lent:
        day, today = one.stretch.day, setting.day
        number = book.add(
            Loan,
            shift_id=one.stretch.number,
            lender_id=one.lender.number,
            status=LoanStatus.OFFERED,
            ore_per_hour=one.lender.ore_per_hour(one.job.task, day, today),
            asked_at=moments.matched_at,
            proposal_id=book.row(Assignment, one.seat.number)["proposal_id"],
        )
        if moments.told:
            lender = staff.coaches[one.lender.code][0]
            book.event(moments.matched_at, "loans.asked", Loan, number, coach_of(staff, one.job))
            at = moments.approved_at
            book.event(at, "loans.offered", Loan, number, lender, **{"from": "asked"})


def _is_past(setting: Setting, job: Job) -> bool:
    return (
        job.progress == Progress.INVOICED
        and job.kind == PostingKind.HIRE_OUT
        and not job.whole
        and setting.day - LOOK_BACK < job.last_day < setting.day - STILL_WARM
    )


def _lent_to(
    code: str, jobs: Sequence[Job], sellers: Mapping[str, Seller], crews: Mapping[str, Crews]
) -> Iterator[Lent]:
    """At most one seat of each job, the latest jobs first."""
    for job in sorted(jobs, key=lambda one: (one.last_day, one.submitted_at), reverse=True):
        for stretch in job.stretches:
            able = [
                (lender, one)
                for lender in sellers
                if lender != code and len(stretch.workers) < job.heads
                for one in crews[lender].able(job, stretch)[:1]
            ]
            if able:
                lender, person = able[0]
                seat = Seat(person=person, status=AssignmentStatus.WORKED)
                crews[lender].book(stretch, seat)
                yield Lent(job, stretch, seat, sellers[lender])
                break
