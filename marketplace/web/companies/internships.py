"""Places for internships that a company offers: no price, a named supervisor."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to
from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict, Faulty, Invalid
from marketplace.models.postings import Posting
from marketplace.models.users import Role
from marketplace.services import internships, postings
from marketplace.web.companies import own
from marketplace.web.companies.beginning import internship_values
from marketplace.web.companies.forms import InternshipForm
from marketplace.web.companies.price import card
from marketplace.web.companies.task_choice import every_other_task
from marketplace.web.errors import say
from marketplace.web.internship_form import GOALS, MOMENTS, ReviewForm, keep_terms, terms_form

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


@blueprint.route("/<public_id>/terms", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def terms(public_id: str) -> str | tuple[str, int] | Response:
    """Who decided, who insures, what is to be learned."""
    posting = own.internship(public_id)
    form = terms_form(posting)
    if not keep_terms(form, posting, actor()):
        page = render_template("companies/internships/terms.html", posting=posting, form=form)
        return (page, 400) if request.method == "POST" else page
    db.session.commit()
    flash(gettext("Villkoren är sparade."), "success")
    return redirect(url_for("companies.postings.show", public_id=public_id), 303)


@blueprint.route("/<public_id>/reviews", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def reviews(public_id: str) -> str | tuple[str, int] | Response:
    """The talk that is due, one at a time, and those that are written."""
    posting = own.internship(public_id, lock=request.method == "POST")
    form = ReviewForm()
    if not form.validate_on_submit():
        return _talks(posting, form)
    asked = (request.form.get("about"), request.form.get("moment"))
    due = internships.due(posting)
    talk = next((one for one in due if (one.member.public_id, one.moment) == asked), None)
    if talk is None:
        raise Conflict(N_("Det samtalet är redan skrivet, eller inte dags än."))
    if not _written(posting, talk, form):
        return _talks(posting, form), 400
    db.session.commit()
    flash(gettext("Samtalet är sparat. Kooperativet kan läsa det."), "success")
    return redirect(url_for("companies.internships.reviews", public_id=public_id), 303)


def _written(posting: Posting, talk: internships.DueReview, form: ReviewForm) -> bool:
    """Write the talk down; whether nothing was wrong. What was is noted at its field."""
    try:
        internships.review(
            posting,
            talk.member,
            talk.moment,
            actor(),
            goal_met=form.goal_met.data,
            words=form.words.data or "",
            next_step=form.next_step.data or "",
        )
    except Invalid as error:
        form[error.field or "words"].errors = [say(error)]
        return False
    return True


def _talks(posting: Posting, form: ReviewForm) -> str:
    due = internships.due(posting)
    return render_template(
        "companies/internships/reviews.html",
        posting=posting,
        form=form,
        next=due[0] if due else None,
        reviews=internships.reviews(posting),
        days={moment.value: day for moment, day in internships.days_of(posting).items()},
        moments=MOMENTS,
        goals=GOALS,
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
        other_tasks=every_other_task(form.task_icons),
    )
    return (page, 400) if form.errors else page
