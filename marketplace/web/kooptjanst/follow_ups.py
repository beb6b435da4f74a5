"""Ninety days after: the promise, what is known, and whom to ask."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to
from marketplace.database import db
from marketplace.errors import N_
from marketplace.models.follow_ups import FollowUp
from marketplace.models.members import Member
from marketplace.models.users import Role
from marketplace.services import follow_up_lists, follow_ups, hire_lists
from marketplace.text import percent
from marketplace.web import events, lists
from marketplace.web.follow_up_forms import OUTCOMES, TRIED, FollowUpForm, keep
from marketplace.web.gender_words import GENDERS, count, few
from marketplace.web.kooptjanst.choice import asked_choice
from marketplace.web.kooptjanst.trial_words import pseudonym
from marketplace.web.lists import Choice, Column
from marketplace.web.spreadsheets import Kind

blueprint = Blueprint("follow_ups", __name__, url_prefix="/follow-ups")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str | Response:
    """The rate between its bounds, by outcome and gender, and who is still to be asked."""
    choice = asked_choice()
    names = {one.public_id: one.name for one in choice.offered}
    source = follow_up_lists.source(choice.offered)
    listed = lists.read(source, [TRIED, Choice("cooperative", N_("Kooperativ"), names)])
    people, rate = follow_ups.people(listed.rows), follow_ups.rate(choice.inner_id)
    columns = _columns(people)
    return listed.file("uppfoljning", columns) or render_template(
        "kooptjanst/follow_ups/index.html",
        listed=listed,
        columns=listed.heads(columns),
        rate=rate,
        groups=follow_ups.groups(rate),
        promised=(follow_ups.PROMISED, follow_ups.OF),
        elsewhere=follow_ups.ELSEWHERE_PERCENT,
        hired=count(hire_lists.hired(choice.inner_id)),
        outcomes=[(OUTCOMES[one], count(n)) for one, n in follow_ups.by_outcome().items()],
        genders=[
            (gettext(GENDERS[one]), few() if rate is None else _bounds(rate))
            for one, rate in follow_ups.by_gender().items()
        ],
        people=people,
        count=count,
        mark_of=_mark_of,
        tries=follow_ups.TRIES,
    )


def _columns(people: Mapping[int, Member]) -> Sequence[Column[FollowUp]]:
    return (
        Column(N_("Person"), _mark_of),
        Column(N_("Kooperativ"), lambda row: people[row.stay_id].cooperative.name, "cooperative"),
        Column(N_("90 dagar"), lambda row: row.due_on, "due"),
        Column(N_("Försök"), lambda row: row.tries, "tries", Kind.WHOLE),
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
        events=events.of(row),
        tries=follow_ups.TRIES,
    )


def _mark_of(row: FollowUp) -> str:
    """The person of a follow-up: another mark than in figures, since her name stands behind it."""
    return pseudonym(row.public_id)
