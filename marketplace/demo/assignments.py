"""Questions, answers and bookings as rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sqlalchemy.dialects.postgresql import Range

from marketplace.demo.book import Book
from marketplace.demo.jobs import Job, Seat, Stretch
from marketplace.demo.moments import Moments, answered_at
from marketplace.demo.people import Person
from marketplace.demo.postings import coach_of
from marketplace.demo.setting import Setting, weighted
from marketplace.demo.time_reports import Hours, add_time_report, reported_at
from marketplace.demo.users import Staff
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.proposals import AnswerChannel, Ask, PlacementRole, Proposal, ProposalStatus
from marketplace.services.sessions import digest, new_token

CHANNELS = ((AnswerChannel.LINK, 80), (AnswerChannel.PHONE, 14), (AnswerChannel.ROOM, 6))


def add_crew(
    book: Book, setting: Setting, draw: Random, staff: Staff, job: Job, moments: Moments
) -> list[Hours]:
    """Ask and book everyone on a job and report their hours; what of them is on an invoice."""
    writer = _Writer(book, setting, draw, job, moments, coach_of(staff, job))
    for person in job.people():
        writer.add_person(person)
    for stretch, person in job.declines:
        writer.add_decline(stretch, person)
    return sorted(writer.hours, key=lambda one: (one.starts_at, one.report))


@dataclass(slots=True)
class _Writer:
    """One job, about to be written."""

    book: Book
    setting: Setting
    draw: Random
    job: Job
    moments: Moments
    coach: Actor
    hours: list[Hours] = field(default_factory=list)

    def add_person(self, person: Person) -> None:
        """One question about all her shifts, and a booking for each yes."""
        member = Actor("member", person.name, member_id=person.number)
        answered = answered_at(self.draw, self.moments)
        ask = self._ask(person, member, answered)
        for stretch, seat in self.job.crew():
            if seat.person is person:
                proposal = self._accepted(ask, stretch, seat, member, answered)
                self._book(proposal, stretch, seat, member, answered)

    def add_decline(self, stretch: Stretch, person: Person) -> None:
        """Somebody who said no; nothing follows from it."""
        member = Actor("member", person.name, member_id=person.number)
        ask = self._ask(person, member, answered_at(self.draw, self.moments))
        self._proposal(ask, stretch, Seat(person=person), ProposalStatus.DECLINED)

    def _ask(self, person: Person, member: Actor, answered: datetime) -> int:
        channel = weighted(self.draw, CHANNELS)
        by_link = channel == AnswerChannel.LINK
        ask = self.book.add(
            Ask,
            posting_id=self.job.number,
            member_id=person.number,
            token_hash=digest(new_token()),
            sent_at=self.moments.approved_at,
            answer_by=self.moments.answer_by(self.job),
            answered_at=answered,
            channel=channel,
            recorded_by_id=None if by_link else self.coach.user_id,
        )
        if self.moments.told:
            actor = member if by_link else self.coach
            self.book.event(answered, "asks.answered", Ask, ask, actor, channel=channel.value)
        return ask

    def _accepted(
        self, ask: int, stretch: Stretch, seat: Seat, member: Actor, answered: datetime
    ) -> int:
        status = {
            AssignmentStatus.CANCELLED_BY_COMPANY: ProposalStatus.SUPERSEDED,
            AssignmentStatus.CANCELLED_BY_MEMBER: ProposalStatus.DECLINED,
        }.get(seat.status, ProposalStatus.ACCEPTED)
        number = self._proposal(ask, stretch, seat, status)
        sent_at = self.moments.approved_at
        self._event(sent_at, "sent", Proposal, number, self.coach, "created")
        self._event(answered, "accepted", Proposal, number, member, "sent")
        return number

    def _proposal(self, ask: int, stretch: Stretch, seat: Seat, status: ProposalStatus) -> int:
        return self.book.add(
            Proposal,
            match_run_id=self.job.match_run,
            shift_id=stretch.number,
            member_id=seat.person.number,
            ask_id=ask,
            role=seat.role,
            status=status,
            reasons=_reasons(self.job, seat),
            locked=False,
            created_at=self.moments.matched_at,
        )

    def _book(
        self, proposal: int, stretch: Stretch, seat: Seat, member: Actor, answered: datetime
    ) -> None:
        seat.number = self.book.add(
            Assignment,
            shift_id=stretch.number,
            member_id=seat.person.number,
            proposal_id=proposal,
            employment_id=seat.person.employment_number if self.job.is_billable else None,
            kind=self.job.kind,
            role=seat.role,
            during=Range(stretch.start, stretch.end),
            status=seat.status,
            confirmed_at=answered,
        )
        if self.moments.told:
            self.book.event(answered, "assignments.confirmed", Assignment, seat.number, member)
        if seat.status != AssignmentStatus.CONFIRMED:
            at, actor = self._ended(seat, stretch, member)
            self._event(at, seat.status.value, Assignment, seat.number, actor, "confirmed")
        if seat.status == AssignmentStatus.WORKED:
            self._report(stretch, seat)

    def _report(self, stretch: Stretch, seat: Seat) -> None:
        hours = add_time_report(
            self.book,
            self.setting,
            self.draw,
            self.job,
            self.moments,
            self.coach,
            stretch,
            seat,
        )
        if hours is not None:
            self.hours.append(hours)

    def _ended(self, seat: Seat, stretch: Stretch, member: Actor) -> tuple[datetime, Actor]:
        """When a booking came to its end, and by whose hand."""
        if seat.status == AssignmentStatus.CANCELLED_BY_COMPANY:
            return self.moments.withdrawn_at, SYSTEM
        if seat.status == AssignmentStatus.CANCELLED_BY_MEMBER:
            return stretch.start - timedelta(hours=3), member
        if seat.status == AssignmentStatus.SICK:
            return stretch.start - timedelta(hours=1), self.coach
        return reported_at(self.setting, self.job, self.moments, stretch), self.coach

    def _event(
        self,
        at: datetime,
        verb: str,
        noun: type[Proposal] | type[Assignment],
        number: int,
        by: Actor,
        before: str,
    ) -> None:
        if self.moments.told:
            name = f"{noun.__tablename__}.{verb}"
            self.book.event(at, name, noun, number, by, **{"from": before})


def _reasons(job: Job, seat: Seat) -> Sequence[str]:
    """What speaks for her, in the words of the matching."""
    if seat.role == PlacementRole.SUPERVISE:
        return ["supervises"]
    return ["hours", *(["wished"] if job.task in seat.person.wishes else [])]
