"""The members of the cooperative: a list, and one person with skills and hours."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to, recently_confirmed_for_files, viewer
from marketplace.catalogue.skills import SKILLS
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import N_
from marketplace.models.members import Member
from marketplace.models.users import Role
from marketplace.services import (
    hire_lists,
    hire_wishes,
    internal_shifts,
    members,
    placements,
    shifts,
    work_limits,
)
from marketplace.web import events, hire_states, lists
from marketplace.web.cooperatives import own
from marketplace.web.lists import Choice, Column
from marketplace.web.spreadsheets import Kind
from marketplace.web.vocabulary import skill_name

STATUSES = {"active": N_("Aktiva"), "former": N_("Tidigare"), "all": N_("Alla")}
blueprint = Blueprint("members", __name__, url_prefix="/members")


@blueprint.get("")
@recently_confirmed_for_files
@open_to(*STAFF)
def index() -> str | Response:
    """Everybody, or some: searched by name and locality, narrowed by skill and relation.

    The file says how to reach people, so it is given after a proof and written down.
    """
    listed = lists.read(members.source(own.cooperative()), _choices())
    worked = members.worked_minutes(listed.rows)
    columns = _columns(worked)
    if listed.is_file:
        members.note_export(own.cooperative(), listed.total, actor())
        db.session.commit()
    return listed.file(f"{own.cooperative().slug}-medlemmar", columns) or render_template(
        "cooperatives/members/index.html",
        listed=listed,
        columns=listed.heads(columns),
        worked=worked,
        sees_keys=viewer().role == Role.COACH,
        day=today(),
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
        at_home=internal_shifts.coming(member.id),
        share=work_limits.share_of(member),
        events=events.of(member, *member.skills),
        placements=placements.of_member(member),
        wishes=hire_wishes.of_member(member.id),
        offers=hire_lists.of_member(member.id),
        states=hire_states.FOR_COACH,
        may_edit_needs=viewer().role == Role.COACH,
        may_reach=viewer().role == Role.COACH or not member.protected_identity,
        day=today(),
    )


def is_employed(member: Member) -> bool:
    """Whether an employment holds today."""
    return any(one.covers(today()) for one in member.employments)


def _choices() -> Sequence[Choice]:
    return (
        Choice("status", N_("Vilka"), STATUSES, "active"),
        Choice("skill", N_("Kan"), {skill.code: skill_name(skill.code) for skill in SKILLS}),
        Choice("said", N_("Har berättat själv"), {"new": N_("Något nytt")}),
        Choice("employed", N_("Anställd"), {"yes": N_("Ja"), "no": N_("Nej")}),
    )


def _columns(worked: Mapping[int, int]) -> Sequence[Column[Member]]:
    return (
        Column(N_("Namn"), lambda one: one.name, "name"),
        Column(N_("Ort"), lambda one: one.shown_locality, "locality"),
        Column(N_("Kan"), lambda one: ", ".join(skill_name(row.skill) for row in one.skills)),
        Column(
            N_("Vill jobba i veckan"), lambda one: one.wanted_week_minutes, "wanted", Kind.MINUTES
        ),
        Column(N_("Jobbat åtta veckor"), lambda one: worked[one.id], kind=Kind.MINUTES),
        Column(N_("Anställd"), is_employed),
        Column(N_("Telefon"), lambda one: _unless_protected(one, one.phone), on_page=False),
        Column(N_("E-post"), lambda one: _unless_protected(one, one.email), on_page=False),
    )


def _unless_protected(member: Member, way: str) -> str:
    """A way to reach somebody; a file never holds that of a person with protected identity."""
    return str(gettext("Skyddad")) if member.protected_identity else way


def _member(public_id: str) -> Member:
    return find(Member, public_id, Member.cooperative_id == viewer().cooperative_id)
