"""Text messages: a file each, where no other carrier is set up."""

from types import SimpleNamespace

import pytest

from marketplace import sms
from marketplace.models.messages import Channel, MessageStatus
from marketplace.services import messages
from tests.make_work import make_message

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_ESCAPED = frozenset("\f^{}\\[~]|€")
"""Of the same alphabet, but each takes two places."""


def segments(text: str) -> int:
    """How many text messages it is sent and paid for as; one letter outside GSM halves the room."""
    if GSM.union(GSM_ESCAPED).issuperset(text):
        length, alone, each = sum(1 + (one in GSM_ESCAPED) for one in text), 160, 153
    else:
        length, alone, each = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if length <= alone else -(-length // each)


def test_a_text_message_is_put_in_a_file_and_kept_once(app, session, tmp_path):
    message = make_message(channel="sms", recipient="070-174 06 01", status=MessageStatus.WAITING)
    outbox = sms.FileOutbox(tmp_path / "sms")
    messages.deliver(message, outbox)
    messages.deliver(message, outbox)
    [file] = (tmp_path / "sms").iterdir()
    assert file.read_text() == f"070-174 06 01\n\n{message.body}"
    assert file.stat().st_mode & 0o077 == 0
    assert message.status == MessageStatus.KEPT
    assert message.tries == 1


def test_files_of_messages_that_are_gone_go_too(app, session, tmp_path):
    outbox = sms.FileOutbox(tmp_path / "sms")
    kept, gone = make_message(channel="sms"), make_message(channel="sms")
    outbox(kept)
    outbox(gone)
    outbox.keep_only({kept.public_id})
    assert [file.stem for file in (tmp_path / "sms").iterdir()] == [kept.public_id]


LONG = "Maximiliana-Wilhelmina Åsa-Gunvor"
FIRST_SAID = f"{LONG[:20]} är inte på plats hos "


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("å" * 160, 1),
        ("å" * 161, 2),
        ("å" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ş" * 70, 1),
        ("ş" * 71, 2),
        ("ş" * 135, 3),
    ],
)
def test_a_text_is_counted_in_the_messages_it_is_paid_for_as(text, count):
    assert segments(text) == count


@pytest.mark.parametrize(("letter", "most"), [("", 2), ("ş", 3)])
def test_each_text_with_long_names_stays_short_and_says_who_and_where_first(
    app, session, letter, most
):
    name = SimpleNamespace(short_name=f"{LONG} {letter}A.")
    company = SimpleNamespace(
        name=f"Skär{letter}gårdens Ekologiska Trädgårdsmästeri och Blomsterhandel",
        phone="+46 70-174 06 01",
    )
    url = "https://orangeriet.kooperativen.example/cooperatives/crews/0123456789ab"
    posting = SimpleNamespace(company=company)
    assignment = SimpleNamespace(member=name, shift=SimpleNamespace(posting=posting))
    texts = sorted(one.stem for one in messages.TEMPLATES.glob("*_sms.txt"))
    assert texts
    for template in texts:
        sent = messages.send(
            Channel.SMS, "070", template, assignment=assignment, extra=None, asked=name, url=url
        )
        assert segments(sent.body.strip()) <= most, template
        assert url in sent.body
        assert sent.body.startswith(FIRST_SAID)
