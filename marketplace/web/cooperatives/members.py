"""The members of the cooperative: a list, and one person with skills, hours and needs."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to, viewer
from marketplace.catalogue.hazards import HAZARDS
from marketplace.catalogue.work_conditions import WORK_CONDITIONS
from marketplace.clock import today
from marketplace.database import db
from marketplace.models.members import Member
from marketplace.models.users import Role
from marketplace.services import members, needs, shifts

blueprint = Blueprint("members", __name__, url_prefix="/members")


@blueprint.get("")
@open_to(*STAFF)
def index() -> str:
    """Active members, or former ones; searched by name and locality."""
    words, former = request.args.get("q", "").replace("\0", "").strip(), "former" in request.args
    found = members.find(
        viewer().cooperative_id or 0,
        words=words,
        former=former,
        page=request.args.get("page", 1, type=int),
    )
    return render_template(
        "cooperatives/members/index.html", found=found, words=words, former=former, day=today()
    )


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def show(public_id: str) -> str:
    """One person: what she can, wants and has ahead of her."""
    member = _member(public_id)
    return render_template(
        "cooperatives/members/show.html",
        member=member,
        coming=shifts.coming(member.id),
        may_edit_needs=viewer().role == Role.COACH,
        day=today(),
    )


@blueprint.route("/<public_id>/needs", methods=["GET", "POST"])
@open_to(Role.COACH)
def edit_needs(public_id: str) -> str | Response:
    """What a person needs at work, from a closed list: functions, never diagnoses."""
    member = _member(public_id)
    known = needs.read(member)
    if request.method == "GET":
        return render_template(
            "cooperatives/members/edit_needs.html",
            member=member,
            known=known,
            conditions=WORK_CONDITIONS,
            hazards=HAZARDS,
        )
    written = needs.Needs(
        conditions=tuple(request.form.getlist("condition")),
        hazards=tuple(request.form.getlist("hazard")),
        abilities=known.abilities,
    )
    needs.write(member, written, actor())
    db.session.commit()
    flash(gettext("Sparat. Bara handledare i kooperativet kan läsa det."), "success")
    return redirect(url_for("cooperatives.members.show", public_id=public_id), 303)


def _member(public_id: str) -> Member:
    return find(Member, public_id, Member.cooperative_id == viewer().cooperative_id)
