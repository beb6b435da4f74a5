"""The outbox read by whoever looks after the site: what left, what waits, what is kept."""

import re
from collections.abc import Mapping

from sqlalchemy import func, or_, select

from marketplace.database import db
from marketplace.models.messages import Message, MessageStatus
from marketplace.services import pages

LONGEST_SEARCH = 100
_KEY = re.compile(r"(https?://\S*/)[\w-]{16,}")
"""A link that ends in a secret: no other word of an address of ours is that long."""


def find(
    words: str = "", status: MessageStatus | None = None, page: int = 1
) -> pages.Found[Message]:
    """Messages to a recipient, or with a subject, that has all the words, newest first."""
    query = select(Message)
    if status is not None:
        query = query.where(Message.status == status)
    for word in words[:LONGEST_SEARCH].split():
        query = query.where(
            or_(
                Message.recipient.icontains(word, autoescape=True),
                Message.subject.icontains(word, autoescape=True),
            )
        )
    return pages.fetch(query.order_by(Message.id.desc()), page)


def counts() -> Mapping[MessageStatus, int]:
    """How many messages stand where."""
    rows = db.session.execute(select(Message.status, func.count()).group_by(Message.status))
    found = {row[0]: row[1] for row in rows}
    return {status: found.get(status, 0) for status in MessageStatus}


def readable(message: Message) -> str:
    """The text of a message; the key in its link is covered once the message may be delivered.

    Whoever has the key can answer or sign in as the recipient. A kept message never travels by
    itself, so there the key stays: somebody has to hand it over.
    """
    if message.status is MessageStatus.KEPT:
        return message.body
    return _KEY.sub(r"\1•••", message.body)
