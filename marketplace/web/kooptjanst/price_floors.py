"""Fair competition: whose prices pass, and jobs that wait for Kooptjänst's signature."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.costs import PriceSide
from marketplace.models.postings import Posting
from marketplace.models.users import Role
from marketplace.services import price_floors
from marketplace.web import price_form
from marketplace.web.errors import say
from marketplace.web.price_form import SignForm

blueprint = Blueprint("price_floors", __name__, url_prefix="/price-floors")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str:
    """Pass or fail of every price of every cooperative: never its costs."""
    return _page()


@blueprint.post("/<public_id>/sign")
@open_to(Role.KOOPTJANST)
def sign(public_id: str) -> tuple[str, int] | Response:
    """Stand for a price below the floor, with a reason."""
    posting = find(Posting, public_id, lock=True)
    reason = request.form.get("reason", "")
    try:
        opened = price_floors.sign(posting, PriceSide.KOOPTJANST, reason, actor())
    except Invalid as error:
        db.session.rollback()
        return _page(SignForm.of(posting, refused=say(error))), 400
    db.session.commit()
    flash(gettext("Jobbet är öppet.") if opened else gettext("Underskrivet."), "success")
    return redirect(url_for("kooptjanst.price_floors.index"), 303)


def _page(tried: SignForm | None = None) -> str:
    return render_template(
        "kooptjanst/price_floors/index.html",
        form=tried,
        verdicts=price_floors.verdicts(today()),
        held=price_form.held(PriceSide.KOOPTJANST, tried=tried),
        events=price_form.happenings(),
    )
