"""Offers of employment as each side sees them, and how many have come to work by one."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.models.companies import Company
from marketplace.models.hire_offers import OPEN, HireOffer, HireOfferStatus
from marketplace.models.members import Member
from marketplace.services import members, small_cells
from marketplace.services.lists import Source

SHOWN_FOR: Final = timedelta(days=30)
"""How long a company still reads what became of an offer that came to nothing."""


def of_company(company_id: int) -> Source[HireOffer]:
    """What a company has offered: the open ones, those who began, and lately what came to nothing,
    the newest first."""
    lately = func.coalesce(HireOffer.answered_at, HireOffer.made_at) > now() - SHOWN_FOR
    kept = HireOffer.status.in_((*OPEN, HireOfferStatus.STARTED))
    names = (members.name_to_search(),)
    return _source(HireOffer.company_id == company_id, or_(kept, lately), names=names)


def of_member(member_id: int) -> Sequence[HireOffer]:
    """Every offer to a member, for her coach, the newest first."""
    rows = _offers().where(HireOffer.member_id == member_id)
    return db.session.scalars(rows.order_by(HireOffer.id.desc())).all()


def asked(member_id: int) -> Sequence[HireOffer]:
    """What a member is asked and has not answered."""
    rows = _offers().where(
        HireOffer.member_id == member_id, HireOffer.status == HireOfferStatus.ASKED
    )
    return db.session.scalars(rows.order_by(HireOffer.id)).all()


def of_cooperative(cooperative_id: int) -> Source[HireOffer]:
    """Every offer to a cooperative's members, the newest first. Those that wait are the ones to
    pass on, to talk about, or to ask whether she has begun."""
    return _source(
        Member.cooperative_id == cooperative_id, names=(Member.given_name, Member.family_name)
    )


def count_new(cooperative_id: int) -> int:
    """How many offers wait for the coach: not passed on yet, or she wants to talk."""
    query = (
        select(func.count(HireOffer.id))
        .join(HireOffer.member)
        .where(
            Member.cooperative_id == cooperative_id,
            or_(
                HireOffer.status == HireOfferStatus.MADE,
                HireOffer.talk_asked_at.is_not(None),
            ),
        )
    )
    return db.session.scalar(query) or 0


def hired(cooperative_id: int | None = None) -> int | None:
    """How many people were employed by a company they had worked at; None where it is hidden.

    Each person once. Nought is told; one to four are not.
    """
    query = (
        select(func.count(HireOffer.member_id.distinct()))
        .join(HireOffer.member)
        .where(HireOffer.status == HireOfferStatus.STARTED)
    )
    if cooperative_id is not None:
        query = query.where(Member.cooperative_id == cooperative_id)
    people = db.session.scalar(query) or 0
    return None if people and small_cells.is_small(people) else people


def _source(
    *where: ColumnElement[bool], names: Sequence[SQLColumnExpression[str]]
) -> Source[HireOffer]:
    return Source(
        query=_offers().where(*where),
        tie=HireOffer.id,
        orders={"made": HireOffer.made_at, "company": Company.name, "starts": HireOffer.starts_on},
        texts=(*names, Company.name, HireOffer.work),
        filters={
            "state": {
                "waiting": HireOffer.status.in_(OPEN),
                "begun": HireOffer.status == HireOfferStatus.STARTED,
                "nothing": HireOffer.status.in_(
                    (HireOfferStatus.DECLINED, HireOfferStatus.WITHDRAWN)
                ),
                "all": HireOffer.id.is_not(None),
            }
        },
        downwards=True,
    )


def _offers() -> Select[HireOffer]:
    return (
        select(HireOffer)
        .join(HireOffer.member)
        .join(HireOffer.company)
        .options(
            contains_eager(HireOffer.member).joinedload(Member.cooperative),
            contains_eager(HireOffer.company),
            joinedload(HireOffer.site),
        )
    )
