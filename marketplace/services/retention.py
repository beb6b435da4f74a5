"""Throwing away what has been kept long enough, rule by rule; what left is counted and written."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Delete, and_, delete, func, or_, select, update

from marketplace.catalogue.purposes import Purpose
from marketplace.catalogue.retention import Kept, rule_on
from marketplace.clock import local, now, today
from marketplace.database import db
from marketplace.models.consents import Consent
from marketplace.models.hire_offers import HireOffer, HireOfferStatus, HireWish
from marketplace.models.history import SYSTEM
from marketplace.models.match_runs import MatchRun
from marketplace.models.members import Employment, Member, Membership, Stay
from marketplace.models.messages import Message, MessageStatus
from marketplace.models.needs import MemberNeeds, NeedsRead
from marketplace.models.retention import RetentionRun
from marketplace.models.users import SignIn
from marketplace.services import applications, needs, old_invitations, privacy
from marketplace.services.history import record
from marketplace.services.sealed_room import entered


def carry_out(kept: Kept) -> int:
    """Do what the rule of today says; how many rows, or people, it concerned.

    Done again at once it finds nothing. What left is written in history as a number.
    """
    moment = now()
    older_than = moment - rule_on(kept, today()).time
    rows = RULES[kept](older_than)
    if rows:
        run = RetentionRun(rule=kept.value, ran_at=moment, older_than=older_than, rows=rows)
        db.session.add(run)
        record("retention_runs.carried_out", run, SYSTEM, rule=kept.value, rows=rows)
    return rows


def _matching_looks(before: datetime) -> int:
    return _from_the_room(
        delete(NeedsRead).where(NeedsRead.at < before, NeedsRead.purpose == Purpose.MATCHING)
    )


def _looks(before: datetime) -> int:
    return _from_the_room(delete(NeedsRead).where(NeedsRead.at < before))


def _ended_consents(before: datetime) -> int:
    return _from_the_room(delete(Consent).where(Consent.withdrawn_at < before))


def _from_the_room(statement: Delete) -> int:
    with entered(db.session.scalars(select(Member.id)).all(), Purpose.RETENTION):
        return _count(statement)


def _kept_problems(before: datetime) -> int:
    old = (MatchRun.queued_at < before, MatchRun.sealed_problem.is_not(None))
    return _count(update(MatchRun).where(*old).values(sealed_problem=None))


def _member_messages(before: datetime) -> int:
    old = (Message.created_at < before, Message.status != MessageStatus.WAITING)
    return _count(delete(Message).where(Message.member_id.is_not(None), *old))


def _ended_sign_ins(before: datetime) -> int:
    return _count(delete(SignIn).where(or_(SignIn.ended_at < before, SignIn.seen_at < before)))


def _hire_wishes(before: datetime) -> int:
    return _count(delete(HireWish).where(HireWish.wished_at < before))


def _closed_hire_offers(before: datetime) -> int:
    closed = HireOffer.status.in_((HireOfferStatus.DECLINED, HireOfferStatus.WITHDRAWN))
    return _count(delete(HireOffer).where(closed, HireOffer.made_at < before))


def _needs_of_the_gone(before: datetime) -> int:
    gone = {member.id: member for member in _gone(before)}
    with entered(gone, Purpose.RETENTION):
        held = db.session.scalars(select(MemberNeeds.member_id)).all()
    for member_id in held:
        privacy.withdraw(gone[member_id], Purpose.MATCHING, SYSTEM, why=Purpose.RETENTION)
    needs.erase(held, Purpose.RETENTION, SYSTEM)
    return len(held)


def _people_long_gone(before: datetime) -> int:
    gone = [member for member in _gone(before) if member.erased_at is None]
    for member in gone:
        privacy.forget(member, SYSTEM, why=Purpose.RETENTION)
    return len(gone)


def _gone(before: datetime) -> Sequence[Member]:
    """Those whose last tie to a cooperative ended before then; whoever never had one stays."""
    day = local(before).date()
    lasting, any_tie = [], []
    for tie in (Stay, Employment, Membership):
        until = func.upper(tie.during)
        own = tie.member_id == Member.id
        lasting.append(select(tie.id).where(own, or_(until.is_(None), until > day)).exists())
        any_tie.append(select(tie.id).where(own).exists())
    return db.session.scalars(
        select(Member).where(or_(*any_tie), and_(*(~one for one in lasting))).order_by(Member.id)
    ).all()


def _count(statement: object) -> int:
    found = db.session.execute(statement)  # type: ignore[call-overload]
    return int(found.rowcount)


RULES: Mapping[Kept, Callable[[datetime], int]] = {
    Kept.MATCHING_LOOKS: _matching_looks,
    Kept.LOOKS: _looks,
    Kept.ENDED_CONSENTS: _ended_consents,
    Kept.KEPT_PROBLEMS: _kept_problems,
    Kept.MEMBER_MESSAGES: _member_messages,
    Kept.ENDED_SIGN_INS: _ended_sign_ins,
    Kept.HIRE_WISHES: _hire_wishes,
    Kept.CLOSED_HIRE_OFFERS: _closed_hire_offers,
    Kept.NEEDS_OF_THE_GONE: _needs_of_the_gone,
    Kept.PEOPLE_LONG_GONE: _people_long_gone,
    Kept.NETWORK_APPLICATIONS: applications.forget_old,
    Kept.UNANSWERED_INVITATIONS: old_invitations.forget_old,
}
"""What each rule does, given the moment before which things have been kept long enough."""
