"""Sending: by mail with the PDF, to an access point, or left to be fetched; once by itself."""

from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import select

from marketplace import access_points, mail
from marketplace.errors import Invalid
from marketplace.models.agreements import Delivery
from marketplace.models.companies import BuyerSector
from marketplace.models.messages import Message
from marketplace.services import credits, deliveries, invoices
from tests.make import make_company, make_posting, make_site
from tests.make_money import ADMIN, make_agreement, make_issued


@pytest.fixture
def outbox(tmp_path):
    """An access point that lays e-invoices into a folder."""
    return access_points.Folder(tmp_path / "out")


def test_an_invoice_is_mailed_once_with_its_pdf(session, run_jobs):
    invoice = make_issued()
    assert run_jobs() == ["invoices.render", "invoices.send", "messages.deliver"]
    [message] = session.scalars(select(Message))
    assert invoice.label in message.subject
    [part] = deliveries.files_of(message)
    assert part.name == f"{invoice.label}.pdf"
    assert part.file.content == invoices.pdf(invoice)
    assert [one.delivery for one in deliveries.of_invoice(invoice)] == [Delivery.MAIL]


def test_sent_by_itself_an_invoice_is_sent_once(session, outbox):
    invoice = make_issued()
    deliveries.send_first(invoice, outbox)
    deliveries.send_first(invoice, outbox)
    assert len(deliveries.of_invoice(invoice)) == 1


def test_an_access_point_gets_the_e_invoice_and_gives_a_receipt(session, outbox):
    invoice = make_issued()
    make_agreement(invoice, delivery=Delivery.ACCESS_POINT)
    deliveries.send_first(invoice, outbox)
    [path] = outbox.folder.iterdir()
    assert path.read_bytes() == invoices.ubl(invoice)
    [sent] = deliveries.of_invoice(invoice)
    assert sent.receipt.startswith(path.name)
    number = invoice.company.organisation_number.replace("-", "")
    assert sent.recipient == f"0007:{number}"
    deliveries.send(invoice, Delivery.ACCESS_POINT, ADMIN, outbox)
    assert len(list(outbox.folder.iterdir())) == 1


def test_a_person_without_electronic_address_gets_mail_instead(session, outbox):
    invoice = make_issued_to_person()
    make_agreement(invoice, delivery=Delivery.ACCESS_POINT)
    deliveries.send_first(invoice, outbox)
    assert [one.delivery for one in deliveries.of_invoice(invoice)] == [Delivery.MAIL]
    with pytest.raises(Invalid, match="elektronisk adress"):
        deliveries.send(invoice, Delivery.ACCESS_POINT, ADMIN, outbox)


def test_without_any_address_it_waits_to_be_fetched(session, outbox):
    invoice = make_issued()
    invoice.company.email = ""
    deliveries.send_first(invoice, outbox)
    assert [one.delivery for one in deliveries.of_invoice(invoice)] == [Delivery.DOWNLOAD]


def test_a_credit_note_is_mailed_in_its_own_words(session, outbox):
    invoice = make_issued()
    note = credits.credit(invoice, reason="Fel pris", by=ADMIN)
    message = deliveries.mail(note)
    assert message.subject.startswith("Kreditfaktura")
    assert "Fel pris" in message.body
    assert invoice.label in message.body


def test_mail_by_smtp_carries_the_pdf(session, app, monkeypatch, outbox):
    letters = []

    class Server:
        def __init__(self, *_args, **_options):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_error):
            return None

        def has_extn(self, _name):
            return False

        def send_message(self, letter):
            letters.append(message_from_bytes(letter.as_bytes(), policy=default))

    monkeypatch.setattr(mail.smtplib, "SMTP", Server)
    monkeypatch.setattr(mail, "current_app", AppWithMail(app))
    invoice = make_issued()
    message = deliveries.mail(invoice)
    session.flush()
    mail.carrier()(message)
    [pdf] = list(letters[0].iter_attachments())
    assert pdf.get_content_type() == "application/pdf"
    assert pdf.get_content() == invoices.pdf(invoice)


class AppWithMail:
    """The application with a mail server named in its settings."""

    def __init__(self, app):
        from dataclasses import replace

        settings = replace(app.extensions["settings"], smtp_url="smtp://mail.example:25")
        self.extensions = {"settings": settings}


def make_issued_to_person():
    """An invoice of hours to a private person."""
    person = make_company(buyer_sector=BuyerSector.PRIVATE_PERSON, organisation_number=None)
    return make_issued(make_posting(make_site(person)))
