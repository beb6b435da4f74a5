"""Ninety days after: the promise, what is known, and whom to ask."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to
from marketplace.database import db
from marketplace.models.follow_ups import FollowUp
from marketplace.models.users import Role
from marketplace.services import follow_ups
from marketplace.text import percent
from marketplace.web.follow_up_forms import OUTCOMES, FollowUpForm, keep
from marketplace.web.gender_words import GENDERS, count, few
from marketplace.web.kooptjanst.choice import asked_choice
from marketplace.web.kooptjanst.trial_words import pseudonym
from marketplace.web.paging import asked_page, paging

blueprint = Blueprint("follow_ups", __name__, url_prefix="/follow-ups")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str:
    """The rate between its bounds, by outcome and gender, and who is still to be asked."""
    choice = asked_choice()
    found = follow_ups.waiting(choice.inner_id, asked_page())
    rate = follow_ups.rate(choice.inner_id)
    return render_template(
        "kooptjanst/follow_ups/index.html",
        choice=choice,
        rate=rate,
        groups=follow_ups.groups(rate),
        promised=(follow_ups.PROMISED, follow_ups.OF),
        elsewhere=follow_ups.ELSEWHERE_PERCENT,
        outcomes=[(OUTCOMES[one], count(n)) for one, n in follow_ups.by_outcome().items()],
        genders=[
            (gettext(GENDERS[one]), few() if rate is None else _bounds(rate))
            for one, rate in follow_ups.by_gender().items()
        ],
        found=found,
        people=follow_ups.people(found.rows),
        count=count,
        mark_of=_mark_of,
        tries=follow_ups.TRIES,
        paging=paging(found, cooperative=choice.public_id),
    )


def _bounds(rate: follow_ups.Rate) -> str:
    if rate.least is None or rate.most is None:
        return "–"
    return str(gettext("%(least)s–%(most)s", least=percent(rate.least), most=percent(rate.most)))


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(Role.KOOPTJANST)
def edit(public_id: str) -> str | tuple[str, int] | Response:
    """Write down where somebody is."""
    row, form = find(FollowUp, public_id), FollowUpForm()
    if not keep(form, row, actor()):
        return _page(row, form), 400 if request.method == "POST" else 200
    db.session.commit()
    flash(gettext("Uppföljningen är sparad."), "success")
    return redirect(url_for(".index"), 303)


@blueprint.post("/<public_id>/try")
@open_to(Role.KOOPTJANST)
def note_try(public_id: str) -> Response:
    """Nobody answered this time."""
    row = find(FollowUp, public_id)
    follow_ups.note_try(row, actor())
    db.session.commit()
    flash(gettext("Försöket är antecknat."), "success")
    return redirect(url_for(".index"), 303)


def _page(row: FollowUp, form: FollowUpForm) -> str:
    member = follow_ups.people([row])[row.stay_id]
    return render_template(
        "kooptjanst/follow_ups/edit.html",
        row=row,
        form=form,
        who=_mark_of(row),
        member=member,
        may_call=row.is_open and not member.protected_identity,
        tries=follow_ups.TRIES,
    )


def _mark_of(row: FollowUp) -> str:
    """The person of a follow-up: another mark than in figures, since her name stands behind it."""
    return pseudonym(row.public_id)
