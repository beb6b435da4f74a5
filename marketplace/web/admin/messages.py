"""The outbox: every mail and text message, and what became of it."""

from flask import Blueprint, render_template, request
from flask_babel import gettext

from marketplace.access import find, open_to
from marketplace.errors import N_
from marketplace.models.messages import Channel, Message, MessageStatus
from marketplace.models.users import Role
from marketplace.services import history, outbox
from marketplace.web import events
from marketplace.web.paging import asked_page, asked_words, paging

blueprint = Blueprint("messages", __name__, url_prefix="/messages")
STATUSES = {
    MessageStatus.WAITING: (N_("Väntar"), "waiting"),
    MessageStatus.SENT: (N_("Skickat"), "good"),
    MessageStatus.KEPT: (N_("Ligger kvar"), "neutral"),
    MessageStatus.FAILED: (N_("Kom inte fram"), "stopped"),
}
CHANNELS = {Channel.MAIL: N_("E-post"), Channel.SMS: N_("SMS")}


@blueprint.get("")
@open_to(Role.SYSADMIN)
def index() -> str:
    """Messages, newest first, searched by recipient or subject."""
    words = asked_words()
    status = next((one for one in MessageStatus if one == request.args.get("status")), None)
    found = outbox.find(words, status, asked_page())
    return render_template(
        "admin/messages/index.html",
        found=found,
        words=words,
        asked_status=status,
        counts=outbox.counts(),
        paging=paging(found, q=words, status=status),
        **_words(),
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
        events=events.lines(history.timeline(message)),
        **_words(),
    )


def _words() -> dict[str, object]:
    return {
        "statuses": {one: (gettext(text), kind) for one, (text, kind) in STATUSES.items()},
        "channels": {one: gettext(text) for one, text in CHANNELS.items()},
    }
