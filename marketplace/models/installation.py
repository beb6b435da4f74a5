"""What this database is."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database import Base


class Installation(Base):
    """One row, made when a demo is built: so that real data is never taken for a demo."""

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("id = 1", "one_row"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    demo_seed: Mapped[int]
    demo_today: Mapped[date]
    built_at: Mapped[datetime]
