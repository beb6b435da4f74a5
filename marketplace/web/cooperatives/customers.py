"""Customers entered by hand: private persons, public bodies, the other cooperatives."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.companies import BuyerSector
from marketplace.models.cooperatives import Cooperative
from marketplace.services import customers
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.money_forms import CustomerForm
from marketplace.web.errors import say

blueprint = Blueprint("customers", __name__, url_prefix="/customers")
FIELDS = ("name", "organisation_number", "email", "street", "postal_code", "city", "reference")


@blueprint.route("/new", methods=["GET", "POST"])
@open_to(*STAFF)
def new() -> str | tuple[str, int] | Response:
    """Take down a customer."""
    form = CustomerForm()
    if not form.validate_on_submit():
        return _page(form), 400 if request.method == "POST" else 200
    try:
        customers.enter(
            own.cooperative(),
            sector=BuyerSector(form.sector.data),
            by=actor(),
            **{name: form[name].data for name in FIELDS},
        )
    except Invalid as error:
        db.session.rollback()
        form[error.field or "name"].errors = [say(error)]
        return _page(form), 400
    db.session.commit()
    flash(gettext("Kunden är sparad."), "success")
    return redirect(url_for("cooperatives.drafts.new"), 303)


@blueprint.post("/cooperatives")
@open_to(*STAFF)
def lend() -> Response:
    """Take down another cooperative as a customer: lent hours are invoiced as to a stranger."""
    other = find(
        Cooperative, request.form.get("cooperative", ""), Cooperative.id != own.cooperative().id
    )
    company = customers.as_customer(own.cooperative(), other, actor())
    db.session.commit()
    flash(gettext("%(name)s är nu en kund.", name=company.name), "success")
    return redirect(url_for("cooperatives.drafts.new", company=company.public_id), 303)


def _page(form: CustomerForm) -> str:
    return render_template("cooperatives/customers/new.html", form=form)
