"""The takings of a shop of the cooperative's own: a till a day, booked once, VAT by kind."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from invoicing import BuyerSector, Line, Stream, Unit, VatCategory, VatTreatment
from invoicing import ledger as rules
from invoicing.accounts import BAS
from invoicing.money import BASIS_POINTS_PER_WHOLE, round_half_up
from invoicing.voucher import Dimension, Entry, Voucher, make_voucher
from marketplace.catalogue.vat_rates import NAMES, rate_on
from marketplace.clock import now, today
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.models.takings import Takings, TakingsRow
from marketplace.services import vouchers
from marketplace.services.history import record
from marketplace.services.lists import Source
from marketplace.services.vouchers import Booking, evidence_of


def enter(
    cooperative: Cooperative,
    *,
    taken_on: date,
    till: str,
    gross_ore: Mapping[str, int],
    by_card: bool,
    by: Actor,
) -> Takings:
    """Enter and book what a till took on a day, VAT included, by kind of goods.

    Raises Invalid for a day to come or nothing taken, Conflict where the till's day is entered.
    """
    taken = {code: ore for code, ore in gross_ore.items() if ore}
    if taken_on > today():
        raise Invalid(N_("Dagen har inte varit än."), "taken_on")
    if not taken or min(taken.values()) < 0:
        raise Invalid(N_("Skriv vad kassan tog, minst ett belopp större än noll."), "standard")
    known = Takings.cooperative_id == cooperative.id, Takings.till == till
    if db.session.query(Takings.id).filter(*known, Takings.taken_on == taken_on).first():
        raise Conflict(N_("Den kassans dag är redan bokförd."))
    takings = Takings(
        cooperative=cooperative,
        taken_on=taken_on,
        till=till,
        by_card=by_card,
        entered_at=now(),
        entered_by=by.label,
        rows=[_row(code, ore, taken_on) for code, ore in taken.items()],
    )
    db.session.add(takings)
    db.session.flush()
    vouchers.book(cooperative.id, [booking_of(takings)])
    record("takings.entered", takings, by, gross_ore=sum(taken.values()))
    return takings


def booking_of(takings: Takings) -> Booking:
    """A day's takings as a voucher: to the öre what the till took, whatever VAT rounds to."""
    cost_centre = (Dimension.COST_CENTRE, takings.cooperative.slug)
    account = BAS.bank if takings.by_card else BAS.cash
    source = f"{takings.taken_on.isoformat()} {takings.till}"
    voucher = rules.takings(
        [_line(row, takings.taken_on) for row in takings.rows],
        taken_on=takings.taken_on,
        source=source,
        account=account,
        tags=(cost_centre,),
    )
    booked = sum(entry.amount_ore for entry in voucher.entries if entry.account == account)
    rest = sum(row.gross_ore for row in takings.rows) - booked
    proof = evidence_of(takings) + "".join(evidence_of(row) for row in takings.rows)
    return Booking(f"takings:{takings.id}", _with_rest(voucher, account, rest), evidence=proof)


def _with_rest(voucher: Voucher, account: str, rest_ore: int) -> Voucher:
    """An öre that net and VAT cannot make up together is a rounding."""
    if not rest_ore:
        return voucher
    tags = voucher.entries[0].tags
    more = [
        Entry(account=account, amount_ore=rest_ore, tags=tags),
        Entry(account=BAS.rounding, amount_ore=-rest_ore, tags=tags),
    ]
    return make_voucher(
        voucher.event,
        voucher.booked_on,
        voucher.text,
        [*voucher.entries, *more],
        source=voucher.source,
    )


def _row(code: str, gross_ore: int, taken_on: date) -> TakingsRow:
    rate = rate_on(code, taken_on).rate_basis_points
    net_ore = round_half_up(gross_ore * BASIS_POINTS_PER_WHOLE, BASIS_POINTS_PER_WHOLE + rate)
    return TakingsRow(vat_code=code, vat_basis_points=rate, gross_ore=gross_ore, net_ore=net_ore)


def _line(row: TakingsRow, day: date) -> Line:
    return Line(
        description=NAMES[row.vat_code],
        quantity_thousandths=1_000,
        unit=Unit.PIECE,
        unit_price_ore=row.net_ore,
        vat=VatTreatment(
            code=row.vat_code,
            category=VatCategory.STANDARD,
            rate_basis_points=row.vat_basis_points,
        ),
        stream=Stream.MARKET,
        buyer_sector=BuyerSector.PRIVATE_PERSON,
        supplied_on=day,
    )


def source(cooperative_id: int) -> Source[Takings]:
    """All takings with their rows, the newest day first."""
    return Source(
        query=select(Takings)
        .where(Takings.cooperative_id == cooperative_id)
        .options(selectinload(Takings.rows)),
        tie=Takings.id,
        orders={"day": Takings.taken_on, "till": Takings.till},
        texts=(Takings.till, Takings.entered_by),
        filters={"paid": {"card": Takings.by_card.is_(True), "cash": Takings.by_card.is_(False)}},
        downwards=True,
    )
