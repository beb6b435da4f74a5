"""Paying an invoice by card: the way to the payment page, and the receipt."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import find, open_to
from marketplace.database import db
from marketplace.models.cards import Checkout
from marketplace.models.invoices import Invoice
from marketplace.models.users import Role
from marketplace.payments import CardRefused, Cards, demanded
from marketplace.services import card_payments, invoices
from marketplace.services.card_payments import Moved
from marketplace.web.companies import own

blueprint = Blueprint("card_payments", __name__, url_prefix="/card-payments")


@blueprint.post("/<public_id>/begin")
@open_to(Role.COMPANY)
def begin(public_id: str) -> Response:
    """Open a payment page for what is open of an invoice; pressed twice, the same page."""
    invoice = own.invoice(public_id)
    stripe = demanded()
    checkout = card_payments.begin(invoice)
    db.session.commit()
    if not checkout.url:
        try:
            _open(stripe, checkout)
        except CardRefused:
            flash(gettext("Kortbetalningen går inte att nå just nu. Försök igen."), "warning")
            return redirect(url_for("companies.invoices.show", public_id=public_id), 303)
        db.session.commit()
    return _to(checkout)


@blueprint.get("/<public_id>")
@open_to(Role.COMPANY)
def show(public_id: str) -> str:
    """The way to the payment page, or the receipt once it is paid."""
    facts = _facts(_own(public_id), waits="done" in request.args)
    return render_template("companies/card_payments/show.html", **facts)


@blueprint.get("/<public_id>/standing")
@open_to(Role.COMPANY)
def standing(public_id: str) -> str:
    """The part of the page that renews itself until the payment is told of."""
    facts = _facts(_own(public_id), waits=True)
    return render_template("companies/card_payments/standing.html", **facts)


@blueprint.post("/<public_id>/look")
@open_to(Role.COMPANY)
def look(public_id: str) -> Response:
    """Ask Stripe how the payment stands, where it has not told us."""
    checkout = _own(public_id)
    try:
        told = demanded().look_up(checkout.account, checkout.session_id or "")
    except CardRefused:
        flash(gettext("Kortbetalningen går inte att nå just nu. Försök igen."), "warning")
        return _to(checkout)
    card_payments.look(checkout, told)
    db.session.commit()
    if told.moved is not Moved.IN:
        flash(gettext("Betalningen är inte gjord än."), "information")
    return _to(checkout)


def _facts(checkout: Checkout, *, waits: bool) -> Mapping[str, object]:
    payment = card_payments.payment_of(checkout)
    return {
        "checkout": checkout,
        "invoice": checkout.invoice,
        "payment": payment,
        "vat_ore": invoices.frozen(checkout.invoice).totals.vat_ore,
        "waits": payment is None and waits,
    }


def _open(stripe: Cards, checkout: Checkout) -> None:
    invoice = checkout.invoice
    here = url_for("companies.card_payments.show", public_id=checkout.public_id, _external=True)
    begun = stripe.begin(
        account=checkout.account,
        name=checkout.name,
        amount_ore=checkout.amount_ore,
        text=gettext("Faktura %(number)s", number=invoice.label),
        done_url=f"{here}?done=1",
        back_url=here,
    )
    card_payments.opened(checkout, begun.session_id, begun.url)


def _own(public_id: str) -> Checkout:
    ours = Checkout.invoice.has(Invoice.company_id == own.company().id)
    return find(Checkout, public_id, ours)


def _to(checkout: Checkout) -> Response:
    return redirect(url_for("companies.card_payments.show", public_id=checkout.public_id), 303)
