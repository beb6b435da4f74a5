"""What coaches changed by hand and why, of all weeks. Nobody in it is named."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.errors import N_
from marketplace.models.history import Event
from marketplace.models.users import Role
from marketplace.services import hand_changes
from marketplace.services.hand_changes import HandChange
from marketplace.web import lists
from marketplace.web.hand_change_words import WHY, reason_of
from marketplace.web.lists import Choice, Column
from marketplace.web.vocabulary import task_name

blueprint = Blueprint("hand_changes", __name__, url_prefix="/hand-changes")
CHOSEN, TAKEN_OUT = N_("Någon valdes"), N_("Någon togs ut")
CHOICES = (
    Choice("what", N_("Vad"), {"chosen": CHOSEN, "taken_out": TAKEN_OUT}),
    Choice("why", N_("Varför"), {one.value: words for one, words in WHY.items()}),
)


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str | Response:
    """Every change, newest first."""
    listed = lists.read(hand_changes.source(), CHOICES)
    changes = hand_changes.told_by(listed.rows)
    columns = _columns(changes)
    return listed.file("andrat-for-hand", columns) or render_template(
        "kooptjanst/hand_changes/index.html",
        listed=listed,
        columns=listed.heads(columns),
        rows=[(changes[one.id], reason_of(changes[one.id])) for one in listed.rows],
    )


def _columns(changes: Mapping[int, HandChange]) -> Sequence[Column[Event]]:
    def of(event: Event) -> HandChange:
        return changes[event.id]

    return (
        Column(N_("När"), lambda one: one.at, "at"),
        Column(N_("Vad"), lambda one: gettext(TAKEN_OUT if of(one).taken_out else CHOSEN)),
        Column(N_("Jobb"), lambda one: task_name(of(one).shift.posting.task)),
        Column(N_("Företag"), lambda one: of(one).shift.posting.company.name, "company"),
        Column(N_("Pass"), lambda one: of(one).shift.starts_at, "day"),
        Column(N_("Varför"), lambda one: reason_of(of(one))),
    )
