"""Somebody has not come: one press, and the coach knows and a replacement is asked for."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to
from marketplace.database import db
from marketplace.errors import N_, NotFound
from marketplace.models.postings import Shift
from marketplace.models.users import Role
from marketplace.services import incidents
from marketplace.text import clock
from marketplace.web.companies import own

blueprint = Blueprint("missing", __name__, url_prefix="/missing")


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def report(public_id: str) -> str | Response:
    """Say who is not there."""
    posting = own.posting(public_id, lock=request.method == "POST")
    expected = incidents.expected_now(posting)
    if request.method == "GET":
        return render_template("companies/missing/report.html", posting=posting, expected=expected)
    asked = request.form.get("assignment", "")
    person = next((one for one in expected if one.public_id == asked), None)
    if person is None:
        raise NotFound(N_("Sidan finns inte, eller så hör den till någon annan."))
    extra = incidents.report_missing(posting, person, actor())
    db.session.commit()
    flash(_said(extra), "success")
    return redirect(url_for("companies.postings.show", public_id=public_id), 303)


def _said(extra: Shift | None) -> str:
    """What is under way now."""
    if extra is None:
        return str(gettext("Handledaren vet nu, och hör av sig till er."))
    told = gettext(
        "Handledaren vet nu. Vi frågar efter någon som kan komma klockan %(time)s.",
        time=clock(extra.starts_at),
    )
    return str(told)
