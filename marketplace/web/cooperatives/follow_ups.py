"""Day ninety, asked by those who know the person: whom to call, and what she does today."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy import select
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to, recently_confirmed_for_files
from marketplace.database import db
from marketplace.errors import N_
from marketplace.models.follow_ups import FollowUp
from marketplace.models.members import Member, Stay
from marketplace.models.users import Role
from marketplace.services import follow_up_lists, follow_ups, members
from marketplace.web import events, lists
from marketplace.web.cooperatives import own
from marketplace.web.follow_up_forms import TRIED, FollowUpForm, keep
from marketplace.web.lists import Column
from marketplace.web.spreadsheets import Kind

blueprint = Blueprint("follow_ups", __name__, url_prefix="/follow-ups")


@blueprint.get("")
@recently_confirmed_for_files
@open_to(Role.COACH)
def index() -> str | Response:
    """Everybody of the cooperative who is still to be asked, the oldest first.

    The file names them, so it is given after a proof and written down; how to reach them stands
    on the page alone.
    """
    home = own.cooperative()
    listed = lists.read(follow_up_lists.own_source(home), [TRIED])
    people = follow_ups.people(listed.rows)
    name, phone, *others = _columns(people)
    if listed.is_file:
        members.note_export(home, listed.total, actor())
        db.session.commit()
    return listed.file(f"{home.slug}-uppfoljning", [name, *others]) or render_template(
        "cooperatives/follow_ups/index.html",
        listed=listed,
        columns=listed.heads([name, phone, *others]),
        people=people,
        rate=follow_ups.rate(home.id),
        tries=follow_ups.TRIES,
    )


def _columns(people: Mapping[int, Member]) -> Sequence[Column[FollowUp]]:
    return (
        Column(N_("Namn"), lambda row: people[row.stay_id].name, "name"),
        Column(N_("Telefon"), lambda row: people[row.stay_id].phone),
        Column(N_("90 dagar"), lambda row: row.due_on, "due"),
        Column(N_("Försök"), lambda row: row.tries, "tries", Kind.WHOLE),
    )


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(Role.COACH)
def edit(public_id: str) -> str | tuple[str, int] | Response:
    """Write down where somebody is."""
    row, form = _own(public_id), FollowUpForm()
    if not keep(form, row, actor()):
        return _page(row, form), 400 if request.method == "POST" else 200
    db.session.commit()
    flash(gettext("Uppföljningen är sparad."), "success")
    return redirect(url_for(".index"), 303)


@blueprint.post("/<public_id>/try")
@open_to(Role.COACH)
def note_try(public_id: str) -> Response:
    """Nobody answered this time."""
    follow_ups.note_try(_own(public_id), actor())
    db.session.commit()
    flash(gettext("Försöket är antecknat."), "success")
    return redirect(url_for(".index"), 303)


def _own(public_id: str) -> FollowUp:
    theirs = FollowUp.stay.has(
        Stay.member_id.in_(select(Member.id).where(Member.cooperative_id == own.cooperative().id))
    )
    return find(FollowUp, public_id, theirs)


def _page(row: FollowUp, form: FollowUpForm) -> str:
    return render_template(
        "cooperatives/follow_ups/edit.html",
        row=row,
        form=form,
        member=follow_ups.people([row])[row.stay_id],
        events=events.of(row),
        tries=follow_ups.TRIES,
    )
