"""Text messages: a file each, where no other carrier is set up."""

from marketplace import sms
from marketplace.models.messages import MessageStatus
from marketplace.services import messages
from tests.make_work import make_message


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
