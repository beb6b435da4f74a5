"""The outbox: messages are written with the change that causes them and leave by a job.

A member's message says everything twice: in her own language, then in easy Swedish, so that
somebody can read along. To others a message is in Swedish.
"""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from marketplace import text
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.clock import now
from marketplace.database import db
from marketplace.models.history import SYSTEM
from marketplace.models.members import Member
from marketplace.models.messages import Channel, Message, MessageStatus
from marketplace.queue import enqueue
from marketplace.services.history import move
from marketplace.translations import EASY_SWEDISH, SWEDISH, Language, language, translations

TEMPLATES = Path(__file__).parents[2] / "templates" / "messages"
MOST_TRIES = 5
BETWEEN_LANGUAGES = "\n* * *\n\n"
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT ISOLATE}%s\N{POP DIRECTIONAL ISOLATE}"
ITS_OWN_DIRECTION = "\N{FIRST STRONG ISOLATE}%s\N{POP DIRECTIONAL ISOLATE}"
Carrier = Callable[[Message], None]


def send(
    channel: Channel,
    recipient: str,
    template: str,
    *,
    member_id: int | None = None,
    **values: object,
) -> Message:
    """Write a message into the outbox and ask for its delivery, in the open transaction.

    `template` names a file in templates/messages; its first line is the subject.
    """
    member = db.session.get(Member, member_id) if member_id is not None else None
    subject, body = _written(template, languages_for(member), values)
    message = Message(
        channel=channel,
        recipient=recipient,
        subject=subject,
        body=body,
        status=MessageStatus.WAITING,
        member_id=member_id,
        created_at=now(),
    )
    db.session.add(message)
    db.session.flush()
    enqueue("messages.deliver", message_id=message.id)
    return message


def deliver(message: Message, carrier: Carrier | None) -> None:
    """Hand a waiting message to its carrier; without one it is kept, readable in the outbox.

    A message that has left never leaves twice: called again, nothing happens.
    """
    if message.status is not MessageStatus.WAITING:
        return
    message.tries += 1
    if carrier is None:
        move(message, MessageStatus.KEPT, SYSTEM)
        return
    carrier(message)
    if not getattr(carrier, "travels", True):
        move(message, MessageStatus.KEPT, SYSTEM)
        return
    message.sent_at = now()
    move(message, MessageStatus.SENT, SYSTEM)


def languages_for(member: Member | None) -> list[Language]:
    """What a message is written in: a member's own language and easy Swedish, others Swedish."""
    if member is None:
        return [SWEDISH]
    own = language(member.language)
    return [EASY_SWEDISH] if own in (None, SWEDISH, EASY_SWEDISH) else [own, EASY_SWEDISH]


def _written(
    template: str, languages: list[Language], values: dict[str, object]
) -> tuple[str, str]:
    subjects, bodies = [], []
    for one in languages:
        whole = _environment(one).get_template(f"{template}.txt").render(**values)
        subject, _, body = whole.partition("\n")
        subjects.append(subject.strip())
        bodies.append(body.strip() + "\n")
    return " / ".join(subjects), BETWEEN_LANGUAGES.join(bodies)


@cache
def _environment(own: Language) -> Environment:
    environment = Environment(  # noqa: S701 -- plain text, not HTML: nothing to escape
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    catalogue = translations(own.locale)
    environment.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
    for write in (text.kronor, text.hours, text.clock, text.span):
        environment.filters[write.__name__] = write
    locale = own.locale.split("@")[0]
    environment.filters["day"] = partial(text.day, locale=locale)
    environment.filters["moment"] = partial(text.moment, locale=locale)
    environment.filters["task"] = partial(_task, own)
    environment.filters["ltr"] = partial(_isolated, own, LEFT_TO_RIGHT)
    environment.filters["bdi"] = partial(_isolated, own, ITS_OWN_DIRECTION)
    environment.globals["span"] = text.span
    return environment


def _task(own: Language, code: str) -> str:
    """A task in one sentence to her who is to do it; a code that has left stands for itself."""
    task = TASK_BY_CODE.get(code)
    if task is None:
        return code
    return task.en if own.code == "en" else str(translations(own.locale).gettext(task.easy_sv))


def _isolated(own: Language, pair: str, value: str) -> str:
    """A number, a name or an address that is to stay whole between words from right to left."""
    return pair % value if own.dir == "rtl" else value
