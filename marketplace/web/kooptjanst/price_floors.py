"""Fair competition: whose prices pass, and jobs that wait for Kooptjänst's signature."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to
from marketplace.clock import today
from marketplace.database import db
from marketplace.models.costs import PriceSide
from marketplace.models.postings import Posting
from marketplace.models.users import Role
from marketplace.services import price_floors
from marketplace.web import price_form

blueprint = Blueprint("price_floors", __name__, url_prefix="/price-floors")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str:
    """Pass or fail of every price of every cooperative: never its costs."""
    return render_template(
        "kooptjanst/price_floors/index.html",
        verdicts=price_floors.verdicts(today()),
        held=price_form.held(PriceSide.KOOPTJANST),
        events=price_form.happenings(),
    )


@blueprint.post("/<public_id>/sign")
@open_to(Role.KOOPTJANST)
def sign(public_id: str) -> Response:
    """Stand for a price below the floor, with a reason."""
    posting = find(Posting, public_id, lock=True)
    reason = request.form.get("reason", "")
    opened = price_floors.sign(posting, PriceSide.KOOPTJANST, reason, actor())
    db.session.commit()
    flash(gettext("Jobbet är öppet.") if opened else gettext("Underskrivet."), "success")
    return redirect(url_for("kooptjanst.price_floors.index"), 303)
