"""What to validate: one skill of one person at a time, by how much work it would open."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, render_template

from marketplace.access import open_to
from marketplace.catalogue.skills import SKILL_BY_CODE
from marketplace.models.members import Gender, MemberSkill
from marketplace.models.users import Role
from marketplace.services import small_cells
from marketplace.web.cooperatives.keys import own_keys
from marketplace.web.gender_words import counted
from marketplace.web.key_words import KeyLine

blueprint = Blueprint("validations", __name__, url_prefix="/validations")


@blueprint.get("")
@open_to(Role.COACH)
def index() -> str:
    """Skills of the newest report, most hours first, each with how far it has come."""
    found = own_keys()
    lines = [line for line in found.people if line.kind == "skill"]
    return render_template(
        "cooperatives/validations/index.html",
        trial=found.trial,
        rows=[(line, _noted(line)) for line in lines],
        certificates={one.code for one in SKILL_BY_CODE.values() if one.is_certificate},
        genders=counted(_genders(lines)),
    )


def _noted(line: KeyLine) -> MemberSkill | None:
    """What is noted of the skill today."""
    own = line.member.skills if line.member else []
    return next((row for row in own if row.skill == line.code), None)


def _genders(lines: Sequence[KeyLine]) -> Mapping[Gender, int | None]:
    people = {line.member.id: line.member.gender for line in lines if line.member}
    counts = {gender: list(people.values()).count(gender) for gender in Gender}
    return small_cells.shown(counts)
