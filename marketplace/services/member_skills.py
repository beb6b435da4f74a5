"""What a person can: said by herself, then seen at work, then validated, with an end.

A card or licence counts for a job only when somebody has seen the paper.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects.postgresql import insert

from marketplace.catalogue.skills import SKILL_BY_CODE
from marketplace.clock import today
from marketplace.database import db, random_id
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.history import SYSTEM, Actor, Event
from marketplace.models.members import Member, MemberSkill, SkillMethod, SkillStatus
from marketplace.services import match_runs
from marketplace.services.history import move, record

MOST_EVIDENCE = 200
LEVELS = (1, 2, 3)
SAID = "member_skills.self_stated"
NEWS_FOR = timedelta(weeks=3)


def of_member(member: Member) -> Sequence[MemberSkill]:
    """Everything noted of her, by the code of the skill."""
    return db.session.scalars(
        select(MemberSkill).where(MemberSkill.member_id == member.id).order_by(MemberSkill.skill)
    ).all()


def said_lately() -> ColumnElement[bool]:
    """Whether a member has herself said that she can something, and nobody has looked yet.

    What is older than three weeks is no news any more.
    """
    her_word = select(Event.id).where(
        Event.subject_type == MemberSkill.__tablename__,
        Event.subject_id == MemberSkill.id,
        Event.verb == SAID,
        Event.actor_member_id == MemberSkill.member_id,
    )
    return (
        select(MemberSkill.id)
        .where(
            MemberSkill.member_id == Member.id,
            MemberSkill.status == SkillStatus.SELF_STATED,
            MemberSkill.noted_on > today() - NEWS_FOR,
            her_word.exists(),
        )
        .exists()
    )


def count_said_lately(cooperative_id: int) -> int:
    """How many members of a cooperative have lately said something that nobody has looked at."""
    own = Member.cooperative_id == cooperative_id
    query = select(func.count(Member.id)).where(own, Member.erased_at.is_(None), said_lately())
    return db.session.scalar(query) or 0


def state(member: Member, skill: str, level: int, by: Actor) -> MemberSkill:
    """Note what she says herself. Said twice it stands once, at the level said last.

    Raises Conflict where more than her word is known already, Invalid for an unknown skill or
    level.
    """
    _refuse_unknown(skill, level)
    row, made = _row(member, skill, level)
    if not made and row.status not in (SkillStatus.SELF_STATED, SkillStatus.EXPIRED):
        raise Conflict(N_("Den står redan där, och någon har sett den."))
    if row.status == SkillStatus.EXPIRED:
        raise Conflict(N_("Den har gått ut. Visa eller validera den på nytt."))
    row.level, row.noted_on = level, today()
    record(SAID, row, by, level=level)
    match_runs.request(member.cooperative.region_id, by)
    return row


def observe(member: Member, skill: str, level: int, where: str, by: Actor) -> MemberSkill:
    """Note that somebody saw her do it at work. What is validated already stays validated.

    A card or licence is never observed: Raises Invalid, and for an unknown skill or level.
    """
    _refuse_unknown(skill, level)
    if SKILL_BY_CODE[skill].is_certificate:
        raise Invalid(N_("Ett bevis valideras: titta på det och skriv när det går ut."), "skill")
    row, _ = _row(member, skill, level)
    if row.status == SkillStatus.VALIDATED:
        return row
    if row.status == SkillStatus.OBSERVED:
        level = max(row.level, level)
        record("member_skills.observed", row, by, level=level)
    else:  # what she said herself, or what has run out, was not seen
        move(row, SkillStatus.OBSERVED, by, level=level)
    row.level = level
    row.expires_on, row.noted_on, row.evidence = None, today(), where.strip()[:MOST_EVIDENCE]
    match_runs.request(member.cooperative.region_id, by)
    return row


def validate(
    row: MemberSkill,
    by: Actor,
    *,
    level: int,
    method: SkillMethod,
    assessor: str,
    evidence: str = "",
    expires_on: date | None = None,
) -> None:
    """Note that somebody who knows the work has tested her, or seen the paper.

    Raises Invalid without an assessor, or with an end that has passed.
    """
    _refuse_unknown(row.skill, level)
    if not assessor.strip():
        raise Invalid(N_("Skriv vem som har validerat."), "assessor")
    if expires_on is not None and expires_on <= today():
        raise Invalid(N_("Sista dagen har redan varit."), "expires_on")
    move(row, SkillStatus.VALIDATED, by, level=level, method=method.value)
    row.level, row.method, row.expires_on = level, method, expires_on
    row.noted_on, row.assessor = today(), assessor.strip()[:MOST_EVIDENCE]
    row.evidence = evidence.strip()[:MOST_EVIDENCE]
    match_runs.request(row.member.cooperative.region_id, by)


def expire(row: MemberSkill, by: Actor) -> None:
    """Say that it does not hold any longer; it can be shown or validated anew."""
    move(row, SkillStatus.EXPIRED, by)
    match_runs.request(row.member.cooperative.region_id, by)


def remove(row: MemberSkill, by: Actor) -> None:
    """Take back what was only said. Raises Conflict where somebody has seen it."""
    if row.status != SkillStatus.SELF_STATED:
        raise Conflict(N_("Den har någon sett. Säg att den har gått ut i stället."))
    record("members.skill_removed", row.member, by, skill=row.skill)
    region = row.member.cooperative.region_id
    db.session.delete(row)
    match_runs.request(region, by)


def expire_past() -> int:
    """Let everything end whose last day is over; how many that was."""
    rows = db.session.scalars(
        select(MemberSkill).where(
            MemberSkill.expires_on < today(), MemberSkill.status != SkillStatus.EXPIRED
        )
    ).all()
    for row in rows:
        move(row, SkillStatus.EXPIRED, SYSTEM)
    return len(rows)


def _row(member: Member, skill: str, level: int) -> tuple[MemberSkill, bool]:
    """Her row of a skill, held until the commit, and whether it was made just now."""
    made = db.session.scalar(
        insert(MemberSkill)
        .values(
            public_id=random_id(),
            member_id=member.id,
            skill=skill,
            level=level,
            status=SkillStatus.SELF_STATED,
            evidence="",
            assessor="",
        )
        .on_conflict_do_nothing()
        .returning(MemberSkill.id)
    )
    row = db.session.scalars(
        select(MemberSkill)
        .where(MemberSkill.member_id == member.id, MemberSkill.skill == skill)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
    return row, made is not None


def _refuse_unknown(skill: str, level: int) -> None:
    if skill not in SKILL_BY_CODE:
        raise Invalid(N_("Välj en kompetens i listan."), "skill")
    if level not in LEVELS:
        raise Invalid(N_("Välj en nivå."), "level")
