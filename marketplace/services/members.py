"""The members of a cooperative as its own people see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import selectinload

from marketplace.clock import today
from marketplace.database import db
from marketplace.models.members import Employment, Member, Stay

A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Found:
    """One page of members and how many there are."""

    members: Sequence[Member]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // A_PAGE))


def find(cooperative_id: int, *, words: str = "", former: bool = False, page: int = 1) -> Found:
    """Members whose names or locality have all the words: those active today, or former ones."""
    active = or_(_holds(Stay), _holds(Employment))
    query = select(Member).where(
        Member.cooperative_id == cooperative_id,
        Member.erased_at.is_(None),
        ~active if former else active,
    )
    for word in words[:100].split():
        query = query.where(
            or_(
                Member.given_name.icontains(word, autoescape=True),
                Member.family_name.icontains(word, autoescape=True),
                Member.locality.icontains(word, autoescape=True),
            )
        )
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = max(1, min(page, -(-total // A_PAGE)))
    rows = db.session.scalars(
        query.order_by(Member.given_name, Member.family_name, Member.id)
        .limit(A_PAGE)
        .offset((page - 1) * A_PAGE)
        .options(
            selectinload(Member.skills),
            selectinload(Member.employments),
            selectinload(Member.stays),
        )
    ).all()
    return Found(rows, total, page)


def _holds(relation: type[Stay] | type[Employment]) -> ColumnElement[bool]:
    return (
        select(relation.id)
        .where(relation.member_id == Member.id, relation.during.op("@>")(today()))
        .exists()
    )
