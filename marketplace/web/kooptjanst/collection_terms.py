"""Reference rates and fees: dated rows with their source, written once."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to, viewer
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import MarketplaceError
from marketplace.models.users import Role
from marketplace.services import collection_terms
from marketplace.web import events
from marketplace.web.errors import say
from marketplace.web.kooptjanst.vat_forms import FeeForm, RateForm

blueprint = Blueprint("collection_terms", __name__, url_prefix="/collection-terms")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str:
    """Every row, and forms for one more of each."""
    return _page(RateForm(formdata=None), FeeForm(formdata=None))


@blueprint.post("/rates")
@open_to(Role.KOOPTJANST)
def write_rate() -> tuple[str, int] | Response:
    """Write the reference rate of a half-year."""
    form = RateForm()
    if not form.validate_on_submit():
        return _page(form, FeeForm(formdata=None)), 400
    try:
        collection_terms.write_rate(
            valid_from=form.valid_from.data or today(),
            valid_until=form.valid_until.data or today(),
            reference_basis_points=int(form.reference.data or 0),
            margin_basis_points=int(form.margin.data or 0),
            source=form.source.data,
            user=viewer(),
            by=actor(),
        )
    except MarketplaceError as error:
        db.session.rollback()
        form.valid_from.errors = [say(error)]
        return _page(form, FeeForm(formdata=None)), 400
    db.session.commit()
    flash(gettext("Referensräntan är inskriven."), "success")
    return redirect(url_for("kooptjanst.collection_terms.index"), 303)


@blueprint.post("/fees")
@open_to(Role.KOOPTJANST)
def write_fee() -> tuple[str, int] | Response:
    """Write what a reminder may cost."""
    form = FeeForm()
    if not form.validate_on_submit():
        return _page(RateForm(formdata=None), form), 400
    try:
        collection_terms.write_fee(
            valid_from=form.starts_on.data or today(),
            reminder_fee_ore=int(form.reminder_fee.data or 0),
            late_compensation_ore=int(form.late_compensation.data or 0),
            source=form.fee_source.data,
            user=viewer(),
            by=actor(),
        )
    except MarketplaceError as error:
        db.session.rollback()
        form.starts_on.errors = [say(error)]
        return _page(RateForm(formdata=None), form), 400
    db.session.commit()
    flash(gettext("Avgifterna är inskrivna."), "success")
    return redirect(url_for("kooptjanst.collection_terms.index"), 303)


def _page(rate: RateForm, fee: FeeForm) -> str:
    return render_template(
        "kooptjanst/collection_terms/index.html",
        rate=rate,
        fee=fee,
        form=fee if fee.errors else rate,
        rates=collection_terms.rates(),
        fees=collection_terms.fees(),
        events=events.lines(collection_terms.happenings(), events.of_when),
    )
