"""What a member looks for on her first day: the door, and who meets her."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database import Base, Identified, one_of


class PictureSubject(StrEnum):
    """What a picture of a site shows."""

    DOOR = "door"
    GREETER = "greeter"


class SitePicture(Identified, Base):
    """One picture a subject, drawn anew by us: nothing of the file that was sent is kept."""

    __tablename__ = "site_pictures"
    __table_args__ = (UniqueConstraint("site_id", "subject"),)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))
    subject: Mapped[PictureSubject] = mapped_column(one_of(PictureSubject))
    content: Mapped[bytes] = mapped_column(doc="a JPEG without metadata")
    width: Mapped[int]
    height: Mapped[int]
    added_at: Mapped[datetime]
