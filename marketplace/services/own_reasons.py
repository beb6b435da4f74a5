"""Why a member was asked, for her own eyes: the facts that spoke for her, none about others."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from marketplace import geography
from marketplace.database import db
from marketplace.models.members import Member
from marketplace.models.postings import Posting
from marketplace.models.proposals import Ask, Proposal

MOST = 20


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A question she got, and what spoke for her."""

    ask: Ask
    skills: Sequence[str]
    """codes of what the job asks for and she can"""
    reasons: Sequence[str]
    """codes of the matching, without doubles"""
    kilometres: int


def of(member: Member) -> Sequence[Reasoned]:
    """Her last questions, newest first; a fixed number of queries."""
    own = {row.skill for row in member.skills}
    rows = db.session.scalars(
        select(Ask)
        .where(Ask.member_id == member.id)
        .order_by(Ask.sent_at.desc(), Ask.id.desc())
        .limit(MOST)
        .options(
            joinedload(Ask.posting).joinedload(Posting.company),
            joinedload(Ask.posting).joinedload(Posting.site),
            joinedload(Ask.posting).selectinload(Posting.skills),
            selectinload(Ask.proposals).load_only(Proposal.reasons),
        )
    ).unique()
    home = (member.latitude, member.longitude)
    return [
        Reasoned(
            ask=row,
            skills=[one.skill for one in row.posting.skills if one.skill in own],
            reasons=list(dict.fromkeys(code for one in row.proposals for code in one.reasons)),
            kilometres=round(
                geography.kilometres(home, (row.posting.site.latitude, row.posting.site.longitude))
            ),
        )
        for row in rows
    ]
