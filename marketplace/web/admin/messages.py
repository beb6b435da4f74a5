"""The outbox: every mail and text message, and what became of it."""

from collections.abc import Sequence

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to, recently_confirmed_for_files, viewer
from marketplace.clock import local
from marketplace.database import db
from marketplace.errors import N_
from marketplace.models.messages import Channel, Message, MessageStatus
from marketplace.models.users import Role
from marketplace.services import outbox
from marketplace.web import events, lists
from marketplace.web.lists import Choice, Column

blueprint = Blueprint("messages", __name__, url_prefix="/messages")
STATUSES = {
    MessageStatus.WAITING: (N_("Väntar"), "waiting"),
    MessageStatus.SENT: (N_("Skickat"), "good"),
    MessageStatus.KEPT: (N_("Ligger kvar"), "neutral"),
    MessageStatus.FAILED: (N_("Kom inte fram"), "stopped"),
}
CHANNELS = {Channel.MAIL: N_("E-post"), Channel.SMS: N_("SMS")}


@blueprint.get("")
@recently_confirmed_for_files
@open_to(Role.SYSADMIN)
def index() -> str | Response:
    """Messages, newest first, searched by recipient or subject."""
    listed = lists.read(outbox.source(), _choices())
    columns = _columns()
    if listed.is_file:
        outbox.note_export(viewer(), listed.total, actor())
        db.session.commit()
    return listed.file("meddelanden", columns) or render_template(
        "admin/messages/index.html", listed=listed, columns=listed.heads(columns), **_words()
    )


@blueprint.get("/<public_id>")
@open_to(Role.SYSADMIN)
def show(public_id: str) -> str:
    """One message as it was written; the key in its link is covered unless it is kept here."""
    message = find(Message, public_id)
    return render_template(
        "admin/messages/show.html",
        message=message,
        body=outbox.readable(message),
        events=events.of(message),
        **_words(),
    )


def _choices() -> Sequence[Choice]:
    statuses = {one.value: words for one, (words, _) in STATUSES.items()}
    return (
        Choice("status", N_("Läge"), statuses),
        Choice("channel", N_("Väg"), {one.value: words for one, words in CHANNELS.items()}),
    )


def _columns() -> Sequence[Column[Message]]:
    """What left and what came of it; never the text, which may hold a key."""
    return (
        Column(N_("När"), lambda one: local(one.created_at), "when"),
        Column(N_("Mottagare"), lambda one: one.recipient, "recipient"),
        Column(N_("Ämne"), lambda one: one.subject),
        Column(N_("Väg"), lambda one: gettext(CHANNELS[one.channel])),
        Column(N_("Läge"), lambda one: gettext(STATUSES[one.status][0])),
    )


def _words() -> dict[str, object]:
    return {
        "statuses": {one: (gettext(text), kind) for one, (text, kind) in STATUSES.items()},
        "channels": {one: gettext(text) for one, text in CHANNELS.items()},
    }
