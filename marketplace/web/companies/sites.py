"""The workplace profile of a site: answered once, kept for every job there."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to
from marketplace.catalogue.work_conditions import GROUPS, WORK_CONDITIONS
from marketplace.database import db
from marketplace.models.users import Role
from marketplace.services import sites, trials
from marketplace.web.companies import own, profile

blueprint = Blueprint("sites", __name__, url_prefix="/sites")
MOST_ADVICE = 3
CODES = tuple(condition.code for condition in WORK_CONDITIONS)


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def edit(public_id: str) -> str | Response:
    """Answer what the place is like; every answer may stay open."""
    site = own.site(public_id)
    if request.method == "GET":
        return render_template(
            "companies/sites/edit.html",
            site=site,
            advice=trials.advice(site)[:MOST_ADVICE],
            form=profile.form(CODES, site),
            groups={
                gettext(label): [one.code for one in WORK_CONDITIONS if one.group == group]
                for group, label in GROUPS.items()
            },
        )
    sites.answer(site, profile.given(CODES), actor())
    db.session.commit()
    flash(gettext("Tack! Det hjälper oss att hitta rätt lag."), "success")
    return redirect(url_for("companies.today.show"), 303)
