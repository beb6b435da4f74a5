"""Offers of employment to the cooperative's members: passed on, answered, begun."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response
from wtforms import BooleanField

from marketplace.access import STAFF, actor, find, open_to, recently_confirmed_for_files, viewer
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.hire_offers import HireOffer
from marketplace.models.members import Member
from marketplace.models.proposals import AnswerChannel
from marketplace.services import hire_lists, hire_offers, hire_starts
from marketplace.web import events, hire_states, hire_words, lists
from marketplace.web.cooperatives import own
from marketplace.web.errors import say
from marketplace.web.fields import DayField
from marketplace.web.lists import Choice, Column

blueprint = Blueprint("hire_offers", __name__, url_prefix="/hire-offers")


CHOICES = (
    Choice(
        "state",
        N_("Läge"),
        {
            "waiting": N_("Väntar"),
            "begun": N_("Har börjat"),
            "nothing": N_("Blev inget"),
            "all": N_("Alla"),
        },
        start="waiting",
    ),
)
COLUMNS: tuple[Column[HireOffer], ...] = (
    Column(N_("Medlem"), lambda one: one.member.name),
    Column(N_("Läge"), lambda one: gettext(hire_states.FOR_COACH[one.status][0])),
    Column(N_("Företag"), lambda one: one.company.name, "company"),
    Column(N_("Arbete"), lambda one: one.work),
    Column(N_("Kom in"), lambda one: one.made_at, "made"),
    Column(N_("Började"), lambda one: one.began_on, on_page=False),
)


class StartForm(FlaskForm):
    """When she began, and whether she has left the cooperative for it."""

    began_on = DayField(_l("Första dagen hos företaget"))
    leaves = BooleanField(_l("Slutar hos oss dagen innan"))


@blueprint.get("")
@recently_confirmed_for_files
@open_to(*STAFF)
def index() -> str | Response:
    """What waits: to pass on, to talk about, to ask whether she has begun; and what has been."""
    listed = lists.read(hire_lists.of_cooperative(own.cooperative().id), CHOICES)
    return listed.file("erbjudanden", COLUMNS) or render_template(
        "cooperatives/hire_offers/index.html",
        listed=listed,
        columns=listed.heads(COLUMNS),
        states=hire_states.FOR_COACH,
    )


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def show(public_id: str) -> str:
    """One offer, what has happened to it, and the next step."""
    offer = _offer(public_id)
    return _page(offer, StartForm(data={"began_on": offer.starts_on}))


@blueprint.post("/<public_id>/pass-on")
@open_to(*STAFF)
def pass_on(public_id: str) -> Response:
    """Put the question to her, by a message with a link."""
    offer = _offer(public_id)
    hire_offers.pass_on(offer, actor(), base_url=current_app.config["PUBLIC_URL"])
    db.session.commit()
    flash(gettext("%(name)s har fått frågan.", name=offer.member.given_name), "success")
    return redirect(url_for("cooperatives.hire_offers.show", public_id=public_id), 303)


@blueprint.post("/<public_id>/answer")
@open_to(*STAFF)
def answer(public_id: str) -> Response:
    """Write down what she said by phone or in the room."""
    offer, word = _offer(public_id), request.form.get("answer")
    if word not in ("yes", "no"):
        raise BadRequest
    hire_offers.answer(offer, actor(), yes=word == "yes", channel=AnswerChannel.ROOM)
    db.session.commit()
    flash(gettext("Svaret är antecknat, och företaget har fått det."), "success")
    return redirect(url_for("cooperatives.hire_offers.show", public_id=public_id), 303)


@blueprint.post("/<public_id>/start")
@open_to(*STAFF)
def start(public_id: str) -> str | tuple[str, int] | Response:
    """Write down that she has begun, and whether she leaves for it."""
    offer, form = _offer(public_id), StartForm()
    hire_starts.refuse_unaccepted(offer)
    if not form.validate_on_submit():
        return _page(offer, form), 400
    try:
        hire_starts.note(offer, form.began_on.data, actor(), leaves=form.leaves.data)
    except Invalid as error:
        db.session.rollback()
        form.began_on.errors = [say(error)]
        return _page(offer, form), 400
    db.session.commit()
    flash(gettext("Grattis till er alla. Det är antecknat."), "success")
    return redirect(url_for("cooperatives.hire_offers.show", public_id=public_id), 303)


def _page(offer: HireOffer, form: StartForm) -> str:
    return render_template(
        "cooperatives/hire_offers/show.html",
        offer=offer,
        form=form,
        rows=hire_words.terms(offer),
        state=hire_states.FOR_COACH[offer.status],
        events=events.of(offer),
    )


def _offer(public_id: str) -> HireOffer:
    mine = Member.cooperative_id == viewer().cooperative_id
    return find(HireOffer, public_id, HireOffer.member.has(mine))
