"""Number series of all cooperatives: unbroken, or what is missing in words."""

from collections.abc import Sequence
from functools import partial

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.errors import N_
from marketplace.models.users import Role
from marketplace.services import series
from marketplace.services.lists import Gathered
from marketplace.services.series import SeriesState
from marketplace.web import lists
from marketplace.web.lists import Choice, Column
from marketplace.web.spreadsheets import Kind

blueprint = Blueprint("series", __name__, url_prefix="/series")
STATE = Choice("state", N_("Läge"), {"whole": N_("Obruten"), "broken": N_("Bruten")})


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str | Response:
    """Every series and year, the newest year first."""
    states = series.states()
    years = sorted({str(one.year) for one in states}, reverse=True)
    choices = (Choice("year", N_("År"), {one: one for one in years}), STATE)
    listed = lists.read(_gathered(states, years), choices)
    return listed.file("nummerserier", COLUMNS) or render_template(
        "kooptjanst/series/index.html",
        listed=listed,
        columns=listed.heads(COLUMNS),
        states=states,
        whole=sum(1 for state in states if state.is_whole),
    )


def _gathered(states: Sequence[SeriesState], years: Sequence[str]) -> Gathered[SeriesState]:
    return Gathered(
        states,
        orders={
            "year": lambda one: one.year,
            "name": lambda one: one.cooperative.name,
            "series": lambda one: (one.series, one.year),
            "last": lambda one: one.last_number,
            "documents": lambda one: one.documents,
        },
        texts=(lambda one: one.cooperative.name, lambda one: f"{one.series}{one.year}"),
        filters={
            "year": {year: partial(_is_of, year) for year in years},
            "state": {
                "whole": lambda one: one.is_whole,
                "broken": lambda one: not one.is_whole,
            },
        },
        downwards=True,
    )


def _is_of(year: str, one: SeriesState) -> bool:
    return str(one.year) == year


def _told(one: SeriesState) -> str:
    return " ".join([gettext("Obruten") if one.is_whole else gettext("Bruten"), *one.breaks])


COLUMNS: tuple[Column[SeriesState], ...] = (
    Column(N_("Kooperativ"), lambda one: one.cooperative.name, "name"),
    Column(N_("Serie"), lambda one: f"{one.series}{one.year}", "series"),
    Column(N_("Räknaren"), lambda one: one.last_number, "last", Kind.WHOLE),
    Column(N_("Dokument"), lambda one: one.documents, "documents", Kind.WHOLE),
    Column(N_("Förseglade"), lambda one: one.sealed, kind=Kind.WHOLE),
    Column(N_("Läge"), _told),
)
