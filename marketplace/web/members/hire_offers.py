"""A company would like to employ her: opened by its link or signed in, answered by a button."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from marketplace.access import open_to, viewer
from marketplace.database import db
from marketplace.errors import Conflict
from marketplace.models.hire_offers import HireOffer, HireOfferStatus
from marketplace.models.history import Actor
from marketplace.services import hire_offers
from marketplace.web import hire_words
from marketplace.web.errors import say
from marketplace.web.languages import prefer

blueprint = Blueprint("hire_offers", __name__, url_prefix="/hire-offers")
Page = str | tuple[str, int] | Response


@blueprint.get("/<token>")
@open_to()
def show(token: str) -> Page:
    """One question, or what she answered. Reading it changes nothing."""
    offer = _opened(token)
    if offer is None:
        return render_template("members/hire_offers/over.html"), 410
    return _page(offer, token, asked="change" in request.args)


@blueprint.post("/<token>")
@open_to()
def answer(token: str) -> Page:
    """Take a yes or a no, or ask somebody to ring."""
    offer = _opened(token)
    if offer is None:
        return render_template("members/hire_offers/over.html"), 410
    try:
        _take(offer, request.form.get("answer"))
    except Conflict as error:
        db.session.rollback()
        return _page(offer, token, asked=True, trouble=say(error)), 409
    db.session.commit()
    return redirect(url_for("members.hire_offers.show", token=token), 303)


def _take(offer: HireOffer, word: str | None) -> None:
    by = Actor("member", offer.member.name, member_id=offer.member_id)
    if word == "talk":
        hire_offers.want_to_talk(offer, by)
    elif word in ("yes", "no"):
        hire_offers.answer(offer, by, yes=word == "yes")
    else:
        raise BadRequest


def _opened(token: str) -> HireOffer | None:
    """The offer, on a page in the language of her who is asked."""
    offer = hire_offers.by_token(token)
    if offer is None and current_user.is_authenticated:
        offer = hire_offers.own(token, viewer().member_id or 0)
    elif offer is not None:
        prefer(offer.member.language)
    return offer


def _page(offer: HireOffer, token: str, *, asked: bool, trouble: str = "") -> str:
    return render_template(
        "members/hire_offers/show.html",
        offer=offer,
        token=token,
        rows=hire_words.terms(offer),
        is_asked=asked or offer.status == HireOfferStatus.ASKED,
        said_yes=offer.status == HireOfferStatus.ACCEPTED,
        trouble=trouble,
        contact=offer.member.cooperative,
    )
