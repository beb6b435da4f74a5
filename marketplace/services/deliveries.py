"""Sending of issued invoices: one small interface, three ways."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select

from invoicing import peppol
from invoicing.peppol.parties import buyer_endpoint, seller_endpoint
from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.agreements import Delivery
from marketplace.models.deliveries import InvoiceDelivery, MessageFile
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.invoices import Invoice
from marketplace.models.messages import Channel, Message
from marketplace.models.users import User
from marketplace.services import agreements, invoice_files, messages
from marketplace.services.history import record
from marketplace.services.invoice_documents import frozen

TEMPLATES = {"sv": "invoice", "en": "invoice_en"}


@dataclass(frozen=True, slots=True)
class Parcel:
    """An e-invoice with the two electronic addresses of the network, `scheme:identifier`."""

    name: str
    sender: str
    receiver: str
    xml: bytes


class AccessPoint(Protocol):
    """Whoever carries e-invoices into the Peppol network for us."""

    def send(self, parcel: Parcel) -> str:
        """Hand over an e-invoice; gives a receipt. The same name twice is one sending."""
        ...


def send_first(invoice: Invoice, access_point: AccessPoint) -> None:
    """Send an invoice as its customer has chosen, unless it has been sent; after it was printed."""
    if of_invoice(invoice):
        return
    agreement = agreements.known(invoice.cooperative_id, invoice.company_id)
    delivery = agreement.delivery if agreement else Delivery.MAIL
    if delivery == Delivery.MAIL and not invoice.company.email:
        delivery = Delivery.DOWNLOAD
    if delivery == Delivery.ACCESS_POINT and not peppol.is_sendable(frozen(invoice)):
        delivery = Delivery.MAIL if invoice.company.email else Delivery.DOWNLOAD
    send(invoice, delivery, SYSTEM, access_point)


def send(invoice: Invoice, delivery: Delivery, by: Actor, access_point: AccessPoint) -> None:
    """Send an issued invoice in one way and write it down. Raises Invalid where that cannot be."""
    if delivery == Delivery.MAIL:
        message = mail(invoice)
        _keep(invoice, delivery, message.recipient, by, message_id=message.id)
    elif delivery == Delivery.ACCESS_POINT:
        parcel = _parcel(invoice)
        _keep(invoice, delivery, parcel.receiver, by, receipt=access_point.send(parcel))
    else:
        _keep(invoice, delivery, invoice.company.name, by)


def mail(
    invoice: Invoice, template: str | None = None, values: Mapping[str, object] | None = None
) -> Message:
    """Write a mail to the customer that carries the printed invoice.

    Raises Invalid where the customer has no mail address.
    """
    if not invoice.company.email:
        raise Invalid(N_("Kunden har ingen e-postadress."))
    document = frozen(invoice)
    message = messages.send(
        Channel.MAIL,
        invoice.company.email,
        template or TEMPLATES[invoice.language],
        invoice=invoice,
        number=document.number_text,
        document=document,
        on_site=_signs_in(invoice.company_id),
        more=values or {},
    )
    invoice_files.render(invoice)
    printed = invoice_files.printed(invoice)
    assert printed is not None  # noqa: S101 -- it was printed a line above
    name = f"{document.number_text}.pdf"
    db.session.add(MessageFile(message_id=message.id, invoice_file_id=printed.id, name=name))
    return message


def _signs_in(company_id: int) -> bool:
    """Whether somebody of the customer can look at the invoice on the site."""
    query = select(User.id).where(User.company_id == company_id, User.active)
    return db.session.scalar(query.limit(1)) is not None


def of_invoice(invoice: Invoice) -> Sequence[InvoiceDelivery]:
    """How an invoice was sent, oldest first."""
    return db.session.scalars(
        select(InvoiceDelivery)
        .where(InvoiceDelivery.invoice_id == invoice.id)
        .order_by(InvoiceDelivery.id)
    ).all()


def files_of(message: Message) -> Sequence[MessageFile]:
    """What a mail carries."""
    return db.session.scalars(
        select(MessageFile).where(MessageFile.message_id == message.id).order_by(MessageFile.id)
    ).all()


def _parcel(invoice: Invoice) -> Parcel:
    document = frozen(invoice)
    xml = invoice_files.ubl(invoice)
    if xml is None or not peppol.is_sendable(document):
        raise Invalid(N_("Kunden har ingen elektronisk adress."))
    return Parcel(
        name=f"{document.seller.organisation_number}-{document.number_text}",
        sender=seller_endpoint(document.seller),
        receiver=buyer_endpoint(document.buyer),
        xml=xml,
    )


def _keep(
    invoice: Invoice,
    delivery: Delivery,
    recipient: str,
    by: Actor,
    *,
    message_id: int | None = None,
    receipt: str = "",
) -> None:
    db.session.add(
        InvoiceDelivery(
            invoice_id=invoice.id,
            delivery=delivery,
            recipient=recipient,
            sent_at=now(),
            message_id=message_id,
            receipt=receipt,
        )
    )
    record("invoices.sent", invoice, by, delivery=delivery.value, recipient=recipient)
