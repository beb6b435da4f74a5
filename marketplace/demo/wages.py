"""What the demo's members earn an hour, and words for why some earn less than at the client's."""

from datetime import date

from sqlalchemy import select

from marketplace.clock import today
from marketplace.database import db
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.models.members import Employment, Member
from marketplace.services import payroll, periods

LEAST_ORE, STEP_ORE, STEPS = 14_800, 250, 5
REASON = "Lärlingslön enligt kollektivavtalet under första året."
EVERY_THIRD = 3


def pay_people(cooperative: Cooperative, admin: Actor) -> None:
    """A pay for everybody who has been employed; some of last month's gaps have their word."""
    employed = select(Employment.member_id).distinct()
    members = db.session.scalars(
        select(Member)
        .where(Member.cooperative_id == cooperative.id, Member.id.in_(employed))
        .order_by(Member.id)
    ).all()
    for member in members:
        ore = LEAST_ORE + STEP_ORE * (member.id % STEPS)
        payroll.set_own(member, date(today().year - 1, 1, 1), ore, admin)
    db.session.flush()
    last_month = periods.month_of(today().replace(day=1) - date.resolution)
    gaps = [row for row in payroll.rows(cooperative.id, last_month) if row.wants_word]
    for row in gaps[1::EVERY_THIRD]:
        payroll.sign_off(row.member, row.agreement, last_month, REASON, admin)
