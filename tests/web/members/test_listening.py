"""Recorded voices: heard where somebody recorded them, hidden where not."""

import pytest

from marketplace.web import recordings
from tests.make import make_cooperative, make_member, make_posting, make_site
from tests.make_work import make_ask, make_proposal


@pytest.fixture
def voices(app, monkeypatch, tmp_path):
    monkeypatch.setattr(recordings, "folder", lambda: tmp_path)
    (tmp_path / "ar").mkdir()
    (tmp_path / "ar" / "pack_goods.mp3").write_bytes(b"ID3 a voice")


def asked(language):
    site = make_site()
    posting = make_posting(site, make_cooperative(site.municipality), task="pack_goods")
    member = make_member(posting.cooperative, language=language)
    make_ask(make_proposal(posting.shifts[0], member), token="a-link")


def test_a_question_is_heard_in_the_language_that_was_recorded(browser, session, voices):
    asked("ar")
    heard = browser.get("/members/asks/a-link").soup.select_one("audio")
    answer = browser.fetch("GET", heard["src"]).response
    assert answer.data == b"ID3 a voice"
    assert answer.mimetype == "audio/mpeg"


def test_where_nobody_recorded_nothing_is_offered(browser, session, voices):
    asked("so")
    assert browser.get("/members/asks/a-link").soup.select_one("audio") is None


@pytest.mark.parametrize("name", ["so-pack_goods", "ar-nothing", "..-pack_goods", "ar"])
def test_what_is_not_recorded_is_not_found(browser, session, voices, name):
    browser.get(f"/recordings/{name}", expect=404)
