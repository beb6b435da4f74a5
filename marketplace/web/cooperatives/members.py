"""The members of the cooperative: a list, and one person with skills and hours."""

from flask import Blueprint, render_template, request

from marketplace.access import STAFF, find, open_to, viewer
from marketplace.clock import today
from marketplace.models.members import Member
from marketplace.models.users import Role
from marketplace.services import members, shifts

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


def _member(public_id: str) -> Member:
    return find(Member, public_id, Member.cooperative_id == viewer().cooperative_id)
