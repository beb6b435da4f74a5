"""Mail by SMTP, where one is set up."""

import smtplib
from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from flask import current_app

from marketplace.models.messages import Message
from marketplace.services import deliveries
from marketplace.settings import Settings

TIMEOUT_SECONDS = 20


def carrier() -> Callable[[Message], None] | None:
    """How mail leaves by these settings; None where no SMTP server is named."""
    settings: Settings = current_app.extensions["settings"]
    if settings.smtp_url is None:
        return None
    url, sender = settings.smtp_url, settings.mail_from

    def send(message: Message) -> None:
        parts = urlsplit(url)
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = sender, message.recipient, message.subject
        letter["Message-ID"] = f"<{message.public_id}@{sender.rpartition('@')[2].strip('>')}>"
        letter.set_content(message.body)
        for part in deliveries.files_of(message):
            kind, _, subkind = part.file.media_type.partition("/")
            letter.add_attachment(
                part.file.content, maintype=kind, subtype=subkind, filename=part.name
            )
        with smtplib.SMTP(
            parts.hostname or "", parts.port or 587, timeout=TIMEOUT_SECONDS
        ) as server:
            if server.has_extn("starttls"):
                server.starttls()
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(letter)

    return send
