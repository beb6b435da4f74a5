"""Company cards taken down on the phone."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to
from marketplace.database import db
from marketplace.models.companies import Company
from marketplace.models.company_cards import CardChannel
from marketplace.models.users import Role
from marketplace.services import company_cards
from marketplace.web import company_card, events

blueprint = Blueprint("cards", __name__, url_prefix="/cards")


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(Role.KOOPTJANST)
def edit(public_id: str) -> str | tuple[str, int] | Response:
    """Ask on the phone what the company would answer itself."""
    company = find(Company, public_id)
    form = company_card.form_for(company)
    if not company_card.keep(form, company, actor(), CardChannel.PHONE):
        page = render_template(
            "kooptjanst/cards/edit.html",
            form=form,
            company=company,
            holding=company_cards.holding(company.id),
            runs_out=company_cards.runs_out,
            events=events.of(company),
        )
        return (page, 400) if request.method == "POST" else page
    db.session.commit()
    flash(gettext("Företagskortet är sparat. Det gäller i ett år."), "success")
    return redirect(url_for("kooptjanst.networks.index"), 303)
