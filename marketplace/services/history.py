"""Every change leaves a row: who, what, on what, when, in the transaction of the change."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, or_, select

from marketplace.clock import now
from marketplace.database import Base, Identified, db
from marketplace.errors import N_, Conflict
from marketplace.models.adaptations import ADAPTATION_STEPS, Adaptation
from marketplace.models.assignments import ASSIGNMENT_STEPS, Assignment
from marketplace.models.bank_files import BANK_PAYMENT_STEPS, ReceivedPayment
from marketplace.models.courses import COURSE_STEPS, Course
from marketplace.models.hire_offers import HIRE_OFFER_STEPS, HireOffer
from marketplace.models.history import Actor, Event
from marketplace.models.invoices import INVOICE_STEPS, Invoice
from marketplace.models.lending import LOAN_STEPS, Loan
from marketplace.models.match_runs import MATCH_RUN_STEPS, MatchRun
from marketplace.models.members import SKILL_STEPS, MemberSkill
from marketplace.models.messages import MESSAGE_STEPS, Message
from marketplace.models.network_applications import APPLICATION_STEPS, NetworkApplication
from marketplace.models.places import NETWORK_STEPS, NetworkMembership
from marketplace.models.policies import POLICY_STEPS, Policy
from marketplace.models.postings import POSTING_STEPS, SHIFT_STEPS, Posting, Shift
from marketplace.models.proposals import PROPOSAL_STEPS, Proposal
from marketplace.models.time_reports import TIME_REPORT_STEPS, TimeReport
from marketplace.models.trials import TRIAL_STEPS, Trial

STEPS: Mapping[type[Identified], Mapping[Any, set[Any]]] = {
    Adaptation: ADAPTATION_STEPS,
    Assignment: ASSIGNMENT_STEPS,
    Course: COURSE_STEPS,
    HireOffer: HIRE_OFFER_STEPS,
    Invoice: INVOICE_STEPS,
    Loan: LOAN_STEPS,
    MatchRun: MATCH_RUN_STEPS,
    MemberSkill: SKILL_STEPS,
    Message: MESSAGE_STEPS,
    NetworkApplication: APPLICATION_STEPS,
    NetworkMembership: NETWORK_STEPS,
    Policy: POLICY_STEPS,
    Posting: POSTING_STEPS,
    Proposal: PROPOSAL_STEPS,
    ReceivedPayment: BANK_PAYMENT_STEPS,
    Shift: SHIFT_STEPS,
    TimeReport: TIME_REPORT_STEPS,
    Trial: TRIAL_STEPS,
}


def record(verb: str, subject: Identified, by: Actor, **detail: Any) -> Event:
    """Write what happened. `detail` is JSON; needs and reasons for a no never belong in it."""
    if subject.id is None:
        db.session.flush()
    event = Event(
        at=now(),
        verb=verb,
        subject_type=table_of(subject),
        subject_id=subject.id,
        actor_role=by.role,
        actor_label=by.kept_label,
        actor_user_id=by.user_id,
        actor_member_id=by.member_id,
        detail=detail,
    )
    db.session.add(event)
    return event


def move(subject: Any, status: StrEnum, by: Actor, **detail: Any) -> None:
    """Take a subject one legal step further and write it down.

    Raises Conflict where the step is not legal from where the subject stands now: most often
    somebody else was quicker.
    """
    before = subject.status
    if status not in STEPS[type(subject)][before]:
        raise Conflict(
            N_("Det har redan ändrats. Läs sidan igen och se hur det står nu."),
        )
    subject.status = status
    verb = f"{table_of(subject)}.{status.value}"
    record(verb, subject, by, **({"from": before.value} | detail))


def timeline(subject: Identified) -> Sequence[Event]:
    """What has happened to one thing, oldest first."""
    return db.session.scalars(
        select(Event)
        .where(Event.subject_type == table_of(subject), Event.subject_id == subject.id)
        .order_by(Event.id)
    ).all()


def timeline_by(subject: Identified, verbs: Collection[str], **detail: str) -> Sequence[Event]:
    """What has been done to one thing in these ways, oldest first; with this detail."""
    return db.session.scalars(
        select(Event)
        .where(
            Event.subject_type == table_of(subject),
            Event.subject_id == subject.id,
            Event.verb.in_(verbs),
            *(Event.detail[name].as_string() == value for name, value in detail.items()),
        )
        .order_by(Event.id)
    ).all()


def timeline_of(subjects: Sequence[Identified]) -> Sequence[Event]:
    """What has happened to several things that belong together, oldest first, in one query."""
    named: dict[str, list[int]] = {}
    for subject in subjects:
        named.setdefault(table_of(subject), []).append(subject.id)
    one_of_them = [
        and_(Event.subject_type == table, Event.subject_id.in_(ids)) for table, ids in named.items()
    ]
    return db.session.scalars(select(Event).where(or_(*one_of_them)).order_by(Event.id)).all()


def table_of(subject: Identified) -> str:
    """The table a subject lives in: its name in history rows."""
    assert isinstance(subject, Base)  # noqa: S101 -- tells the type checker, true of every model
    return str(subject.__tablename__)
