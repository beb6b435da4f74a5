"""Would you like to work here? One tick for each company, given and taken back by a press."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to, recently_confirmed
from marketplace.database import db
from marketplace.errors import N_, Conflict
from marketplace.models.companies import Company
from marketplace.models.users import Role
from marketplace.services import hire_offers, hire_wishes
from marketplace.web.members import own

blueprint = Blueprint("hire_wishes", __name__, url_prefix="/hire-wishes")


@blueprint.get("")
@recently_confirmed
@open_to(Role.MEMBER)
def index() -> str:
    """The companies she knows from work, each with its one question."""
    member = own.member()
    return render_template(
        "members/hire_wishes/index.html",
        places=hire_wishes.places(member.id),
        mark=member.short_name if member.protected_identity else "",
    )


@blueprint.post("")
@recently_confirmed
@open_to(Role.MEMBER)
def decide() -> Response:
    """Tick, or take it back; a company that she does not know looks like none."""
    if request.form.get("answer") not in ("yes", "no"):
        raise Conflict(N_("Välj ett av svaren."))
    company, member = find(Company, request.form.get("company", "")), own.member()
    if request.form.get("answer") == "yes":
        hire_wishes.give(member, company)
        said = gettext("Nu får %(company)s fråga dig, genom oss.", company=company.name)
    else:
        hire_offers.take_back_wish(member, company, actor())
        said = gettext("Ditt ja är borttaget.")
    db.session.commit()
    flash(said, "success")
    return redirect(url_for("members.hire_wishes.index"), 303)
