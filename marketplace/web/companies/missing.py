"""Somebody has not come: one press, and the coach knows and a replacement is asked for."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to
from marketplace.database import db
from marketplace.errors import N_, NotFound
from marketplace.models.users import Role
from marketplace.services import missing
from marketplace.services.missing import Instead
from marketplace.text import clock
from marketplace.web.companies import own

blueprint = Blueprint("missing", __name__, url_prefix="/missing")


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def report(public_id: str) -> str | Response:
    """Say who is not there."""
    posting = own.posting(public_id, lock=request.method == "POST")
    expected = missing.expected_now(posting)
    if request.method == "GET":
        return render_template(
            "companies/missing/report.html",
            posting=posting,
            expected=expected,
            known=missing.reported(expected),
        )
    asked = request.form.get("assignment", "")
    person = next((one for one in expected if one.public_id == asked), None)
    if person is None:
        raise NotFound(N_("Sidan finns inte, eller så hör den till någon annan."))
    base_url = current_app.config["PUBLIC_URL"]
    instead = missing.report(posting, person, actor(), base_url=base_url)
    db.session.commit()
    flash(_said(instead), "success")
    return redirect(url_for("companies.postings.show", public_id=public_id), 303)


def _said(instead: Instead) -> str:
    """What is under way now; never who was asked."""
    if instead.shift is None:
        return str(gettext("Handledaren vet nu, och hör av sig till er."))
    told = gettext(
        "Handledaren vet nu. Vi frågar efter någon som kan komma klockan %(time)s.",
        time=clock(instead.shift.starts_at),
    )
    return str(told)
