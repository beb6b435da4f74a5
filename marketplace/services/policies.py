"""What matters most in matching: proposed with its figures, decided by members, one vote each."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from marketplace.clock import now, today
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.members import Member, Membership
from marketplace.models.policies import Policy, PolicyStatus, PolicyVoter
from marketplace.models.trials import Trial
from marketplace.services import match_runs
from marketplace.services.history import move, record
from marketplace.services.lists import Source
from matching import problem as matching

COVERAGE = ("coverage-3", "coverage-2", "coverage-1")
LAST = "lottery"
DEFAULT = ("stability", "fairness", "fit", "development", "continuity", "wishes", "travel")
"""What may be ordered. Filled work comes before it all, the draw between equals after it."""
DAYS = 14


def in_force() -> Policy | None:
    """The order the members have decided; None before the first vote."""
    return db.session.scalar(select(Policy).where(Policy.status == PolicyStatus.ADOPTED))


def at_vote() -> Policy | None:
    """What is put to the vote now."""
    return db.session.scalar(select(Policy).where(Policy.status == PolicyStatus.VOTING))


def levels() -> tuple[str, ...]:
    """The order in force, first counts most."""
    policy = in_force()
    return DEFAULT if policy is None else tuple(policy.levels)


def for_matching(order: Sequence[str] | None = None) -> matching.Policy:
    """The order as the matching reads it, with the version as its name."""
    policy = in_force()
    version = 1 if policy is None else policy.version
    if order is None:
        return matching.Policy(f"orangeriet-{version}", (*COVERAGE, *levels(), LAST))
    return matching.Policy("what-if", (*COVERAGE, *order, LAST))


def listed() -> Sequence[Policy]:
    """Every version, newest first."""
    return db.session.scalars(select(Policy).order_by(Policy.version.desc())).all()


def source() -> Source[Policy]:
    """Every version, newest first."""
    return Source(
        query=select(Policy).options(joinedload(Policy.trial)),
        tie=Policy.id,
        orders={"version": Policy.version, "proposed": Policy.proposed_at},
        texts=(Policy.reason, Policy.proposed_by),
        filters={"state": {one.value: Policy.status == one for one in PolicyStatus}},
        downwards=True,
    )


def last_decided() -> Policy | None:
    """The version that was voted on last, whether it holds or not."""
    over = (PolicyStatus.ADOPTED, PolicyStatus.REJECTED)
    return next((one for one in listed() if one.status in over), None)


def electorate() -> int:
    """How many may vote: members of the cooperatives today."""
    holding = Membership.during.op("@>")(today())
    return db.session.scalar(select(func.count()).select_from(Membership).where(holding)) or 0


def may_vote(member_id: int) -> bool:
    """Whether the person is a member of her cooperative today."""
    holding = Membership.during.op("@>")(today())
    return bool(
        db.session.scalar(
            select(func.count())
            .select_from(Membership)
            .where(Membership.member_id == member_id, holding)
        )
    )


def has_voted(policy: Policy, member_id: int) -> bool:
    """Whether she has used her vote; what it was nobody knows."""
    return bool(
        db.session.scalar(
            select(func.count())
            .select_from(PolicyVoter)
            .where(PolicyVoter.policy_id == policy.id, PolicyVoter.member_id == member_id)
        )
    )


def refuse_unproposable(trial: Trial) -> None:
    """Raises Conflict where the trial has no answer, or tried no order."""
    if not trial.result or "levels" not in trial.asked:
        raise Conflict(N_("Vänta på svaret, så att medlemmarna kan se vad ordningen ger."))


def refuse_incomplete(order: Sequence[str]) -> None:
    """Raises Invalid where a level is missing or stands twice."""
    if sorted(order) != sorted(DEFAULT):
        raise Invalid(N_("Varje mål ska vara med en gång."), "levels")


def propose(order: Sequence[str], reason: str, by: Actor, *, trial: Trial | None = None) -> Policy:
    """Put an order to the vote for fourteen days.

    Raises Invalid where a level is missing or twice or the reason is empty, Conflict where
    another order is put to the vote already or this one is in force.
    """
    refuse_incomplete(order)
    if not reason.strip():
        raise Invalid(N_("Skriv varför, så att medlemmarna kan ta ställning."), "reason")
    if tuple(order) == levels():
        raise Conflict(N_("Den ordningen gäller redan."))
    if at_vote() is not None:
        raise Conflict(N_("Medlemmarna röstar redan om en ordning. Vänta tills den är avgjord."))
    last = db.session.scalar(select(func.max(Policy.version))) or 1
    policy = Policy(
        version=last + 1,
        levels=list(order),
        reason=reason.strip(),
        status=PolicyStatus.VOTING,
        proposed_by=by.label,
        proposed_by_id=by.user_id,
        proposed_at=now(),
        closes_at=now() + timedelta(days=DAYS),
        yes_votes=0,
        no_votes=0,
        trial=trial,
    )
    try:
        with db.session.begin_nested():
            db.session.add(policy)
    except IntegrityError as error:
        raise Conflict(
            N_("Medlemmarna röstar redan om en ordning. Vänta tills den är avgjord.")
        ) from error
    record("policies.proposed", policy, by, version=policy.version)
    return policy


def vote(policy: Policy, member: Member, *, yes: bool) -> None:
    """Count a member's one vote. History says that somebody voted, never who or what.

    Raises Conflict where the vote is over, she has voted, or she is no member today.
    """
    db.session.flush()
    db.session.refresh(policy, with_for_update=True)
    if not policy.is_open or policy.closes_at <= now():
        raise Conflict(N_("Omröstningen är över."))
    if not may_vote(member.id):
        raise Conflict(N_("Bara medlemmar i kooperativet röstar."))
    try:
        with db.session.begin_nested():
            db.session.add(PolicyVoter(policy_id=policy.id, member_id=member.id))
    except IntegrityError:
        raise Conflict(N_("Du har redan röstat. Din röst är räknad.")) from None
    if yes:
        policy.yes_votes += 1
    else:
        policy.no_votes += 1
    if policy.yes_votes + policy.no_votes >= electorate():
        decide(policy)


def close(moment: datetime) -> None:
    """Decide the vote whose time is out."""
    policy = at_vote()
    if policy is not None and policy.closes_at <= moment:
        db.session.flush()
        db.session.refresh(policy, with_for_update=True)
        decide(policy)


def decide(policy: Policy) -> None:
    """More yes than no, and the order holds from now on; every region is solved anew."""
    if not policy.is_open:
        return
    policy.decided_at = now()
    sums = {"yes": policy.yes_votes, "no": policy.no_votes, "version": policy.version}
    if policy.yes_votes <= policy.no_votes:
        move(policy, PolicyStatus.REJECTED, SYSTEM, **sums)
        return
    before = in_force()
    if before is not None:
        move(before, PolicyStatus.REPLACED, SYSTEM)
        db.session.flush()
    move(policy, PolicyStatus.ADOPTED, SYSTEM, **sums)
    db.session.flush()
    match_runs.request_all(SYSTEM)
