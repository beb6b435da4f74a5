"""Participants who seem to have been left standing on the way to work."""

from collections.abc import Sequence

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.errors import N_
from marketplace.models.users import Role
from marketplace.services import stays
from marketplace.services.lists import Gathered
from marketplace.services.stays import Stuck
from marketplace.web import lists
from marketplace.web.kooptjanst.cooperatives import PHASES
from marketplace.web.kooptjanst.trial_words import pseudonym
from marketplace.web.lists import Column
from marketplace.web.spreadsheets import Kind

blueprint = Blueprint("stays", __name__, url_prefix="/stays")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str | Response:
    """Those who have taken part for long with proven skills and without an employment."""
    listed = lists.read(_gathered(stays.stuck()))
    return listed.file("fastnat", COLUMNS) or render_template(
        "kooptjanst/stays/index.html",
        listed=listed,
        columns=listed.heads(COLUMNS),
        rows=[(_who(one), one, gettext(PHASES[one.phase])) for one in listed.rows],
    )


def _who(one: Stuck) -> str:
    return pseudonym(one.member.public_id)


def _home(one: Stuck) -> str:
    return one.member.cooperative.name


def _gathered(rows: Sequence[Stuck]) -> Gathered[Stuck]:
    return Gathered(
        rows,
        orders={
            "since": lambda one: one.since,
            "home": _home,
            "skills": lambda one: one.skills,
            "internships": lambda one: one.internships,
        },
        texts=(_who, _home),
    )


COLUMNS: tuple[Column[Stuck], ...] = (
    Column(N_("Person"), _who),
    Column(N_("Kooperativ"), _home, "home"),
    Column(N_("Med sedan"), lambda one: one.since, "since"),
    Column(N_("Fas"), lambda one: gettext(PHASES[one.phase])),
    Column(N_("Visade kompetenser"), lambda one: one.skills, "skills", Kind.WHOLE),
    Column(N_("Pass på praktik"), lambda one: one.internships, "internships", Kind.WHOLE),
)
"""A person stands as a pseudonym, in the file as on the page."""
