"""A cooperative's money as it is after a year: terms, goods, credit notes, objections, late payers.

Everything here is done by the services that do it in the product, at the demo's own moment, so the
books hold like any others. Rates, fees and grounds are invented, and say so where they are read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from invoicing import LineCredit, Unit
from marketplace import clock
from marketplace.clock import today
from marketplace.database import db
from marketplace.demo.agreements import agree, write_terms
from marketplace.demo.banking import add_bank_files
from marketplace.demo.shop import keep_shop
from marketplace.demo.wages import pay_people
from marketplace.demo.world import World
from marketplace.models.companies import BuyerSector, Company
from marketplace.models.cooperatives import Cooperative
from marketplace.models.disputes import InvoiceDispute
from marketplace.models.history import Actor
from marketplace.models.invoices import Invoice, InvoiceKind, InvoiceStatus
from marketplace.models.payments import BY_HAND, PaymentMethod
from marketplace.models.users import Role, User
from marketplace.services import (
    credits,
    customers,
    debts,
    disputes,
    free_drafts,
    invoice_lists,
    invoices,
    lists,
    payments,
    periods,
    reminders,
    sie_files,
)
from marketplace.services.lists import Wish

REMINDED_DAYS_AGO = 6
BACK_IN_MONTH = 3
PAY_PERCENT = (72, 78, 84, 90)
"""of sales, before fees: with support it comes to a surplus, save in the last"""
LEFT_ALONE, IN_FILES = 1, 7
"""unpaid invoices that stay as they are, and those that the bank tells of"""
TOO_MUCH_ORE, TOO_LITTLE_ORE = 50_000, 50


@dataclass(frozen=True, slots=True)
class Office:
    """Who does a cooperative's paperwork, and whose it is."""

    cooperative: Cooperative
    admin: Actor
    customers: Sequence[Company]


def add_money(world: World) -> None:
    """All of it, for every cooperative."""
    hub = db.session.scalars(select(User).where(User.role == Role.KOOPTJANST).limit(1)).one()
    kooptjanst = Actor(hub.role.value, hub.name, user_id=hub.id)
    write_terms(hub, kooptjanst)
    for code, seller in world.sellers.items():
        cooperative = db.session.get_one(Cooperative, seller.number)
        found = customers.of_cooperative(cooperative.id)
        office = Office(
            cooperative, world.staff.admins[code], sorted(found, key=lambda one: one.id)
        )
        _hand_over(office)
        agree(cooperative, office.customers, office.admin, kooptjanst)
        pay_people(cooperative, office.admin)
        keep_shop(cooperative, office.admin)
        _sell(office)
        _put_right(office)
        _collect(office)
        rest = _unpaid(office, LEFT_ALONE + IN_FILES)[LEFT_ALONE:]
        add_bank_files(cooperative, rest, office.admin)
        db.session.commit()


def _hand_over(office: Office) -> None:
    """The accountant's own books of two years; last year's come in March, for what went to her."""
    last_year = today().year - 1
    sie_files.take_in(
        office.cooperative, _accountants_year(office.cooperative, last_year - 1), office.admin
    )
    if today().month < BACK_IN_MONTH:
        return
    sie_files.export(office.cooperative, periods.year_of(last_year), office.admin)
    sie_files.take_in(
        office.cooperative, _accountants_year(office.cooperative, last_year), office.admin
    )


