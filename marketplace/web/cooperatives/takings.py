"""The shop's takings, a till a day."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, open_to
from marketplace.database import db
from marketplace.errors import N_, MarketplaceError
from marketplace.models.takings import Takings
from marketplace.services import shop
from marketplace.web import lists
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.money_forms import TakingsForm, given
from marketplace.web.errors import say
from marketplace.web.lists import Choice, Column, Listed
from marketplace.web.spreadsheets import Kind

blueprint = Blueprint("takings", __name__, url_prefix="/takings")
KINDS = ("standard", "food", "serving", "books")
CHOICES = (Choice("paid", N_("Betalt"), {"card": N_("Med kort"), "cash": N_("Kontant")}),)
COLUMNS: tuple[Column[Takings], ...] = (
    Column(N_("Dag"), lambda row: row.taken_on, "day"),
    Column(N_("Kassa"), lambda row: row.till, "till"),
    Column(N_("Summa"), lambda row: row.gross_ore, kind=Kind.ORE),
    Column(N_("Med kort"), lambda row: row.by_card, on_page=False),
    Column(N_("Skrevs in av"), lambda row: row.entered_by, on_page=False),
)


@blueprint.get("")
@open_to(*STAFF)
def index() -> str | Response:
    """A form for a day, and the days before."""
    return _listed().file("dagskassa", COLUMNS) or _page(TakingsForm(formdata=None))


@blueprint.post("")
@open_to(*STAFF)
def enter() -> tuple[str, int] | Response:
    """Book a day's takings."""
    form = TakingsForm()
    if not form.validate_on_submit():
        return _page(form), 400
    try:
        shop.enter(
            own.cooperative(),
            taken_on=given(form.taken_on.data),
            till=form.till.data,
            gross_ore={kind: form[kind].data or 0 for kind in KINDS},
            by_card=form.by_card.data,
            by=actor(),
        )
    except MarketplaceError as error:
        db.session.rollback()
        form.standard.errors = [say(error)]
        return _page(form), 400
    db.session.commit()
    flash(gettext("Dagskassan är bokförd."), "success")
    return redirect(url_for("cooperatives.takings.index"), 303)


def _listed() -> Listed[Takings]:
    return lists.read(shop.source(own.cooperative().id), CHOICES)


def _page(form: TakingsForm) -> str:
    listed = _listed()
    return render_template(
        "cooperatives/takings/index.html",
        tabs=own.tabs("cooperatives.takings.index"),
        form=form,
        listed=listed,
        columns=listed.heads(COLUMNS),
    )
