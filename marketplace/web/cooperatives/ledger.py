"""The books of a month: vouchers, sums by account, and the files for the accountant."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, open_to, viewer
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.services import books, periods, sie_files
from marketplace.web.cooperatives import own
from marketplace.web.errors import say
from marketplace.web.files import csv_file, sie_file
from marketplace.web.paging import asked_page, paging
from marketplace.web.periods import asked_month, month_ways

blueprint = Blueprint("ledger", __name__, url_prefix="/ledger")
HEADS = (
    N_("verifikation"),
    N_("datum"),
    N_("text"),
    N_("underlag"),
    N_("konto"),
    N_("kontonamn"),
    N_("debet"),
    N_("kredit"),
)


@blueprint.get("")
@open_to(*STAFF)
def index() -> str:
    """Every voucher of the month, and what each account came to."""
    cooperative_id, month = own.cooperative().id, asked_month()
    found = books.vouchers(cooperative_id, month, asked_page())
    return render_template(
        "cooperatives/ledger/index.html",
        tabs=own.tabs("cooperatives.ledger.index"),
        month=month,
        ways=month_ways(month, "cooperatives.ledger.index"),
        found=found,
        paging=paging(found, month=month.name),
        accounts=books.accounts(cooperative_id, month),
        is_closed=bool(periods.closed(cooperative_id, month)),
        may_close=viewer().role in own.ADMIN,
    )


@blueprint.get("/vouchers.csv")
@open_to(*STAFF)
def table() -> Response:
    """The month as a table for a spreadsheet."""
    month = asked_month()
    rows = [
        (
            voucher.label,
            voucher.booked_on.isoformat(),
            voucher.text,
            voucher.source,
            entry.account,
            books.account_name(entry.account),
            max(entry.amount_ore, 0),
            max(-entry.amount_ore, 0),
        )
        for voucher in books.all_vouchers(own.cooperative().id, month)
        for entry in voucher.entries
    ]
    return csv_file(f"{own.cooperative().slug}-{month.name}.csv", HEADS, rows, ore=(6, 7))


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
