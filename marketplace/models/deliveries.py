"""How issued invoices reached their customers, and what mail carries along."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.database import Base, Identified, Numbered, one_of
from marketplace.models.agreements import Delivery
from marketplace.models.invoices import Invoice, InvoiceFile
from marketplace.models.messages import Message


class InvoiceDelivery(Identified, Base):
    """One sending of an issued invoice: by mail, to an access point, or fetched by the customer."""

    __tablename__ = "invoice_deliveries"
    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoices.id"), index=True)
    delivery: Mapped[Delivery] = mapped_column(one_of(Delivery))
    recipient: Mapped[str] = mapped_column(doc="mail or electronic address, or who fetched it")
    sent_at: Mapped[datetime]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    receipt: Mapped[str] = mapped_column(default="", doc="what the access point answered")
    invoice: Mapped[Invoice] = relationship()


class MessageFile(Numbered, Base):
    """A file that a mail carries: a rendering of an invoice, kept once."""

    __tablename__ = "message_files"
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    invoice_file_id: Mapped[int] = mapped_column(ForeignKey("invoice_files.id"))
    name: Mapped[str] = mapped_column(doc="what the recipient sees")
    message: Mapped[Message] = relationship()
    file: Mapped[InvoiceFile] = relationship()
