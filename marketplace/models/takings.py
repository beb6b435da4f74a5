"""A day's takings in a shop of the cooperative's own: paid on the spot, booked once."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, Numbered
from marketplace.models.cooperatives import Cooperative


class Takings(Identified, Base):
    """What one till took on one day, by kind of goods; never changed, at most taken back."""

    __tablename__ = "takings"
    __table_args__ = (UniqueConstraint("cooperative_id", "taken_on", "till"),)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id"))
    taken_on: Mapped[date]
    till: Mapped[str] = mapped_column(doc="which till, and which count of the day")
    by_card: Mapped[bool] = mapped_column(default=True)
    entered_at: Mapped[datetime]
    entered_by: Mapped[str]
    cooperative: Mapped[Cooperative] = relationship()
    rows: Mapped[list["TakingsRow"]] = relationship(order_by="TakingsRow.id")

    @property
    def gross_ore(self) -> int:
        """All that the till took, VAT included."""
        return sum(row.gross_ore for row in self.rows)


class TakingsRow(Numbered, Base):
    """What was taken for goods of one VAT rate, VAT included."""

    __tablename__ = "takings_rows"
    __table_args__ = (
        UniqueConstraint("takings_id", "vat_code"),
        CheckConstraint("gross_ore > 0", "gross_positive"),
        CheckConstraint("net_ore > 0 AND net_ore <= gross_ore", "net_within"),
    )
    takings_id: Mapped[int] = mapped_column(ForeignKey("takings.id"))
    vat_code: Mapped[str] = mapped_column(doc="code of a VAT rate")
    vat_basis_points: Mapped[int]
    gross_ore: Mapped[int]
    net_ore: Mapped[int]
