"""What a member may always do with what is known of her: take back, and be forgotten."""

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import Range

from marketplace.catalogue.purposes import Purpose
from marketplace.clock import now, today
from marketplace.database import Base, db
from marketplace.errors import N_, Conflict
from marketplace.models.assignments import Assignment, AssignmentStatus
from marketplace.models.hire_offers import HireOffer, HireOfferStatus
from marketplace.models.history import Actor
from marketplace.models.members import (
    Employment,
    ExitReason,
    Member,
    Membership,
    Reminder,
    Stay,
)
from marketplace.models.postings import Shift
from marketplace.models.proposals import STANDING, Ask, Proposal, ProposalStatus
from marketplace.models.users import RecoveryCode, SecondFactor, SignIn, SignInLink, User
from marketplace.services import assignments, consents, hire_offers, match_runs, needs
from marketplace.services.fates import FATES, Fate
from marketplace.services.history import move, record
from marketplace.services.sessions import digest, new_token

NOBODY = ("Raderad", "person")
TIES = (Stay, Employment, Membership)


def withdraw(
    member: Member, purpose: Purpose, by: Actor, *, why: Purpose = Purpose.ERASURE
) -> None:
    """Take a yes back, with effect at once; asking twice is fine.

    Without the yes to matching nothing is kept: the needs go, with the key of every copy, and so
    does the yes to asking workplaces about them. The region is solved anew.
    """
    if not consents.end(member, purpose):
        return
    record("consents.withdrawn", member, by, purpose=purpose.value)
    if purpose == Purpose.MATCHING:
        withdraw(member, Purpose.QUESTIONS, by)
        needs.erase([member.id], why, by)
        match_runs.request(member.cooperative.region_id, by)


def may_be_forgotten(member: Member) -> bool:
    """Whether nothing ties the member to the cooperative today or later."""
    return not any(
        db.session.scalar(
            select(func.count())
            .select_from(tie)
            .where(tie.member_id == member.id, tie.during.op("&&")(Range(today(), None)))
        )
        for tie in TIES
    )


def forget(member: Member, by: Actor, *, why: Purpose = Purpose.ERASURE) -> None:
    """Take a person out of everything that is held: gone, or nameless where it must be kept.

    What each table keeps stands in services.fates. Copies of her needs become noise, solves that
    she was part of can no longer be repeated. Asking twice is fine. Raises Conflict while she is
    in a group, a member or employed: take the needs back instead, that goes at once.
    """
    if member.erased_at is not None:
        return
    if not may_be_forgotten(member):
        raise Conflict(
            N_("Du är med i kooperativet. Behoven kan tas bort nu, och allt annat när du slutar.")
        )
    _let_go_of_work(member, by)
    hire_offers.end_all(member, by)
    withdraw(member, Purpose.MATCHING, by, why=why)
    needs.erase([member.id], why, by)
    _delete_rows(member)
    _leave_no_traces_in_work(member)
    _leave_no_traces_in_offers(member)
    _shut_out(member)
    _unname(member)
    record("members.forgotten", member, by)


def _let_go_of_work(member: Member, by: Actor) -> None:
    """Seats and questions that wait for her become somebody else's."""
    booked = db.session.scalars(
        select(Assignment)
        .join(Assignment.shift)
        .where(
            Assignment.member_id == member.id,
            Assignment.status == AssignmentStatus.CONFIRMED,
            Shift.starts_at > now(),
        )
    )
    for assignment in booked:
        assignments.cancel_by_member(assignment, by)
    asked = db.session.scalars(
        select(Proposal).where(Proposal.member_id == member.id, Proposal.status.in_(STANDING))
    )
    for proposal in asked:
        move(proposal, ProposalStatus.SUPERSEDED, by)
    db.session.flush()


def _delete_rows(member: Member) -> None:
    apart = ("member_keys", "member_needs")
    for table in reversed(Base.metadata.sorted_tables):
        if FATES.get(table.name) == Fate.DELETED and table.name not in apart:
            db.session.execute(delete(table).where(table.c.member_id == member.id))
    db.session.expire(member)


def _leave_no_traces_in_work(member: Member) -> None:
    """Links stop working; illness and the reasons of the matching speak of nobody."""
    for ask in db.session.scalars(select(Ask).where(Ask.member_id == member.id)):
        ask.token_hash = digest(new_token())
    own = Proposal.member_id == member.id
    db.session.execute(update(Proposal).where(own).values(reasons=[]))
    ill = (Assignment.member_id == member.id, Assignment.status == AssignmentStatus.SICK)
    away = AssignmentStatus.CANCELLED_BY_MEMBER
    db.session.execute(update(Assignment).where(*ill).values(status=away))
    left = (Stay.member_id == member.id, Stay.exit_reason == ExitReason.HEALTH)
    db.session.execute(update(Stay).where(*left).values(exit_reason=ExitReason.OTHER))


def _leave_no_traces_in_offers(member: Member) -> None:
    """That she was employed by a company stays, without a word about her; what was not, goes."""
    own = HireOffer.member_id == member.id
    begun = HireOffer.status == HireOfferStatus.STARTED
    db.session.execute(delete(HireOffer).where(own, ~begun))
    nameless = {"work": "–", "note": "", "token_hash": None}
    db.session.execute(update(HireOffer).where(own).values(nameless))


def _shut_out(member: Member) -> None:
    user = db.session.scalar(select(User).where(User.member_id == member.id))
    if user is None:
        return
    factors = select(SecondFactor.id).where(SecondFactor.user_id == user.id)
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.second_factor_id.in_(factors)))
    for noun in (SecondFactor, SignInLink, SignIn):
        db.session.execute(delete(noun).where(noun.user_id == user.id))
    user.name, user.email, user.phone = " ".join(NOBODY), None, ""
    user.password_hash = user.code_hash = None
    user.active = False


def _unname(member: Member) -> None:
    """What is left is a row for figures: the town, and the gender that was stated for them."""
    town = member.municipality
    member.given_name, member.family_name = NOBODY
    member.phone, member.email, member.language = "", "", "sv"
    member.locality, member.latitude, member.longitude = town.name, town.latitude, town.longitude
    member.reach_km = member.day_minutes = member.week_minutes = member.wanted_week_minutes = 0
    member.night_work = member.supervisor = member.protected_identity = False
    member.support, member.wishes, member.develop = 1, [], []
    member.reminder = Reminder.NONE
    member.erased_at = now()
