"""The books of a month: vouchers, sums by account, and the files for the accountant."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, open_to, viewer
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.ledger import VoucherEntry
from marketplace.services import books, periods, sie_files
from marketplace.web import events, lists
from marketplace.web.cooperatives import own
from marketplace.web.errors import say
from marketplace.web.files import sie_file
from marketplace.web.lists import Choice, Column
from marketplace.web.periods import asked_month, month_ways
from marketplace.web.spreadsheets import Kind

blueprint = Blueprint("ledger", __name__, url_prefix="/ledger")
SERIES = {"B": N_("Fakturor"), "C": N_("Betalningar"), "D": N_("Övrigt")}
COLUMNS: tuple[Column[VoucherEntry], ...] = (
    Column(N_("Nummer"), lambda entry: entry.voucher.label, "number"),
    Column(N_("Dag"), lambda entry: entry.voucher.booked_on, "day"),
    Column(N_("Text"), lambda entry: entry.voucher.text, "text"),
    Column(N_("Underlag"), lambda entry: entry.voucher.source, on_page=False),
    Column(N_("Konto"), lambda entry: entry.account, "account"),
    Column(N_("Kontonamn"), lambda entry: books.account_name(entry.account), on_page=False),
    Column(N_("Debet"), lambda entry: max(entry.amount_ore, 0), "amount", Kind.ORE),
    Column(N_("Kredit"), lambda entry: max(-entry.amount_ore, 0), kind=Kind.ORE),
)


@blueprint.get("")
@open_to(*STAFF)
def index() -> str | Response:
    """Every line of the month's vouchers, and what each account came to."""
    cooperative, month = own.cooperative(), asked_month()
    accounts = books.accounts(cooperative.id, month)
    source = books.entries(cooperative.id, month, [account for account, _, _ in accounts])
    listed = lists.read(source, _choices(accounts), within={"month": month.name})
    return listed.file(f"{cooperative.slug}-{month.name}", COLUMNS) or render_template(
        "cooperatives/ledger/index.html",
        tabs=own.tabs("cooperatives.ledger.index"),
        month=month,
        ways=month_ways(month, "cooperatives.ledger.index"),
        listed=listed,
        columns=listed.heads(COLUMNS),
        accounts=accounts,
        is_closed=bool(periods.closed(cooperative.id, month)),
        may_close=viewer().role in own.ADMIN,
        events=events.lines(periods.happenings(cooperative, month)),
    )


@blueprint.post("/sie")
@open_to(*own.ADMIN)
def export() -> Response:
    """Hand a month or a year to the accountant as SIE 4I: a month that is over is closed by it."""
    try:
        period = periods.read_period(request.form.get("period", ""))
        made = sie_files.export(own.cooperative(), period, actor())
    except Invalid as error:
        db.session.rollback()
        flash(say(error), "warning")
        return redirect(url_for("cooperatives.ledger.index"), 303)
    db.session.commit()
    return sie_file(f"{own.cooperative().slug}-{period.name}.si", made.content)


def _choices(accounts: Sequence[tuple[str, str, int]]) -> Sequence[Choice]:
    named = {account: f"{account} {name}" for account, name, _ in accounts}
    return (Choice("series", N_("Slag"), SERIES), Choice("account", N_("Konto"), named))
