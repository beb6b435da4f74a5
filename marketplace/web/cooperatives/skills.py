"""What a member can, written by coach and member together: said, seen, validated."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to, viewer
from marketplace.catalogue.skills import SKILL_LEVELS, SKILLS
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.members import Member, MemberSkill, SkillMethod
from marketplace.services import member_skills
from marketplace.web.errors import say
from marketplace.web.fields import read_day

blueprint = Blueprint("skills", __name__, url_prefix="/skills")
METHODS = {
    SkillMethod.PRACTICE: N_("Prov i arbete"),
    SkillMethod.THEORY: N_("Muntligt eller skriftligt prov"),
    SkillMethod.PAPER: N_("Bevis, kort eller intyg"),
}
Page = str | Response | tuple[str, int]


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def edit(public_id: str) -> str:
    """All that is noted, and the ways to say more."""
    return _page(_member(public_id))


@blueprint.post("/<public_id>")
@open_to(*STAFF)
def state(public_id: str) -> Page:
    """Note what the member says, or what somebody saw her do."""
    member = _member(public_id)
    skill, level = request.form.get("skill", ""), _level()
    where = request.form.get("where", "")

    def write() -> None:
        if request.form.get("how") == "seen":
            member_skills.observe(member, skill, level, where, actor())
        else:
            member_skills.state(member, skill, level, actor())

    return _written(member, "new", write)


@blueprint.post("/rows/<public_id>/validate")
@open_to(*STAFF)
def validate(public_id: str) -> Page:
    """Note a test, or a paper that was looked at."""
    row = _row(public_id)

    def write() -> None:
        member_skills.validate(
            row,
            actor(),
            level=_level(),
            method=_method(),
            assessor=request.form.get("assessor", ""),
            evidence=request.form.get("evidence", ""),
            expires_on=_until(),
        )

    return _written(row.member, public_id, write)


@blueprint.post("/rows/<public_id>/observe")
@open_to(*STAFF)
def observe(public_id: str) -> Page:
    """Note that somebody saw it at work."""
    row = _row(public_id)

    def write() -> None:
        where = request.form.get("where", "")
        member_skills.observe(row.member, row.skill, _level(), where, actor())

    return _written(row.member, public_id, write)


@blueprint.post("/rows/<public_id>/expire")
@open_to(*STAFF)
def expire(public_id: str) -> Page:
    """Say that it does not hold any longer."""
    row = _row(public_id)
    return _written(row.member, public_id, lambda: member_skills.expire(row, actor()))


@blueprint.post("/rows/<public_id>/remove")
@open_to(*STAFF)
def remove(public_id: str) -> Page:
    """Take back what was only said."""
    row = _row(public_id)
    return _written(row.member, public_id, lambda: member_skills.remove(row, actor()))


def _written(member: Member, about: str, write: Callable[[], None]) -> Page:
    """Do it and go back; what cannot be is said beside what it is about, nothing typed is lost."""
    address = url_for("cooperatives.skills.edit", public_id=member.public_id)
    try:
        write()
    except Invalid as error:
        db.session.rollback()
        return _page(member, about, say(error)), 400
    db.session.commit()
    flash(gettext("Sparat. Matchningen räknar med det."), "success")
    return redirect(address, 303)


def _page(member: Member, about: str = "", trouble: str = "") -> str:
    rows = member_skills.of_member(member)
    noted = {row.skill for row in rows}
    return render_template(
        "cooperatives/skills/edit.html",
        member=member,
        rows=rows,
        others=[one for one in SKILLS if one.code not in noted],
        certificates={one.code for one in SKILLS if one.is_certificate},
        levels=SKILL_LEVELS,
        methods=[(method.value, gettext(text)) for method, text in METHODS.items()],
        method_names={method: gettext(text) for method, text in METHODS.items()},
        day=today(),
        about=about,
        trouble=trouble,
        typed=request.form if trouble else {},
        named=request.args.get("skill", ""),
    )


def _level() -> int:
    typed = request.form.get("level", "")
    return int(typed) if typed in ("1", "2", "3") else 0


def _method() -> SkillMethod:
    known = {one.value: one for one in SkillMethod}
    if request.form.get("method", "") not in known:
        raise Invalid(N_("Välj hur det validerades."), "method")
    return known[request.form["method"]]


def _until() -> date | None:
    typed = request.form.get("expires_on", "").strip()
    if not typed:
        return None
    day = read_day(typed, today())
    if day is None:
        raise Invalid(N_("Skriv dagen som 2027-06-30 eller 30 juni."), "expires_on")
    return day


def _member(public_id: str) -> Member:
    return find(Member, public_id, Member.cooperative_id == viewer().cooperative_id)


def _row(public_id: str) -> MemberSkill:
    return find(
        MemberSkill,
        public_id,
        MemberSkill.member.has(Member.cooperative_id == viewer().cooperative_id),
    )
