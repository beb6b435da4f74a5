"""The question to a member: opened by its link, or by herself signed in; answered by a button."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response
from wtforms import SelectMultipleField

from marketplace.access import open_to, viewer
from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.history import Actor
from marketplace.models.proposals import Ask, Proposal, ProposalStatus
from marketplace.services import asks, site_pictures, slips
from marketplace.web.errors import say
from marketplace.web.languages import in_swedish, prefer

blueprint = Blueprint("asks", __name__, url_prefix="/asks")
Page = str | tuple[str, int] | Response


class DaysForm(FlaskForm):
    """Which days, where she may choose among several."""

    shift = SelectMultipleField(_l("Vilka dagar vill du jobba?"), validate_choice=False)


@blueprint.get("/<token>")
@open_to()
def show(token: str) -> Page:
    """One question. Reading it changes nothing, however often and by whomever it is read."""
    ask = _opened(token)
    if ask is None or not asks.open_of(ask):
        return render_template("members/asks/over.html"), 410
    change = "change" in request.args
    if ask.is_answered and not change:
        return render_template("members/asks/answered.html", **_facts(ask, token))
    return render_template("members/asks/show.html", **_facts(ask, token))


@blueprint.post("/<token>")
@open_to()
def answer(token: str) -> Page:
    """Take a yes or a no, for each shift where there are several."""
    ask = _opened(token)
    if ask is None or not asks.open_of(ask):
        return render_template("members/asks/over.html"), 410
    try:
        answered = _take(ask, request.form.get("answer"))
    except (Conflict, Invalid) as error:
        db.session.rollback()
        return _asked_again(ask, token, error)
    db.session.commit()
    if not answered:
        return redirect(url_for("members.asks.show", token=token), 303)
    return render_template("members/asks/answered.html", **_facts(ask, token))


@blueprint.get("/<token>/slip")
@open_to()
def slip(token: str) -> Page:
    """A paper with hours and pay, to show to whoever has to be asked first; in Swedish too."""
    ask = _opened(token)
    if ask is None or not asks.open_of(ask):
        return render_template("members/asks/over.html"), 410
    return render_template(
        "members/asks/slip.html",
        slip=slips.of(ask),
        in_swedish=in_swedish,
        **_facts(ask, token),
    )


def _asked_again(ask: Ask, token: str, error: Conflict | Invalid) -> tuple[str, int]:
    """The question once more, with the days as she ticked them and what was wrong."""
    facts = _facts(ask, token) | {"chosen": set(request.form.getlist("shift"))}
    if isinstance(error, Conflict):
        return render_template("members/asks/show.html", trouble=say(error), **facts), 409
    form = DaysForm()
    form.shift.errors = [say(error)]
    return render_template("members/asks/show.html", form=form, **facts), 400


def _take(ask: Ask, word: str | None) -> bool:
    """Do what was pressed; whether it was an answer."""
    by = Actor("member", ask.member.name, member_id=ask.member_id)
    if word == "hold":
        asks.hold(ask, by)
    elif word == "talk":
        asks.want_to_talk(ask, by)
    else:
        asks.answer(ask, _yes_to(word, asks.open_of(ask)), by)
        return True
    return False


def _opened(token: str) -> Ask | None:
    """The question, on a page in the language of her who is asked."""
    ask = asks.by_token(token)
    if ask is None and current_user.is_authenticated:
        ask = asks.own(token, viewer().member_id or 0)
    elif ask is not None:
        prefer(ask.member.language)
    return ask


def _yes_to(word: str | None, proposals: Sequence[Proposal]) -> Sequence[Proposal]:
    if word == "no":
        return []
    if word != "yes":
        raise BadRequest
    if len(proposals) == 1 or proposals[0].shift.posting.whole:
        return proposals
    chosen = set(request.form.getlist("shift"))
    days = [row for row in proposals if row.shift.public_id in chosen]
    if not days:  # a no is never guessed: it has a button of its own
        raise Invalid(N_("Kryssa minst en dag. Vill du inte alls, tryck på nej."), "shift")
    return days


def _facts(ask: Ask, token: str) -> dict[str, object]:
    rows = asks.open_of(ask)
    accepted = [row for row in rows if row.status == ProposalStatus.ACCEPTED]
    return {
        "ask": ask,
        "signed_in": current_user.is_authenticated and viewer().member_id == ask.member_id,
        "token": token,
        "rows": rows,
        "accepted": accepted,
        "chosen": {row.shift.public_id for row in accepted or rows},
        "contact": ask.posting.cooperative,
        "pictures": site_pictures.of(ask.posting.site),
        "hold_until": asks.hold_until(ask),
        "may_wait": not ask.is_answered and asks.hold_until(ask) > now(),
    }
