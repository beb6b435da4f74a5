"""What a member is sent: in her own language and in easy Swedish, place and time in the text."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from marketplace.models.history import SYSTEM
from marketplace.models.messages import Message
from marketplace.services import asks, messages
from marketplace.translations import LANGUAGES, language, translations
from tests.make import make_cooperative, make_member, make_posting, make_site
from tests.make_work import make_proposal

BILINGUAL = [one.code for one in LANGUAGES if one.code not in ("sv", "latt")]


@pytest.fixture
def posting(session, frozen):
    frozen(datetime(2026, 12, 1, 9, tzinfo=UTC))
    site = make_site()
    return make_posting(site, make_cooperative(site.municipality), task="pack_goods")


def sent_to(posting, code, session):
    member = make_member(posting.cooperative, language=code)
    asks.send(posting, [make_proposal(posting.shifts[0], member)], SYSTEM, base_url="https://o.se")
    return session.scalars(select(Message).where(Message.member_id == member.id)).first()


@pytest.mark.parametrize("code", BILINGUAL)
def test_a_question_stands_in_the_members_language_and_in_easy_swedish(posting, session, code):
    sent = sent_to(posting, code, session)
    own, swedish = sent.body.split("* * *")
    say = translations(language(code).locale).gettext
    assert say("Svara ja eller nej här:") in own
    assert say("Du packar varor i lådor.") in own
    assert "Svara ja eller nej här:" in swedish
    assert "Du packar varor i lådor." in swedish
    assert sent.subject.endswith(f" / Vill du jobba hos {posting.company.name}?")


@pytest.mark.parametrize("code", BILINGUAL)
def test_place_time_link_and_telephone_stand_in_both_halves(posting, session, code):
    for half in sent_to(posting, code, session).body.split("* * *"):
        for fact in (posting.site.street, posting.cooperative.phone, "https://o.se/members/asks/"):
            assert fact in half
        assert posting.shifts[0].starts_at.strftime("%d").lstrip("0") in half


@pytest.mark.parametrize("code", ["sv", "latt", "xx"])
def test_who_reads_swedish_or_a_language_we_lack_gets_easy_swedish_alone(posting, session, code):
    sent = sent_to(posting, code, session)
    assert "* * *" not in sent.body
    assert "berättar inte för någon om du säger nej" in sent.body


def test_others_get_ordinary_swedish():
    assert [one.code for one in messages.languages_for(None)] == ["sv"]


def test_a_telephone_number_keeps_its_order_from_right_to_left(posting, session):
    own, swedish = sent_to(posting, "ar", session).body.split("* * *")
    assert f"\N{LEFT-TO-RIGHT ISOLATE}{posting.cooperative.phone}" in own
    assert "\N{LEFT-TO-RIGHT ISOLATE}" not in swedish
