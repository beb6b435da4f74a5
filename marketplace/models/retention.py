"""What was thrown away because its time was out."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database import Base, Identified


class RetentionRun(Identified, Base):
    """One rule carried out once: how many rows older than a moment left. Never what they held."""

    __tablename__ = "retention_runs"
    __table_args__ = (CheckConstraint("rows > 0", "something_left"),)
    rule: Mapped[str] = mapped_column(doc="code of a rule in catalogue.retention")
    ran_at: Mapped[datetime]
    older_than: Mapped[datetime]
    rows: Mapped[int]
