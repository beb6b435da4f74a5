"""When and how much a member can work, written by coach and member together."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to, viewer
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.members import Member
from marketplace.services import weekly_hours, work_limits
from marketplace.services.work_limits import Limits
from marketplace.web import week_form
from marketplace.web.errors import say

blueprint = Blueprint("hours", __name__, url_prefix="/hours")


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def edit(public_id: str) -> str:
    """A week, and the most of it."""
    return _page(_member(public_id))


@blueprint.post("/<public_id>")
@open_to(*STAFF)
def save(public_id: str) -> Response | tuple[str, int]:
    """Keep what was tapped and typed."""
    member = _member(public_id)
    try:
        work_limits.change(member, _limits(), actor())
    except Invalid as error:
        db.session.rollback()
        return _page(_member(public_id), say(error)), 400
    weekly_hours.change(member, week_form.tapped(member), actor())
    db.session.commit()
    flash(gettext("Sparat. Matchningen räknar med det."), "success")
    return redirect(url_for("cooperatives.members.show", public_id=public_id), 303)


def _page(member: Member, trouble: str = "") -> str:
    shown = week_form.shown(member)
    if trouble:
        shown["week"] = week_form.tapped(member)
    return render_template(
        "cooperatives/hours/edit.html",
        member=member,
        trouble=trouble,
        typed=request.form if trouble else _as_typed(member),
        **shown,
    )


def _as_typed(member: Member) -> dict[str, str]:
    return {
        "wanted": _hours(member.wanted_week_minutes),
        "week": _hours(member.week_minutes),
        "day": _hours(member.day_minutes),
        "reach": str(member.reach_km),
    }


def _limits() -> Limits:
    reach = request.form.get("reach", "").strip()
    if not (reach.isascii() and reach.isdecimal() and len(reach) < 5):
        raise Invalid(N_("Resan kan vara högst 200 km."), "reach")
    return Limits(_minutes("wanted"), _minutes("week"), _minutes("day"), int(reach))


def _minutes(name: str) -> int:
    """Hours as typed, 7 or 7,5, in minutes."""
    whole, _, part = request.form.get(name, "").strip().replace(",", ".").partition(".")
    digits = whole + part
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 6):
        raise Invalid(N_("Skriv timmar som 20 eller 7,5."), name)
    return round(float(f"{whole or 0}.{part or 0}") * 60)


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _member(public_id: str) -> Member:
    return find(Member, public_id, Member.cooperative_id == viewer().cooperative_id)
