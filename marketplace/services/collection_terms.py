"""What the law lets a late payment cost, as dated rows with their source."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, select

from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.debts import CollectionFee, ReferenceRate
from marketplace.models.history import Actor, Event
from marketplace.models.users import Role, User
from marketplace.services import events
from marketplace.services.history import record

RATE_WRITTEN = "users.reference_rate_written"
FEE_WRITTEN = "users.collection_fee_written"


def rates() -> Sequence[ReferenceRate]:
    """The reference rates, newest first."""
    return db.session.scalars(select(ReferenceRate).order_by(ReferenceRate.valid_from.desc())).all()


def fees() -> Sequence[CollectionFee]:
    """The fees, newest first."""
    return db.session.scalars(select(CollectionFee).order_by(CollectionFee.valid_from.desc())).all()


def happenings() -> Sequence[Event]:
    """The newest that was written, oldest first."""
    verbs = Event.verb.in_((RATE_WRITTEN, FEE_WRITTEN))
    return events.latest(and_(events.under(User, User.role == Role.KOOPTJANST), verbs))


def write_rate(
    *,
    valid_from: date,
    valid_until: date,
    reference_basis_points: int,
    margin_basis_points: int,
    source: str,
    user: User,
    by: Actor,
) -> None:
    """Write the reference rate of a period. Rows are never changed.

    Raises Invalid for a period that ends before it begins, Conflict where one overlaps another.
    """
    if valid_until <= valid_from:
        raise Invalid(N_("Perioden slutar innan den börjar."), "valid_until")
    overlapping = select(ReferenceRate.id).where(
        ReferenceRate.valid_from < valid_until, ReferenceRate.valid_until > valid_from
    )
    if db.session.scalar(overlapping.limit(1)) is not None:
        raise Conflict(N_("En del av perioden har redan en referensränta."))
    db.session.add(
        ReferenceRate(
            valid_from=valid_from,
            valid_until=valid_until,
            reference_basis_points=reference_basis_points,
            margin_basis_points=margin_basis_points,
            source=source,
            written_by=by.label,
        )
    )
    record(RATE_WRITTEN, user, by, from_day=valid_from.isoformat())


def write_fee(
    *,
    valid_from: date,
    reminder_fee_ore: int,
    late_compensation_ore: int,
    source: str,
    user: User,
    by: Actor,
) -> None:
    """Write what a reminder and a late payment may cost from a day on. Rows are never changed.

    Raises Invalid below nothing, Conflict where that day has a row.
    """
    if reminder_fee_ore < 0 or late_compensation_ore < 0:
        raise Invalid(N_("En avgift är inte mindre än noll."), "reminder_fee")
    known = select(CollectionFee.id).where(CollectionFee.valid_from == valid_from)
    if db.session.scalar(known) is not None:
        raise Conflict(N_("Det finns redan avgifter från den dagen."))
    db.session.add(
        CollectionFee(
            valid_from=valid_from,
            reminder_fee_ore=reminder_fee_ore,
            late_compensation_ore=late_compensation_ore,
            source=source,
            written_by=by.label,
        )
    )
    record(FEE_WRITTEN, user, by, from_day=valid_from.isoformat())
