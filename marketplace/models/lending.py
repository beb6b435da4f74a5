"""A member of one cooperative at work for another: asked for, offered, answered, settled."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, one_of
from marketplace.models.cooperatives import Cooperative
from marketplace.models.invoices import Invoice
from marketplace.models.postings import Shift
from marketplace.models.proposals import Proposal


class LoanStatus(StrEnum):
    """How far it has come. Whether the member says yes is read from her proposal."""

    ASKED = "asked"
    OFFERED = "offered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


LOAN_STEPS = {
    LoanStatus.ASKED: {LoanStatus.OFFERED, LoanStatus.REFUSED, LoanStatus.WITHDRAWN},
    LoanStatus.OFFERED: set[LoanStatus](),
    LoanStatus.REFUSED: {LoanStatus.ASKED},
    LoanStatus.WITHDRAWN: set[LoanStatus](),
}


class Loan(Identified, Base):
    """One seat of a shift that another cooperative is asked to fill, at a price between the two."""

    __tablename__ = "loans"
    __table_args__ = (
        Index(
            "uq_loans_one_open",
            "shift_id",
            "lender_id",
            unique=True,
            postgresql_where=text("status = 'asked'"),
        ),
        CheckConstraint("ore_per_hour > 0", "price_positive"),
        CheckConstraint("(status = 'offered') = (proposal_id IS NOT NULL)", "offer_is_somebody"),
    )
    shift_id: Mapped[int] = mapped_column(ForeignKey("shifts.id"), index=True)
    lender_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"), index=True)
    status: Mapped[LoanStatus] = mapped_column(one_of(LoanStatus))
    ore_per_hour: Mapped[int] = mapped_column(doc="between the cooperatives, before VAT")
    asked_at: Mapped[datetime]
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"), unique=True)
    invoice_id: Mapped[int | None] = mapped_column(
        ForeignKey("invoices.id", ondelete="SET NULL"), index=True
    )
    shift: Mapped[Shift] = relationship()
    lender: Mapped[Cooperative] = relationship()
    proposal: Mapped[Proposal | None] = relationship()
    invoice: Mapped[Invoice | None] = relationship()
