"""Easy Swedish is easy: in its catalogue, on members' pages and in their messages."""

import re

import pytest

from marketplace.models.messages import Channel
from marketplace.services import messages
from marketplace.translations import EASY_SWEDISH, translations
from marketplace.translations.catalogues import read
from marketplace.translations.extraction import for_members
from tests.make import make_cooperative, make_posting, make_site, make_user
from tests.make_work import make_ask, make_assignment, make_proposal
from tests.translations.readability import HIGHEST_LIX, lix, too_long

NAMES = re.compile(r"%\(\w+\)[a-z]")


def shown(text):
    """A text with a short word in each place that is filled in."""
    return NAMES.sub("Anna", text)


def easy_texts(catalogue):
    return [shown(message.string) for message in catalogue if message.id and message.string]


def test_no_easy_sentence_is_longer_than_twelve_words():
    assert too_long(easy_texts(read(EASY_SWEDISH.catalogue))) == []


def test_the_easy_catalogue_has_a_readability_index_of_at_most_thirty():
    assert lix(easy_texts(read(EASY_SWEDISH.catalogue))) <= HIGHEST_LIX


def test_all_that_members_meet_is_easy_in_easy_swedish(texts):
    easy = translations(EASY_SWEDISH.locale)
    single = [message.id for message in for_members(texts) if isinstance(message.id, str)]
    said = [shown(easy.gettext(text)) for text in single if text]
    assert too_long(said) == []
    assert lix(said) <= HIGHEST_LIX


def test_the_measure_tells_a_long_sentence_and_a_hard_text():
    long = "Det här är en mening som har mer än tolv ord i sig nu."
    assert too_long([long, "Den här är kort."]) == [long]
    assert lix(["Arbetsuppgifterna innefattar huvudsakligen kvalitetskontroll."]) > 60


def asked():
    site = make_site()
    cooperative = make_cooperative(site.municipality)
    posting = make_posting(site, cooperative, shifts=2, task="pack_goods")
    user = make_user("member", cooperative=cooperative)
    make_ask(make_proposal(posting.shifts[0], user.member), token="a-link")
    return user, make_assignment(posting.shifts[1], user.member)


def spoken(page):
    """What stands on a page, a line a block, without the languages, names and addresses."""
    for part in page.soup.select("nav, header, footer, dd, title, .task"):
        part.decompose()
    return [line for line in page.soup.get_text("\n").split("\n") if line.strip()]


@pytest.mark.parametrize(
    "path", ["/members/asks/a-link", "/members/shifts", "/members/shifts/{}/leave", "/sign-in"]
)
def test_a_members_page_in_easy_swedish_is_easy(browser, session, path):
    user, assignment = asked()
    browser.sign_in(user)
    browser.get("/languages/latt", next="/sign-in")
    lines = spoken(browser.get(path.format(assignment.public_id)))
    assert too_long(lines) == []
    assert lix(lines) <= HIGHEST_LIX


def test_a_members_message_in_easy_swedish_is_easy(session):
    user, assignment = asked()
    sent = messages.send(
        Channel.SMS,
        "070-1740601",
        "shift_cancelled",
        member_id=user.member_id,
        shift=assignment.shift,
    )
    assert too_long([sent.body]) == []
    assert lix([sent.body]) <= HIGHEST_LIX
