"""Why each person stands in a crew, in facts that a page can put into words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import Range

from marketplace import geography
from marketplace.catalogue.purposes import Purpose
from marketplace.clock import now
from marketplace.database import db
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.companies import FeatureAnswer
from marketplace.models.history import Actor
from marketplace.models.members import MemberSkill
from marketplace.models.postings import Posting, Shift
from marketplace.models.proposals import Proposal
from marketplace.models.users import Role
from marketplace.services import needs, site_questions, sites

HISTORY = timedelta(weeks=8)
ANSWERED = (FeatureAnswer.YES, FeatureAnswer.ON_REQUEST, FeatureAnswer.NO)


@dataclass(frozen=True, slots=True)
class CrewCard:
    """What speaks for a person on a shift, and what to find out first. For her coach only."""

    kilometres: int
    skills: Sequence[str]
    """codes of the job's skills that she has"""
    worked_minutes: int
    """in the last eight weeks"""
    wanted_week_minutes: int
    reasons: Sequence[str]
    """codes from the matching: wished, develops, hours, pinned, chosen-by-coach …"""
    questions: Sequence[str]
    """codes of conditions that she needs, the workplace has not answered, and she lets us ask"""
    asked: Collection[str]
    """codes that the workplace has been asked about, after a member's yes"""
    answers: Sequence[tuple[str, FeatureAnswer]]
    """what the workplace has answered of what it was asked and she needs"""
    times_at_site: int
    """shifts she has worked there before"""


def of_proposals(
    posting: Posting, proposals: Sequence[Proposal], by: Actor
) -> Mapping[int, CrewCard]:
    """The card of each proposal of a posting, in a fixed number of queries.

    Only a coach learns what to ask, and the people it concerns can see that: the caller commits.
    """
    member_ids = sorted({row.member_id for row in proposals})
    own = [row.member_id for row in proposals if is_own(row, posting)]
    conditions = _conditions(own, by) if by.role == Role.COACH else {}
    asked, known = site_questions.asked_of(posting.site), sites.answers(posting.site)
    worked, been_there = _worked(member_ids), _been_there(member_ids, posting.site_id)
    skills = _skills(member_ids, [row.skill for row in posting.skills])
    return {
        row.id: CrewCard(
            kilometres=_kilometres(row, posting),
            skills=skills.get(row.member_id, []),
            worked_minutes=worked.get(row.member_id, 0),
            wanted_week_minutes=row.member.wanted_week_minutes,
            reasons=row.reasons,
            questions=sites.unanswered(posting.site, conditions.get(row.member_id, ())),
            asked=asked,
            answers=[
                (code, known[code])
                for code in conditions.get(row.member_id, ())
                if code in asked and known.get(code, FeatureAnswer.UNKNOWN) in ANSWERED
            ],
            times_at_site=been_there.get(row.member_id, 0),
        )
        for row in proposals
    }


def is_own(proposal: Proposal, posting: Posting) -> bool:
    """Whether the person belongs to the cooperative that answers for the job, not lent to it."""
    return proposal.member.cooperative_id == posting.cooperative_id


def _conditions(member_ids: Sequence[int], by: Actor) -> Mapping[int, Sequence[str]]:
    with needs.opened(member_ids, Purpose.QUESTIONS, by) as found:
        return {member_id: tuple(own.conditions) for member_id, own in found.items()}


def _kilometres(proposal: Proposal, posting: Posting) -> int:
    home = (proposal.member.latitude, proposal.member.longitude)
    return round(geography.kilometres(home, (posting.site.latitude, posting.site.longitude)))


def _worked(member_ids: Sequence[int]) -> Mapping[int, int]:
    moment = now()
    rows = db.session.execute(
        select(Assignment.member_id, Shift.starts_at, Shift.ends_at, Shift.break_minutes)
        .join(Assignment.shift)
        .where(
            Assignment.member_id.in_(member_ids),
            Assignment.status.in_(BOOKED),
            Assignment.during.op("&&")(Range(moment - HISTORY, moment)),
        )
    )
    minutes: dict[int, int] = {}
    for member_id, start, end, rest in rows:
        work = int((end - start).total_seconds()) // 60 - rest
        minutes[member_id] = minutes.get(member_id, 0) + work
    return minutes


def _been_there(member_ids: Sequence[int], site_id: int) -> Mapping[int, int]:
    rows = db.session.execute(
        select(Assignment.member_id, func.count())
        .join(Assignment.shift)
        .join(Shift.posting)
        .where(
            Assignment.member_id.in_(member_ids),
            Posting.site_id == site_id,
            Assignment.status.in_(BOOKED),
            Shift.ends_at <= now(),
        )
        .group_by(Assignment.member_id)
    )
    return {row[0]: row[1] for row in rows}


def _skills(member_ids: Sequence[int], codes: Sequence[str]) -> Mapping[int, list[str]]:
    rows = db.session.execute(
        select(MemberSkill.member_id, MemberSkill.skill)
        .where(MemberSkill.member_id.in_(member_ids), MemberSkill.skill.in_(codes))
        .order_by(MemberSkill.skill)
    )
    found: dict[int, list[str]] = {}
    for member_id, skill in rows:
        found.setdefault(member_id, []).append(skill)
    return found
