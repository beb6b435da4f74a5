"""The invoices behind the revenue, one row an invoice."""

from flask import Blueprint, render_template

from marketplace.access import open_to
from marketplace.models.users import Role
from marketplace.services import payments, reviews
from marketplace.web.kooptjanst.choice import asked_choice
from marketplace.web.paging import asked_page, paging
from marketplace.web.states import settlement_state

blueprint = Blueprint("invoices", __name__, url_prefix="/invoices")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str:
    """What was issued in the last ninety days, by one cooperative or by all."""
    choice = asked_choice()
    billed = reviews.invoices(choice.inner_id, asked_page())
    settled = payments.settlements(billed.found.rows)
    return render_template(
        "kooptjanst/invoices/index.html",
        billed=billed,
        states={key: settlement_state(one) for key, one in settled.items()},
        choice=choice,
        paging=paging(billed.found, cooperative=choice.public_id),
    )
