"""Jobs of a company: asked for on one screen, followed on one page."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to
from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import Conflict, Faulty, Invalid
from marketplace.models.postings import Posting, PostingStatus
from marketplace.models.users import Role
from marketplace.services import changes, crews, fit_answers, missing, postings, sites
from marketplace.web.companies import events, facts, own, profile
from marketplace.web.companies.beginning import posting_values
from marketplace.web.companies.forms import PostingForm
from marketplace.web.companies.journey import journey
from marketplace.web.companies.price import card
from marketplace.web.companies.task_choice import every_other_task
from marketplace.web.errors import say
from marketplace.web.listing import jobs_file, listing, rows

blueprint = Blueprint("postings", __name__, url_prefix="/postings")
A_DAY = timedelta(days=1)


@blueprint.get("")
@open_to(Role.COMPANY)
def index() -> str | Response:
    """The company's jobs: searched, filtered, sorted, a page at a time."""
    within = Posting.company_id == own.company().id
    return jobs_file(within, gettext("jobb")) or render_template(
        "companies/postings/index.html", listing=listing(within, "companies.postings.index")
    )


@blueprint.route("/new", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def new() -> str | tuple[str, int] | Response:
    """Ask for people on one screen, with price and odds before the button."""
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
    _keep_profile(form, posting)
    db.session.commit()
    flash(_received(posting), "success")
    return redirect(url_for("companies.postings.show", public_id=posting.public_id), 303)


@blueprint.post("/price")
@open_to(Role.COMPANY)
def price() -> str:
    """The price card alone, for a form that is being filled in."""
    return render_template(
        "companies/postings/price.html", card=card(_form(with_tasks=False).wish(), now())
    )


@blueprint.get("/<public_id>")
@open_to(Role.COMPANY)
def show(public_id: str) -> str:
    """One job: how far it has come, who comes, what it costs."""
    posting = own.posting(public_id)
    return render_template(
        "companies/postings/show.html",
        posting=posting,
        journey=journey(posting),
        row=rows([posting])[0],
        facts=facts.of_posting(posting),
        events=events.of(posting),
        withdrawable=postings.can_be_withdrawn(posting),
        expected=missing.expected_now(posting),
        has_begun=postings.has_begun(posting),
        changeable=changes.is_possible(posting),
        asked_fit=fit_answers.is_asked(posting),
        fit=fit_answers.of_company(posting),
        unanswered=sites.unanswered(posting.site, profile.FIRST_ASKED),
    )


@blueprint.get("/<public_id>/progress")
@open_to(Role.COMPANY)
def progress(public_id: str) -> str:
    """How far the job has come, alone, for a page that renews it."""
    posting = own.posting(public_id)
    return render_template(
        "companies/postings/progress.html", posting=posting, journey=journey(posting)
    )


@blueprint.route("/<public_id>/withdraw", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def withdraw(public_id: str) -> str | Response:
    """Say what taking a job back means, then do it."""
    posting = own.posting(public_id, lock=request.method == "POST")
    if request.method == "GET":
        return render_template(
            "companies/postings/withdraw.html",
            row=rows([posting])[0],
            asked=crews.counts(posting).asked > 0,
            is_soon=posting.shifts[0].starts_at - now() < A_DAY,
            withdrawable=postings.can_be_withdrawn(posting),
        )
    yes = crews.counts(posting).yes
    postings.withdraw(posting, actor())
    db.session.commit()
    _tell_withdrawn(yes)
    return redirect(url_for("companies.postings.show", public_id=public_id), 303)


def _tell_withdrawn(yes: int) -> None:
    told = gettext("Jobbet är avbokat.")
    if yes:
        told = gettext("Jobbet är avbokat. De som hade sagt ja har fått veta det.")
    flash(told, "success")


def _form(*, with_tasks: bool = True) -> PostingForm:
    company = own.company()
    repeated, week = request.args.get("repeat"), request.args.get("week")
    values = {} if request.method == "POST" else posting_values(company, repeated, week)
    form = PostingForm(data=values)
    form.offer(own.sites(), postings.usual_tasks(company) if with_tasks else ())
    return form


def _received(posting: Posting) -> str:
    """What becomes of a job now: a price below the floor is signed for before anybody is asked."""
    if posting.status == PostingStatus.SUBMITTED:
        return str(gettext("Jobbet är skickat. Priset ska godkännas innan vi letar folk."))
    return str(gettext("Jobbet är upplagt. Vi letar efter ett lag."))


def _screen(form: PostingForm) -> str | tuple[str, int]:
    site = form.chosen_site
    form.profile_site.data = site.public_id if site else ""
    page = render_template(
        "companies/postings/new.html",
        form=form,
        card=card(form.wish(), now()),
        other_tasks=every_other_task(form.task_icons),
        profile=profile.beside_posting(site),
    )
    return (page, 400) if form.errors else page


def _keep_profile(form: PostingForm, posting: Posting) -> None:
    if form.profile_site.data == posting.site.public_id:
        sites.answer(posting.site, profile.given(profile.FIRST_ASKED), actor())
