"""Places for internships that a company offers: no price, a named supervisor."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to
from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import Conflict, Invalid
from marketplace.models.users import Role
from marketplace.services import postings
from marketplace.services.wishes import Faulty
from marketplace.web.companies import own
from marketplace.web.companies.beginning import internship_values
from marketplace.web.companies.forms import InternshipForm
from marketplace.web.companies.price import card
from marketplace.web.companies.task_choice import every_task
from marketplace.web.errors import say

blueprint = Blueprint("internships", __name__, url_prefix="/internships")


@blueprint.route("/new", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def new() -> str | tuple[str, int] | Response:
    """Offer a place on one screen."""
    form = _form()
    if "show_price" in request.form or not form.validate_on_submit():
        return _screen(form)
    try:
        posting = postings.publish(form.wish(), actor(), form_key=form.form_key.data)
    except Faulty as error:
        for fault in error.faults:
            form.note(fault)
        return _screen(form)
    except (Conflict, Invalid) as error:
        form.form_errors = [say(error)]
        return _screen(form)
    db.session.commit()
    flash(gettext("Praktikplatsen är upplagd."), "success")
    return redirect(url_for("companies.postings.show", public_id=posting.public_id), 303)


@blueprint.post("/odds")
@open_to(Role.COMPANY)
def odds() -> str:
    """The odds alone, for a form that is being filled in."""
    return render_template(
        "companies/internships/odds.html", card=card(_form(with_tasks=False).wish(), now())
    )


def _form(*, with_tasks: bool = True) -> InternshipForm:
    company = own.company()
    values = {} if request.method == "POST" else internship_values()
    form = InternshipForm(data=values)
    form.offer(own.sites(), postings.usual_tasks(company) if with_tasks else ())
    return form


def _screen(form: InternshipForm) -> str | tuple[str, int]:
    page = render_template(
        "companies/internships/new.html",
        form=form,
        card=card(form.wish(), now()),
        every_task=every_task(),
    )
    return (page, 400) if form.errors else page
