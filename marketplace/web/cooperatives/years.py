"""A year of the books: months, revenue by kind, and what the accountant's own books say."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, open_to, viewer
from marketplace.database import db
from marketplace.errors import N_, MarketplaceError
from marketplace.services import books, sie_files
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.money_forms import YearFileForm
from marketplace.web.errors import say
from marketplace.web.files import csv_file
from marketplace.web.periods import asked_year
from marketplace.web.revenue_words import kept_words, kind_words, pay_words

blueprint = Blueprint("years", __name__, url_prefix="/years")
HEADS = (
    N_("månad"),
    N_("intäkter"),
    N_("utgående moms"),
    N_("inbetalt"),
    N_("verifikationer"),
    N_("stängd"),
)


@blueprint.get("")
@open_to(*STAFF)
def show() -> str:
    """The year that is asked for."""
    return _page(asked_year(), YearFileForm(formdata=None))


@blueprint.get("/months.csv")
@open_to(*STAFF)
def table() -> Response:
    """The year as a table for a spreadsheet."""
    number = asked_year()
    rows = [
        (
            f"{month.first_day:%Y-%m}",
            month.revenue_ore,
            month.vat_ore,
            month.received_ore,
            month.vouchers,
            month.is_closed,
        )
        for month in books.year(own.cooperative().id, number).months
    ]
    return csv_file(f"{own.cooperative().slug}-{number}.csv", HEADS, rows, ore=(1, 2, 3))


@blueprint.post("/sie")
@open_to(*own.ADMIN)
def take_in() -> tuple[str, int] | Response:
    """Read the accountant's SIE 4E."""
    form, given = YearFileForm(), request.files.get("file")
    content = given.read() if given else b""
    try:
        account = sie_files.take_in(own.cooperative(), content, actor())
    except MarketplaceError as error:
        db.session.rollback()
        form.file.errors = [say(error)]
        return _page(asked_year(), form), 400
    db.session.commit()
    flash(gettext("Redovisningens år är inläst."), "success")
    return redirect(url_for("cooperatives.years.show", year=account.year_to.year), 303)


def _page(number: int, form: YearFileForm) -> str:
    cooperative_id = own.cooperative().id
    year = books.year(cooperative_id, number)
    owed_ore, owed_back_ore = books.owed(cooperative_id)
    account = sie_files.annual_account(cooperative_id, number)
    return render_template(
        "cooperatives/years/show.html",
        tabs=own.tabs("cooperatives.years.show"),
        number=number,
        years=sorted({number, *books.years(cooperative_id)}, reverse=True),
        year=year,
        kinds=kind_words(year.by_kind),
        owed_ore=owed_ore,
        owed_back_ore=owed_back_ore,
        account=account,
        kept=kept_words(account),
        pay_words=pay_words,
        form=form,
        may_close=viewer().role in own.ADMIN,
    )
