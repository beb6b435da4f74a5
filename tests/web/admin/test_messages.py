"""The outbox."""

import pytest

from marketplace.models.messages import Channel, MessageStatus
from marketplace.models.users import Role
from tests.make import make_user
from tests.make_work import make_message

MESSAGES = "/admin/messages"
KEY = "kQ3xv0Zt5N2mVbL8yRw1cUhJ4oE"
BODY = f"Hej!\nVill du jobba?\n\nSvara här: http://127.0.0.1:8000/members/asks/{KEY}\n"


@pytest.fixture
def sysadmin(browser, session):
    return browser.sign_in(make_user(Role.SYSADMIN))


def test_messages_are_found_by_state_recipient_and_subject(sysadmin):
    make_message(recipient="a@x.example", subject="Din länk", channel=Channel.MAIL)
    make_message(recipient="070-174 06 01", status=MessageStatus.KEPT)
    make_message(recipient="070-174 06 02", status=MessageStatus.FAILED)
    page = sysadmin.get(MESSAGES)
    assert [row["Läge"] for row in page.table("3 meddelanden")] == [
        "Kom inte fram",
        "Ligger kvar",
        "Väntar",
    ]
    [row] = sysadmin.submit("Visa", {"Läge": "Ligger kvar"}).table("1 meddelande")
    assert (row["Mottagare"], row["Väg"]) == ("070-174 06 01", "SMS")
    page = sysadmin.get(MESSAGES, q="länk")
    assert page.table("1 meddelande")[0]["Mottagare"] == "a@x.example"
    assert "Inget meddelande stämmer" in sysadmin.get(MESSAGES, q="finns inte").text


def test_an_empty_outbox_says_so(sysadmin):
    assert "Inga meddelanden än." in sysadmin.get(MESSAGES).text


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (MessageStatus.KEPT, True),
        (MessageStatus.SENT, False),
        (MessageStatus.WAITING, False),
        (MessageStatus.FAILED, False),
    ],
)
def test_the_key_in_a_link_is_readable_only_where_nobody_else_carries_it(sysadmin, status, shown):
    message = make_message(body=BODY, status=status)
    page = sysadmin.get(f"{MESSAGES}/{message.public_id}")
    assert "Vill du jobba?" in page.text
    assert (KEY in page.html) is shown
    assert "http://127.0.0.1:8000/members/asks/" in page.text


def test_markup_in_a_message_is_text(sysadmin):
    message = make_message(body="<script>alert(1)</script>\n", subject="<b>Hej</b>")
    page = sysadmin.get(f"{MESSAGES}/{message.public_id}")
    assert page.heading == "<b>Hej</b>"
    assert "<script>alert(1)</script>" in page.text


def test_a_message_that_does_not_exist_is_not_found(sysadmin):
    sysadmin.get(f"{MESSAGES}/zzzzzzzzzzzz", expect=404)
