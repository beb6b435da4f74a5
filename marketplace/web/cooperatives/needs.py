"""What a member needs at work, written by coach and member together: functions, never diagnoses."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to, recently_confirmed, viewer
from marketplace.catalogue import dimensions, work_conditions
from marketplace.catalogue.dimensions import Dimension
from marketplace.catalogue.hazards import HAZARDS
from marketplace.catalogue.purposes import ASKED, Purpose
from marketplace.catalogue.work_conditions import WorkCondition
from marketplace.database import db
from marketplace.models.consents import ConsentChannel
from marketplace.models.members import Member
from marketplace.models.users import Role
from marketplace.services import consents, needs, privacy

blueprint = Blueprint("needs", __name__, url_prefix="/needs")
Grouped = TypeVar("Grouped", WorkCondition, Dimension)


@blueprint.get("/<public_id>")
@recently_confirmed
@open_to(Role.COACH)
def edit(public_id: str) -> str:
    """Read what is written, and what the member has agreed to."""
    member = _member(public_id)
    agreed = consents.standing(member)
    with needs.opened([member.id], Purpose.RECORDING, actor()) as known:
        page = render_template(
            "cooperatives/needs/edit.html",
            member=member,
            agreed=agreed,
            grounds=ASKED,
            known=known.get(member.id, needs.NOTHING),
            conditions=grouped(work_conditions.WORK_CONDITIONS, work_conditions.GROUPS),
            hazards=HAZARDS,
            dimensions=grouped(dimensions.DIMENSIONS, dimensions.GROUPS),
        )
    db.session.commit()  # the member can see that it was read
    return page


@blueprint.post("/<public_id>")
@recently_confirmed
@open_to(Role.COACH)
def write(public_id: str) -> Response:
    """Keep what is ticked."""
    needs.write(_member(public_id), _ticked(), actor())
    db.session.commit()
    flash(gettext("Sparat. Bara handledare i kooperativet kan läsa det."), "success")
    return _back(public_id)


@blueprint.post("/<public_id>/consents")
@recently_confirmed
@open_to(Role.COACH)
def agree(public_id: str) -> Response:
    """Note a yes that the member gave in the room."""
    consents.give(_member(public_id), _purpose(), actor(), channel=ConsentChannel.ROOM)
    db.session.commit()
    flash(gettext("Ja är noterat. Medlemmen kan alltid ändra sig."), "success")
    return _back(public_id)


@blueprint.post("/<public_id>/consents/withdraw")
@recently_confirmed
@open_to(Role.COACH)
def withdraw(public_id: str) -> Response:
    """Take a yes back for the member, who asked for it."""
    privacy.withdraw(_member(public_id), _purpose(), actor())
    db.session.commit()
    flash(gettext("Det är borttaget."), "success")
    return _back(public_id)


def grouped(
    entries: Sequence[Grouped], names: Mapping[str, str]
) -> list[tuple[str, list[Grouped]]]:
    """The entries of a catalogue under the names of their groups."""
    return [
        (name, [entry for entry in entries if entry.group == group])
        for group, name in names.items()
    ]


def _member(public_id: str) -> Member:
    return find(Member, public_id, Member.cooperative_id == viewer().cooperative_id)


def _purpose() -> Purpose:
    asked = {ground.purpose.value: ground.purpose for ground in ASKED}
    purpose = asked.get(request.form.get("purpose", ""))
    if purpose is None:
        raise BadRequest
    return purpose


def _ticked() -> needs.Needs:
    levels = {
        one.code: request.form.get(f"ability-{one.code}", "") for one in dimensions.DIMENSIONS
    }
    return needs.Needs(
        conditions=tuple(request.form.getlist("condition")),
        hazards=tuple(request.form.getlist("hazard")),
        abilities={code: int(level) for code, level in levels.items() if level.isdecimal()},
    )


def _back(public_id: str) -> Response:
    return redirect(url_for("cooperatives.needs.edit", public_id=public_id), 303)
