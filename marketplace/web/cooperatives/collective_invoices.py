"""Collective invoices: which of a customer's drafts and hours become one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.companies import Company
from marketplace.services import collecting, customers
from marketplace.services.lists import Gathered
from marketplace.web import lists
from marketplace.web.cooperatives import own
from marketplace.web.errors import say
from marketplace.web.lists import Column

blueprint = Blueprint("collective_invoices", __name__, url_prefix="/collective-invoices")
COLUMNS: tuple[Column[Company], ...] = (
    Column(N_("Kund"), lambda one: one.name, "name"),
    Column(N_("Organisationsnummer"), lambda one: one.organisation_number),
)


@blueprint.get("")
@open_to(*STAFF)
def index() -> str | Response:
    """Customers with several drafts."""
    several = collecting.customers(own.cooperative().id)
    listed = lists.read(Gathered(several, {"name": _name}, texts=(_name,)))
    return listed.file("kunder-med-utkast", COLUMNS) or render_template(
        "cooperatives/collective_invoices/index.html",
        listed=listed,
        columns=listed.heads(COLUMNS),
    )


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def edit(public_id: str) -> str | tuple[str, int] | Response:
    """Every line of the customer's drafts, ticked; those left ticked become one draft."""
    company = _customer(public_id)
    if request.method == "GET":
        return _page(company, "")
    chosen = request.form.getlist("line", type=int)
    try:
        invoice = collecting.collect(own.cooperative().id, company, chosen, actor())
    except Invalid as error:
        db.session.rollback()
        return _page(company, say(error)), 400
    db.session.commit()
    flash(gettext("Raderna står nu på ett utkast."), "success")
    return redirect(url_for("cooperatives.invoices.show", public_id=invoice.public_id), 303)


def _name(company: Company) -> str:
    return company.name


def _customer(public_id: str) -> Company:
    known = [one.id for one in customers.of_cooperative(own.cooperative().id)]
    return find(Company, public_id, Company.id.in_(known))


def _page(company: Company, message: str) -> str:
    return render_template(
        "cooperatives/collective_invoices/edit.html",
        company=company,
        drafts=collecting.drafts(own.cooperative().id, company.id),
        message=message,
    )
