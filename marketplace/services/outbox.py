"""The outbox read by whoever looks after the site: what left, what waits, what is kept."""

import re
from collections.abc import Mapping

from sqlalchemy import func, select

from marketplace.database import db
from marketplace.models.history import Actor
from marketplace.models.messages import Channel, Message, MessageStatus
from marketplace.models.users import User
from marketplace.services.history import record
from marketplace.services.lists import Source

_KEY = re.compile(r"(https?://\S*/)[\w-]{16,}")
"""A link that ends in a secret: no other word of an address of ours is that long."""


def source() -> Source[Message]:
    """Every message, newest first."""
    return Source(
        query=select(Message),
        tie=Message.id,
        orders={"when": Message.created_at, "recipient": Message.recipient},
        texts=(Message.recipient, Message.subject),
        filters={
            "status": {one.value: Message.status == one for one in MessageStatus},
            "channel": {one.value: Message.channel == one for one in Channel},
        },
        downwards=True,
    )


def counts() -> Mapping[MessageStatus, int]:
    """How many messages stand where."""
    rows = db.session.execute(select(Message.status, func.count()).group_by(Message.status))
    found = {row[0]: row[1] for row in rows}
    return {status: found.get(status, 0) for status in MessageStatus}


def note_export(reader: User, number: int, by: Actor) -> None:
    """Write down that somebody took the list away as a file."""
    record("users.messages_exported", reader, by, messages=number)


def readable(message: Message) -> str:
    """The text of a message; the key in its link is covered once the message may be delivered.

    Whoever has the key can answer or sign in as the recipient. A kept message never travels by
    itself, so there the key stays: somebody has to hand it over.
    """
    if message.status is MessageStatus.KEPT:
        return message.body
    return _KEY.sub(r"\1•••", message.body)
