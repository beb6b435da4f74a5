"""What changes a debt besides money and credit notes: fees, losses, roundings, money paid back."""

from datetime import date

from sqlalchemy import select

from invoicing import InvoicingError
from marketplace.clock import now, today
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.debts import DebtChange, DebtKind
from marketplace.models.history import Actor
from marketplace.models.invoices import Invoice
from marketplace.services import ledger, payments
from marketplace.services.history import record

SMALLEST_KEPT_ORE = 100
"""What is left of a debt may be rounded away up to a krona; above that it is a loss."""


def write_off(invoice: Invoice, *, ground: str, reduces_vat: bool, key: str, by: Actor) -> None:
    """Give up what is left of a debt, on a written ground; with its VAT where the law allows.

    Raises Invalid without a ground or where nothing is left.
    """
    if not ground.strip():
        raise Invalid(N_("Skriv varför skulden inte kommer att betalas."), "ground")
    left = _left(invoice)
    if left <= 0:
        raise Conflict(N_("Det finns ingen skuld kvar på fakturan."))
    _add(
        invoice,
        DebtKind.WRITE_OFF,
        -left,
        key=key,
        by=by,
        note=ground.strip(),
        reduces_vat=reduces_vat,
    )


def round_off(invoice: Invoice, *, key: str, by: Actor) -> None:
    """Let go of a difference of at most a krona, either way. Raises Invalid above that."""
    left = _left(invoice)
    if not 0 < abs(left) <= SMALLEST_KEPT_ORE:
        raise Invalid(N_("Bara en skillnad på högst en krona kan avrundas bort."))
    _add(invoice, DebtKind.ROUNDING, -left, key=key, by=by)


def refund(invoice: Invoice, *, amount_ore: int, paid_on: date, key: str, by: Actor) -> None:
    """Take down that money was paid back. Raises Invalid above what is owed to the customer."""
    owed = -_left(invoice)
    if not 0 < amount_ore <= owed:
        raise Invalid(N_("Beloppet är större än det kunden har till godo."), "amount")
    if paid_on > today():
        raise Invalid(N_("Dagen har inte varit än."), "received_on")
    _add(invoice, DebtKind.REFUND, amount_ore, key=key, by=by, happened_on=paid_on)


def come_back(
    invoice: Invoice, amount_ore: int, *, on: date, key: str, by: Actor, note: str
) -> DebtChange:
    """Let a debt come back because money on it was taken back: by the bank, or put right.

    Raises Invalid above what has been paid.
    """
    payments.hold(invoice)
    known = of_key(invoice, DebtKind.REFUND, key)
    if known is not None:
        return known
    if not 0 < amount_ore <= payments.settlement(invoice).paid_ore:
        raise Invalid(N_("Så mycket är inte betalt på fakturan."), "amount")
    _add(invoice, DebtKind.REFUND, amount_ore, key=key, by=by, note=note, happened_on=on)
    made = of_key(invoice, DebtKind.REFUND, key)
    assert made is not None  # noqa: S101 -- made above
    return made


def charge(invoice: Invoice, kind: DebtKind, amount_ore: int, *, key: str, by: Actor) -> None:
    """Add interest, a fee or compensation to a debt: only ever with a reminder."""
    _add(invoice, kind, amount_ore, key=key, by=by)


def of_invoice(invoice: Invoice) -> list[DebtChange]:
    """The changes of a debt, oldest first."""
    query = select(DebtChange).where(DebtChange.invoice_id == invoice.id).order_by(DebtChange.id)
    return list(db.session.scalars(query))


def of_key(invoice: Invoice, kind: DebtKind, key: str) -> DebtChange | None:
    """The change that was made under a key, if there is one."""
    form_key = _form_key(invoice, kind, key)
    return db.session.scalar(select(DebtChange).where(DebtChange.form_key == form_key))


def _form_key(invoice: Invoice, kind: DebtKind, key: str) -> str:
    return f"{kind.value}:{invoice.public_id}:{key}"


def _left(invoice: Invoice) -> int:
    payments.hold(invoice)
    return payments.settlement(invoice).open_ore


def _add(
    invoice: Invoice,
    kind: DebtKind,
    amount_ore: int,
    *,
    key: str,
    by: Actor,
    note: str = "",
    reduces_vat: bool = False,
    happened_on: date | None = None,
) -> None:
    """Write the change and book it; the same form sent twice changes nothing the second time."""
    form_key = _form_key(invoice, kind, key)
    if db.session.scalar(select(DebtChange.id).where(DebtChange.form_key == form_key)):
        return
    db.session.add(
        DebtChange(
            invoice_id=invoice.id,
            kind=kind,
            amount_ore=amount_ore,
            happened_on=happened_on or today(),
            note=note,
            reduces_vat=reduces_vat,
            form_key=form_key,
            made_at=now(),
            made_by_id=by.user_id,
        )
    )
    db.session.flush()
    try:
        ledger.caught_up(invoice)
    except InvoicingError as error:
        raise Invalid(N_("Det går inte att bokföra så: %(what)s"), what=str(error)) from error
    record(f"invoices.{kind.value}", invoice, by, amount_ore=amount_ore, note=note)
