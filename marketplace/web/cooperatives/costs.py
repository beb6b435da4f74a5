"""A cost written by mistake: what becomes of the floor without it, and the button that takes it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.costs import CostRow
from marketplace.services import costs, price_floors
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.money_forms import WithdrawForm
from marketplace.web.cooperatives.price_floors import KINDS, amount_of, task_of
from marketplace.web.errors import say

blueprint = Blueprint("costs", __name__, url_prefix="/costs")


@blueprint.route("/<public_id>/withdraw", methods=["GET", "POST"])
@open_to(*STAFF)
def withdraw(public_id: str) -> str | tuple[str, int] | Response:
    """Take back a figure that nothing has rested on, with what was wrong."""
    row, form = _row(public_id), WithdrawForm()
    if not form.validate_on_submit():
        return _page(row, form), 400 if request.method == "POST" else 200
    try:
        costs.withdraw(row, form.reason.data, actor())
    except Invalid as error:
        db.session.rollback()
        form.reason.errors = [say(error)]
        return _page(row, form), 400
    db.session.commit()
    flash(gettext("Kostnaden är borttagen. Prisgolvet är räknat om."), "success")
    return redirect(url_for("cooperatives.price_floors.index"), 303)


def _row(public_id: str) -> CostRow:
    return find(CostRow, public_id, CostRow.cooperative_id == own.cooperative().id)


def _page(row: CostRow, form: WithdrawForm) -> str:
    why_not = ""
    try:
        costs.demand_unused(row)
    except Invalid as error:
        why_not = say(error)
    standing = price_floors.rows(row.cooperative_id)
    rest = [one for one in standing if one.id != row.id]
    return render_template(
        "cooperatives/costs/withdraw.html",
        row=row,
        kind=KINDS[row.kind],
        task=task_of(row),
        amount=amount_of(row),
        floor=price_floors.floor_of(standing, row.task, today()),
        floor_without=price_floors.floor_of(rest, row.task, today()),
        why_not=why_not,
        form=None if why_not else form,
    )
