"""The outbox: messages are written with the change that causes them and leave by a job."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from marketplace import text
from marketplace.clock import now
from marketplace.database import db
from marketplace.models.history import SYSTEM
from marketplace.models.messages import Channel, Message, MessageStatus
from marketplace.queue import enqueue
from marketplace.services.history import move

TEMPLATES = Path(__file__).parents[2] / "templates" / "messages"
MOST_TRIES = 5
Carrier = Callable[[Message], None]


def send(
    channel: Channel,
    recipient: str,
    template: str,
    *,
    member_id: int | None = None,
    **values: object,
) -> Message:
    """Write a message into the outbox and ask for its delivery, in the open transaction.

    `template` names a file in templates/messages; its first line is the subject.
    """
    subject, _, body = (
        _environment().get_template(f"{template}.txt").render(**values).partition("\n")
    )
    message = Message(
        channel=channel,
        recipient=recipient,
        subject=subject.strip(),
        body=body.strip() + "\n",
        status=MessageStatus.WAITING,
        member_id=member_id,
        created_at=now(),
    )
    db.session.add(message)
    db.session.flush()
    enqueue("messages.deliver", message_id=message.id)
    return message


def deliver(message: Message, carrier: Carrier | None) -> None:
    """Hand a waiting message to its carrier; without one it is kept, readable in the outbox.

    A message that has left never leaves twice: called again, nothing happens.
    """
    if message.status is not MessageStatus.WAITING:
        return
    message.tries += 1
    if carrier is None:
        move(message, MessageStatus.KEPT, SYSTEM)
        return
    carrier(message)
    message.sent_at = now()
    move(message, MessageStatus.SENT, SYSTEM)


@cache
def _environment() -> Environment:
    environment = Environment(  # noqa: S701 -- plain text, not HTML: nothing to escape
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for write in (text.kronor, text.hours, text.day, text.clock, text.span, text.moment):
        environment.filters[write.__name__] = write
    environment.globals["span"] = text.span
    return environment
