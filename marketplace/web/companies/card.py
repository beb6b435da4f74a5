"""The company card: a minute a year, due before anybody is asked to come."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to
from marketplace.database import db
from marketplace.models.company_cards import CardChannel
from marketplace.models.users import Role
from marketplace.services import company_cards
from marketplace.web import company_card
from marketplace.web.companies import events, own

blueprint = Blueprint("card", __name__, url_prefix="/card")


@blueprint.route("", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def edit() -> str | tuple[str, int] | Response:
    """Answer for a year."""
    company = own.company()
    form = company_card.form_for(company)
    if not company_card.keep(form, company, actor(), CardChannel.PAGE):
        page = render_template(
            "companies/card/edit.html",
            form=form,
            holding=company_cards.holding(company.id),
            runs_out=company_cards.runs_out,
            events=events.of(company),
        )
        return (page, 400) if request.method == "POST" else page
    db.session.commit()
    flash(gettext("Tack! Det gäller i ett år."), "success")
    return redirect(url_for("companies.today.show"), 303)
