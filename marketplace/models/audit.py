"""The chain over history: each link seals one event and the link before it."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database import Base


class AuditLink(Base):
    """Written by the database itself when an event is committed; nobody else may write here."""

    __tablename__ = "audit_links"
    __table_args__ = (
        CheckConstraint("position > 0", "position_counted"),
        CheckConstraint("hash ~ '^[0-9a-f]{64}$'", "hash_is_sha256"),
    )
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), unique=True)
    hash: Mapped[str] = mapped_column(doc="SHA-256 of the hash before and the event as text")
