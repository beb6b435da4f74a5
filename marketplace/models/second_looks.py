"""A member asks a person to look again at why she was asked, or was not."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified
from marketplace.models.members import Member
from marketplace.models.users import User


class SecondLook(Identified, Base):
    """One waits at a time; the answer is a person's, in her own words (GDPR art. 22.3)."""

    __tablename__ = "second_looks"
    __table_args__ = (
        CheckConstraint("(answered_at IS NULL) = (answer = '')", "answer_when_answered"),
        Index(
            "uq_second_looks_one_waiting",
            "member_id",
            unique=True,
            postgresql_where=text("answered_at IS NULL"),
        ),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    question: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    member: Mapped[Member] = relationship()
    answered_by: Mapped[User | None] = relationship()
