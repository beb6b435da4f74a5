"""Card payment: which account takes it, what Stripe told that did not fit, money back to a card."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, open_to
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.cards import CardEvent, CardOutcome
from marketplace.models.invoices import Invoice
from marketplace.payments import CardRefused, Cards, RefundUnderWay, cards, demanded
from marketplace.services import card_lists, card_payments, card_refunds, payments
from marketplace.web import lists
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.money_forms import CardAccountForm
from marketplace.web.errors import say
from marketplace.web.lists import Choice, Column, Listed
from marketplace.web.spreadsheets import Kind

blueprint = Blueprint("card_payments", __name__, url_prefix="/card-payments")
WRONGS = {
    CardOutcome.WRONG_AMOUNT: N_("Fel belopp"),
    CardOutcome.WRONG_CURRENCY: N_("Fel valuta"),
    CardOutcome.WRONG_ACCOUNT: N_("Fel konto"),
    CardOutcome.UNKNOWN: N_("Okänd betalning"),
}
CHOICES = (
    Choice("outcome", N_("Vad som är fel"), {one.value: text for one, text in WRONGS.items()}),
)
COLUMNS: tuple[Column[CardEvent], ...] = (
    Column(N_("När"), lambda one: one.happened_at, "when"),
    Column(N_("Betalning"), lambda one: one.object_id),
    Column(N_("Belopp"), lambda one: one.amount_ore, "amount", Kind.ORE),
    Column(N_("Vad som är fel"), lambda one: gettext(WRONGS[one.outcome])),
    Column(N_("Valuta"), lambda one: one.currency, on_page=False),
)


@blueprint.get("")
@open_to(*own.ADMIN)
def show() -> str | Response:
    """The account, and what did not fit."""
    account = card_payments.account_of(own.cooperative().id)
    form = CardAccountForm(formdata=None, account=account.account if account else "")
    return _listed().file("besked-fran-stripe", COLUMNS) or _page(form)


@blueprint.post("")
@open_to(*own.ADMIN)
def connect() -> tuple[str, int] | Response:
    """Let card payments go to an account that Stripe knows as connected to us."""
    form, stripe = CardAccountForm(), demanded()
    if not form.validate_on_submit():
        return _page(form), 400
    try:
        if card_payments.is_account(form.account.data) and not stripe.takes_payments(
            form.account.data
        ):
            raise Invalid(N_("Kontot kan inte ta emot betalningar än."), "account")
        card_payments.connect(own.cooperative(), form.account.data, actor())
    except (Invalid, CardRefused) as error:
        db.session.rollback()
        told = say(error) if isinstance(error, Invalid) else gettext("Stripe känner inte kontot.")
        form.account.errors = [told]
        return _page(form), 400
    db.session.commit()
    flash(gettext("Kunderna kan nu betala med kort."), "success")
    return redirect(url_for("cooperatives.card_payments.show"), 303)


@blueprint.post("/<public_id>/refund")
@open_to(*STAFF)
def refund(public_id: str) -> Response:
    """Pay back to the card what the customer has paid too much."""
    invoice, stripe = own.issued(public_id), demanded()
    flash(*_pay_back(stripe, invoice))
    return redirect(url_for("cooperatives.invoices.show", public_id=public_id), 303)


def _pay_back(stripe: Cards, invoice: Invoice) -> tuple[str, str]:
    """Ask for it; what to say of that, and in which tone."""
    owed_ore = -payments.settlement(invoice).open_ore
    paid = [one for one in card_payments.paid_by_card(invoice) if one.payment_intent]
    if owed_ore <= 0 or not paid:
        return gettext("Det finns inget att betala tillbaka till ett kort."), "information"
    last = paid[-1]
    ore = min(owed_ore, last.amount_ore)
    name = card_refunds.ask(last, ore, actor())
    db.session.commit()
    try:
        stripe.refund(last.account, last.payment_intent or "", ore, name)
    except RefundUnderWay:
        return gettext("En återbetalning är på väg. Vänta tills Stripe har gjort den."), "warning"
    except CardRefused:
        return gettext("Kortbetalningen går inte att nå just nu. Försök igen."), "warning"
    return gettext("Återbetalningen är begärd. Den syns här när Stripe har gjort den."), "success"


def _listed() -> Listed[CardEvent]:
    return lists.read(card_lists.odd(own.cooperative().id), CHOICES)


def _page(form: CardAccountForm) -> str:
    cooperative_id, listed = own.cooperative().id, _listed()
    return render_template(
        "cooperatives/card_payments/show.html",
        form=form,
        can=cards() is not None,
        account=card_payments.account_of(cooperative_id),
        listed=listed,
        columns=listed.heads(COLUMNS),
        wrongs={name: gettext(text) for name, text in WRONGS.items()},
    )
