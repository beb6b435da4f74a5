"""History over everything, searched by who did what, and to what."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import open_to, recently_confirmed_for_files
from marketplace.errors import N_
from marketplace.models.history import Event
from marketplace.models.users import Role
from marketplace.services import events as found_events
from marketplace.services.events import Subject
from marketplace.web import events, lists
from marketplace.web.happenings import NOUNS
from marketplace.web.lists import Choice, Column

blueprint = Blueprint("history", __name__, url_prefix="/history")


@blueprint.get("")
@recently_confirmed_for_files
@open_to(Role.SYSADMIN)
def index() -> str | Response:
    """Events, newest first."""
    choices = (
        Choice("what", N_("Vad som hände"), dict(events.happenings())),
        Choice("noun", N_("Med vad"), NOUNS),
    )
    listed = lists.read(found_events.source(events.alike()), choices)
    addresses = found_events.addresses(listed.rows)
    columns = _columns(addresses)
    return listed.file("historik", columns) or render_template(
        "admin/history/index.html",
        listed=listed,
        columns=listed.heads(columns),
        lines=[(events.line(event), event) for event in listed.rows],
        addresses=addresses,
        nouns={noun: gettext(words) for noun, words in NOUNS.items()},
    )


def _columns(addresses: Mapping[Subject, str]) -> Sequence[Column[Event]]:
    return (
        Column(N_("När"), lambda one: one.at, "at"),
        Column(N_("Vad som hände"), events.happened),
        Column(N_("Av"), events.who),
        Column(N_("Med"), lambda one: gettext(NOUNS.get(one.subject_type, one.subject_type))),
        Column(
            N_("Id ur en adress"),
            lambda one: addresses.get((one.subject_type, one.subject_id), ""),
            on_page=False,
        ),
    )
