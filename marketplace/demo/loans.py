"""Lending between the cooperatives: a question that waits, and a member who has been offered."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from marketplace.database import db
from marketplace.demo.world import World
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.models.lending import Loan
from marketplace.models.postings import Posting, PostingKind, PostingStatus, Shift
from marketplace.services import company_cards, crews, filling, lending

MOST_TRIED = 12
"""Shifts of one cooperative that others are asked about before it gives up for now."""


def lend_some(world: World, base_url: str) -> None:
    """Each cooperative asks the nearest other for one empty seat, and one other offers somebody."""
    coaches = {
        seller.number: world.staff.coaches[code][0] for code, seller in world.sellers.items()
    }
    offered = False
    for number, coach in coaches.items():
        for tried, shift in enumerate(_empty(number)):
            if tried >= MOST_TRIED:
                break
            lender = next((one.cooperative for one in lending.lenders(shift)), None)
            if lender is None:
                continue
            loan = lending.ask(shift, lender, coach, base_url=base_url)
            db.session.flush()
            if not offered:
                offered = _offer(loan, coaches[lender.id], base_url)
            break


def _offer(loan: Loan, coach: Actor, base_url: str) -> bool:
    able = [one for one in filling.picks(loan.shift, coach, loan.lender) if not one.warnings]
    if able:
        lending.offer(loan, able[0].member, coach, base_url=base_url)
    return bool(able)


def _empty(cooperative: int) -> Iterator[Shift]:
    """Shifts with an empty seat, the soonest job first."""
    first = select(func.min(Shift.starts_at)).where(Shift.posting_id == Posting.id)
    rows = db.session.scalars(
        select(Posting)
        .join(Cooperative, Cooperative.id == Posting.cooperative_id)
        .where(
            Posting.cooperative_id == cooperative,
            Posting.status.in_((PostingStatus.OPEN, PostingStatus.PARTLY_FILLED)),
            Posting.kind != PostingKind.INTERNSHIP,
        )
        .order_by(first.scalar_subquery(), Posting.id)
        .options(selectinload(Posting.shifts))
    ).all()
    for posting in rows:
        if company_cards.holding(posting.company_id):
            for shift, _ in crews.of_posting(posting).empty[:1]:
                yield shift
