"""The outbox: every mail and text message, written with the change that caused it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database import Base, Identified, one_of


class Channel(StrEnum):
    """How a message travels."""

    MAIL = "mail"
    SMS = "sms"


class MessageStatus(StrEnum):
    """Whether a message has left."""

    WAITING = "waiting"
    SENT = "sent"
    KEPT = "kept"
    FAILED = "failed"


MESSAGE_STEPS = {
    MessageStatus.WAITING: {MessageStatus.SENT, MessageStatus.KEPT, MessageStatus.FAILED},
    MessageStatus.FAILED: {MessageStatus.WAITING},
    MessageStatus.SENT: set[MessageStatus](),
    MessageStatus.KEPT: set[MessageStatus](),
}


class Message(Identified, Base):
    """One message. `kept`: no carrier is set up, it stays readable in the outbox."""

    __tablename__ = "messages"
    __table_args__ = (CheckConstraint("recipient <> ''", "recipient_given"),)
    channel: Mapped[Channel] = mapped_column(one_of(Channel))
    recipient: Mapped[str]
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str]
    status: Mapped[MessageStatus] = mapped_column(one_of(MessageStatus), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