def _accountants_year(cooperative: Cooperative, year: int) -> bytes:
    """A year as an accountant's program writes it: mostly pay, and some years nothing is left."""
    size = 1_000 * (900 + cooperative.id * 110 + year % 100 * 10)
    pay = size * PAY_PERCENT[(cooperative.id + year) % len(PAY_PERCENT)] // 100
    results = {3001: -size, 3985: -size // 3, 5010: size // 8, 6110: size // 40}
    results |= {7010: pay, 7510: pay * 8 // 25}
    opening = {1930: size // 4, 2083: -size // 100, 2091: size // 100 - size // 4}
    left = -sum(results.values())
    paid_out = size // 60 if left > size // 10 else 0  # to the owners, of what years have left
    closing = {2083: -size // 100, 2091: opening[2091] + paid_out, 2099: -left}
    closing[1930] = -sum(closing.values())
    rows = [f"#RES 0 {account} {amount}.00" for account, amount in results.items()]
    rows += [f"#IB 0 {account} {amount}.00" for account, amount in opening.items()]
    rows += [f"#UB 0 {account} {amount}.00" for account, amount in closing.items()]
    vouchers = [line for month in range(1, 13) for line in _accountants_month(year, month, results)]
    names = [f'#KONTO {account} "Konto {account}"' for account in [*results, *closing]]
    head = [
        "#FLAGGA 0",
        '#PROGRAM "Redovisning" 1',
        "#FORMAT PC8",
        f"#GEN {year + 1}0215",
        "#SIETYP 4",
        f"#ORGNR {cooperative.organisation_number}",
        f'#FNAMN "{cooperative.name}"',
        f"#RAR 0 {year}0101 {year}1231",
    ]
    return ("\r\n".join([*head, *names, *rows, *vouchers]) + "\r\n").encode("cp437")


def _accountants_month(year: int, month: int, results: Mapping[int, int]) -> list[str]:
    """A voucher with the month's part of every result: most is sold before Christmas."""
    weights = [8, 8, 8, 8, 9, 9, 6, 7, 8, 9, 10, 10]
    before, until = sum(weights[: month - 1]), sum(weights[:month])
    parts = {
        account: amount * until // 100 - amount * before // 100
        for account, amount in results.items()
    }
    rows = [f"   #TRANS {account} {{}} {part}.00" for account, part in parts.items()]
    rows.append(f"   #TRANS 1930 {{}} {-sum(parts.values())}.00")
    return [f'#VER A {month} {year}{month:02d}28 "Månaden"', "{", *rows, "}"]


def _sell(office: Office) -> None:
    """Goods and home services by hand, and a request for compensation."""
    person = next((one for one in office.customers if _is(one, BuyerSector.PRIVATE_PERSON)), None)
    public = next((one for one in office.customers if _is(one, BuyerSector.PUBLIC)), None)
    firm = next(one for one in office.customers if _is(one, BuyerSector.COMPANY))
    if person:
        help_at_home = _draft(office, person, InvoiceKind.INVOICE)
        _line(help_at_home, "Fönsterputs", 3_000, Unit.HOUR, 45_000)
        free_drafts.set_tax_reduction(help_at_home, 84_300)
        invoices.issue(help_at_home, office.admin)
    if public:
        grant = _draft(office, public, InvoiceKind.REQUISITION, "Handledning enligt beslut")
        _line(grant, "Handledning, oktober", 1_000, Unit.MONTH, 3_850_000)
        invoices.issue(grant, office.admin)
    basket = _draft(office, firm, InvoiceKind.INVOICE, "Julkorgar till personalen")
    _line(basket, "Julkorg", 24_000, Unit.PIECE, 28_500, "food")
    _line(basket, "Ljus, stöpta i verkstaden", 48_000, Unit.PIECE, 3_900)


def _is(company: Company, sector: BuyerSector) -> bool:
    return company.buyer_sector == sector


def _draft(office: Office, customer: Company, kind: InvoiceKind, note: str = "") -> Invoice:
    return free_drafts.begin(office.cooperative.id, customer, kind, office.admin, note=note)


def _line(
    draft: Invoice, what: str, thousandths: int, unit: Unit, ore: int, goods: str = "standard"
) -> None:
    free_drafts.add_line(
        draft,
        description=what,
        quantity_thousandths=thousandths,
        unit=unit,
        unit_price_ore=ore,
        goods=goods,
        supplied_on=today() - timedelta(days=3),
    )


def _put_right(office: Office) -> None:
    """An invoice credited by a line and billed anew, one whole, two objections to others."""
    steps = (_credit_line, _credit_whole, _leave_open, _answer)
    for step, invoice in zip(steps, _unpaid(office, len(steps)), strict=False):
        step(invoice, office.admin)


def _credit_line(invoice: Invoice, by: Actor) -> None:
    reason = "Passet var en timme kortare än vi skrev."
    credits.credit(invoice, reason=reason, by=by, lines=[LineCredit(line_number=1)])
    if invoice.posting is not None:
        invoices.draft_from_hours(invoice.posting, by)


def _credit_whole(invoice: Invoice, by: Actor) -> None:
    credits.credit(invoice, reason="Fakturan gick till fel kostnadsställe.", by=by)


def _leave_open(invoice: Invoice, _: Actor) -> None:
    _object(invoice, "Den sista dagen slutade två av dem klockan tolv, inte halv fyra.")


def _answer(invoice: Invoice, by: Actor) -> None:
    said = _object(invoice, "Vi hade avtalat ett annat pris för lördagen.")
    disputes.answer(said, "Priset gäller alla dagar, se avtalet på er sida.", by)


def _object(invoice: Invoice, words: str) -> InvoiceDispute:
    owner = db.session.scalars(
        select(User).where(User.company_id == invoice.company_id).order_by(User.id).limit(1)
    ).one()
    by = Actor(owner.role.value, owner.name, user_id=owner.id)
    return disputes.raise_against(invoice, words, by)


def _unpaid(office: Office, count: int) -> list[Invoice]:
    """Invoices on hours that are not due yet, the latest first."""
    rows = db.session.scalars(
        select(Invoice)
        .where(
            Invoice.cooperative_id == office.cooperative.id,
            Invoice.status == InvoiceStatus.ISSUED,
            Invoice.kind == InvoiceKind.INVOICE,
            Invoice.posting_id.is_not(None),
            Invoice.due_on >= today(),
            payments.open_ore() == Invoice.payable_ore,
        )
        .order_by(Invoice.issued_on.desc(), Invoice.id.desc())
        .limit(count)
        .options(joinedload(Invoice.company), selectinload(Invoice.lines))
    ).all()
    return list(rows)


def _collect(office: Office) -> None:
    """One has paid too much, one half a krona too little; the latest payer is reminded."""
    unpaid = _unpaid(office, 6)
    rest = unpaid[4:] or unpaid[-1:]
    for invoice, more_ore in zip(rest, (TOO_MUCH_ORE, -TOO_LITTLE_ORE), strict=False):
        _pay(invoice, more_ore, office.admin)
        if more_ore < 0:
            debts.round_off(invoice, key="demo", by=office.admin)
    late = lists.every(invoice_lists.overdue(office.cooperative.id), Wish())
    for invoice in [one for one in late if one.company.email][:1]:
        with clock.standing_at(clock.now() - timedelta(days=REMINDED_DAYS_AGO)):
            if invoice.due_on and invoice.due_on < today():
                reminders.send(
                    invoice,
                    office.admin,
                    wants_compensation=False,
                    with_interest=True,
                    key="demo",
                )


def _pay(invoice: Invoice, more_ore: int, by: Actor) -> None:
    payments.pay(
        invoice,
        amount_ore=(invoice.payable_ore or 0) + more_ore,
        received_on=_bank_day(today() - timedelta(days=1)),
        method=PaymentMethod.BANKGIRO,
        key=f"{BY_HAND}demo:{invoice.id}",
        by=by,
    )


def _bank_day(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
