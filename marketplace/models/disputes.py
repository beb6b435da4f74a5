"""What customers say is wrong with an issued invoice, and what they were answered."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified
from marketplace.models.invoices import Invoice


class InvoiceDispute(Identified, Base):
    """An objection in the customer's words; one at a time waits for an answer.

    The invoice itself never changes: what is wrong in it is put right by a credit note.
    """

    __tablename__ = "invoice_disputes"
    __table_args__ = (
        CheckConstraint("words <> ''", "words_are_written"),
        CheckConstraint("(answered_at IS NULL) = (answer = '')", "answer_in_words"),
        CheckConstraint("(answered_at IS NULL) = (answered_by = '')", "answered_by_somebody"),
        Index(
            "uq_invoice_disputes_one_open",
            "invoice_id",
            unique=True,
            postgresql_where=text("answered_at IS NULL"),
        ),
    )
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"), index=True)
    words: Mapped[str] = mapped_column(doc="what is wrong, as the customer says it")
    raised_at: Mapped[datetime]
    raised_by: Mapped[str] = mapped_column(doc="name of the person at the customer's")
    raised_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str] = mapped_column(default="", doc="name of the person who answered")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    invoice: Mapped[Invoice] = relationship()

    @property
    def is_open(self) -> bool:
        """Whether the customer still waits for an answer."""
        return self.answered_at is None
