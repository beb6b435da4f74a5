"""What to validate: one skill of one person at a time, by how much work it would open."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import open_to, recently_confirmed_for_files
from marketplace.catalogue.skills import SKILL_BY_CODE
from marketplace.errors import N_
from marketplace.models.members import Gender, MemberSkill, SkillStatus
from marketplace.models.users import Role
from marketplace.services import small_cells
from marketplace.services.lists import Gathered
from marketplace.web import lists
from marketplace.web.cooperatives.keys import own_keys, what_of, who_of
from marketplace.web.gender_words import counted
from marketplace.web.key_words import KeyLine
from marketplace.web.lists import Column
from marketplace.web.spreadsheets import Kind

blueprint = Blueprint("validations", __name__, url_prefix="/validations")
STANDINGS = {
    SkillStatus.SELF_STATED: N_("Berättat själv"),
    SkillStatus.OBSERVED: N_("Visat i arbete"),
    SkillStatus.VALIDATED: N_("Validerat"),
    SkillStatus.EXPIRED: N_("Gått ut"),
}
"""As cooperatives/skills/standing.html says it."""


@blueprint.get("")
@recently_confirmed_for_files
@open_to(Role.COACH)
def index() -> str | Response:
    """Skills of the newest report, most hours first, each with how far it has come."""
    found = own_keys()
    lines = [line for line in found.people if line.kind == "skill"]
    listed = lists.read(_gathered(lines))
    return listed.file("att-validera", COLUMNS) or render_template(
        "cooperatives/validations/index.html",
        trial=found.trial,
        listed=listed,
        columns=listed.heads(COLUMNS),
        rows=[(line, _noted(line)) for line in listed.rows],
        certificates={one.code for one in SKILL_BY_CODE.values() if one.is_certificate},
        genders=counted(_genders(lines)),
    )


def _standing(line: KeyLine) -> str:
    noted = _noted(line)
    return str(gettext(STANDINGS[noted.status] if noted else N_("Inte antecknat")))


COLUMNS: tuple[Column[KeyLine], ...] = (
    Column(N_("Person"), who_of, "who"),
    Column(N_("Kompetens"), what_of, "what"),
    Column(N_("Läge"), _standing),
    Column(N_("Mer arbete i veckan"), lambda line: line.minutes, "minutes", Kind.MINUTES),
    Column(N_("Värde i veckan"), lambda line: line.money),
)


def _gathered(lines: Sequence[KeyLine]) -> Gathered[KeyLine]:
    """In the order of the report, unless another is wished."""
    return Gathered(
        lines,
        orders={
            "found": lambda _line: 0,
            "minutes": lambda line: line.minutes,
            "who": who_of,
            "what": what_of,
        },
        texts=(who_of, what_of),
    )


def _noted(line: KeyLine) -> MemberSkill | None:
    """What is noted of the skill today."""
    own = line.member.skills if line.member else []
    return next((row for row in own if row.skill == line.code), None)


def _genders(lines: Sequence[KeyLine]) -> Mapping[Gender, int | None]:
    people = {line.member.id: line.member.gender for line in lines if line.member}
    counts = {gender: list(people.values()).count(gender) for gender in Gender}
    return small_cells.shown(counts)
