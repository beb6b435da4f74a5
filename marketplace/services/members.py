"""The members of a cooperative as its own people see them: a list, and what each has worked."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, case, func, literal, or_, select, true
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import selectinload

from marketplace.catalogue.skills import SKILLS
from marketplace.clock import now, today
from marketplace.database import db
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.models.members import Employment, Member, MemberSkill, SkillStatus, Stay
from marketplace.models.postings import Shift
from marketplace.services import alphabet, member_skills
from marketplace.services.history import record
from marketplace.services.lists import Source

LOOK_BACK = timedelta(weeks=8)
SHOWN_LOCALITY = case((Member.protected_identity, ""), else_=Member.locality)
"""What a search and an order may tell of where somebody lives."""
BY_SHOWN_NAME = alphabet.ordered(case((Member.protected_identity, ""), else_=Member.given_name))
"""The order of lists that others read: a place in it would tell what a hidden name begins with."""


def source(cooperative: Cooperative) -> Source[Member]:
    """Everybody of a cooperative who has not asked to be forgotten."""
    active = or_(_holds(Stay), _holds(Employment))
    own = Member.cooperative_id == cooperative.id
    return Source(
        query=select(Member)
        .where(own, Member.erased_at.is_(None))
        .options(
            selectinload(Member.skills),
            selectinload(Member.employments),
            selectinload(Member.stays),
        ),
        tie=Member.id,
        orders={
            "name": func.concat(Member.given_name, " ", Member.family_name),
            "locality": SHOWN_LOCALITY,
            "wanted": Member.wanted_week_minutes,
        },
        texts=(Member.given_name, Member.family_name, SHOWN_LOCALITY),
        filters={
            "status": {"active": active, "former": ~active, "all": true()},
            "skill": {skill.code: _has(skill.code) for skill in SKILLS},
            "said": {"new": member_skills.said_lately()},
            "employed": {"yes": _holds(Employment), "no": ~_holds(Employment)},
        },
    )


def note_export(cooperative: Cooperative, count: int, by: Actor) -> None:
    """Write down that somebody carried away the list, with how to reach people, as a file."""
    record("cooperatives.members_exported", cooperative, by, members=count)


def active_on(cooperative_id: int, day: date) -> ColumnElement[bool]:
    """Whether a member takes part in a cooperative or is employed there on a day."""
    takes_part = or_(_holds(Stay, day), _holds(Employment, day))
    return (Member.cooperative_id == cooperative_id) & Member.erased_at.is_(None) & takes_part


def worked_minutes(members: Sequence[Member]) -> Mapping[int, int]:
    """Minutes at work and booked in the last eight weeks, by member, in one query."""
    moment = now()
    rows = db.session.execute(
        select(Assignment.member_id, Shift)
        .join(Assignment.shift)
        .where(
            Assignment.member_id.in_([member.id for member in members]),
            Assignment.status.in_(BOOKED),
            Assignment.during.op("&&")(Range(moment - LOOK_BACK, moment)),
        )
    )
    minutes = dict.fromkeys([member.id for member in members], 0)
    for member_id, shift in rows:
        minutes[member_id] += shift.work_minutes
    return minutes


def _has(skill: str) -> ColumnElement[bool]:
    return (
        select(MemberSkill.id)
        .where(
            MemberSkill.member_id == Member.id,
            MemberSkill.skill == skill,
            MemberSkill.status != SkillStatus.EXPIRED,
            or_(MemberSkill.expires_on.is_(None), MemberSkill.expires_on >= today()),
        )
        .exists()
    )


def _holds(relation: type[Stay] | type[Employment], day: date | None = None) -> ColumnElement[bool]:
    return (
        select(relation.id)
        .where(relation.member_id == Member.id, relation.during.op("@>")(day or today()))
        .exists()
    )


def name_to_search() -> ColumnElement[str]:
    """What a company may find a member by: her first name, and nothing where it is protected."""
    return case((Member.protected_identity, literal("")), else_=Member.given_name)
