"""In a language of her own a member meets no Swedish word, and every name keeps apart."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.clock import now
from marketplace.database import Base, db
from marketplace.models.history import SYSTEM
from marketplace.models.members import Member, Reminder
from marketplace.models.messages import Message
from marketplace.models.users import Role
from marketplace.services import (
    accounts,
    asks,
    assignments,
    second_factors,
    second_looks,
    shift_reminders,
)
from marketplace.translations.language import ARABIC
from marketplace.web.languages import FOR_MEMBERS
from tests.accessibility.conftest import places_of
from tests.guards.world import make_tenant
from tests.make import make_posting
from tests.make_needs import make_needs
from tests.make_work import make_assignment, make_proposal
from tests.page_rules import is_whole

LATIN = re.compile(r"[^\W\d_]*[a-zåäö][^\W\d_]*", re.IGNORECASE)
SPOKEN = ("alt", "aria-label", "placeholder", "title")
"""Attributes that are read out."""
ISOLATED = re.compile(
    "[\N{FIRST STRONG ISOLATE}\N{LEFT-TO-RIGHT ISOLATE}].*?\N{POP DIRECTIONAL ISOLATE}"
)
ARABIC_LETTER = re.compile(r"[\u0600-\u06ff]")
LINK = re.compile(r"https://\S+")
HERE = "https://o.se"
MESSAGES = 7
"""A question, a receipt, a shift cancelled, a reminder, a link, an account changed, an answer."""
NAMES = ("companies", "cooperatives", "members", "municipalities", "postings", "sites", "users")
"""Tables whose texts are names, addresses and numbers, the same in every language."""
KEPT = {"Orangeriet", "kr", "Google Authenticator", "Microsoft Authenticator", "Aegis"}
ANOTHER = "body [lang], [translate=no]"
"""What says itself that it is not in the language of the page."""


@pytest.fixture
def tenant(session):
    return make_tenant("linkoping")


@pytest.fixture
def member(tenant):
    """Somebody who reads Arabic, as all here do: its letters are told from Swedish at a glance."""
    for one in db.session.scalars(select(Member)):
        one.language = ARABIC.code
    return tenant.users[Role.MEMBER].member


def names():
    """What stands in rows and is not translated, the longest first."""
    found = set(KEPT)
    for name in NAMES:
        for row in db.session.execute(select(Base.metadata.tables[name])):
            found |= {value for value in row if isinstance(value, str) and value}
    return sorted(found, key=len, reverse=True)


def swedish_in(texts, known):
    """The words that are left in Latin letters once names are taken out."""
    found = []
    for text in texts:
        left = text.replace("\N{SOFT HYPHEN}", "")
        for name in known:
            left = left.replace(name, " ")
        found += [text.strip()] if LATIN.search(left) else []
    return found


def texts_of(page):
    """Everything a page shows or has read out."""
    for part in page.soup.select(f"{ANOTHER}, wbr"):
        part.decompose()
    page.soup.smooth()  # an address that may break over two lines is one word all the same
    for part in page.soup.find("body").descendants:
        if isinstance(part, str):
            yield part
        else:
            yield from (part[name] for name in SPOKEN if part.has_attr(name))


def loose_in(page):
    """Names that do not keep apart from words from right to left: one that ends in a figure or a
    bracket would lose it to the other side."""
    return [
        part.strip()
        for part in page.soup.find("main").find_all(string=LATIN)
        if swedish_in([part], KEPT) and not part.find_parent(["bdi", "svg"])
    ]


def test_no_page_for_members_holds_a_swedish_word_or_a_name_that_is_torn(browser, tenant, member):
    make_needs(member, "step_free", hazards=["dust"], abilities={"lifting": 2})
    browser.sign_in(tenant.users[Role.MEMBER])
    known, found, loose = names(), {}, {}
    for place in places_of(tenant):
        if place.role in (None, Role.MEMBER) and place.endpoint.startswith(FOR_MEMBERS):
            page = browser.fetch("GET", place.path)
            if page.status == 200 and page.response.mimetype == "text/html" and is_whole(page.html):
                found[place.path] = swedish_in(texts_of(page), known)
                loose[place.path] = loose_in(page)
    assert len(found) > 20
    assert {path: words for path, words in found.items() if words} == {}
    assert {path: parts for path, parts in loose.items() if parts} == {}


def everything_sent_to(user):
    """One of each message that a member can get, by what is done."""
    member = user.member
    booked, kept = (make_posting(cooperative=member.cooperative) for _ in range(2))
    ask = asks.send(booked, [make_proposal(booked.shifts[0], member)], SYSTEM, base_url=HERE)
    asks.answer(ask, asks.open_of(ask), SYSTEM)
    asks.confirm_receipt(ask, SYSTEM, base_url=HERE)
    assignments.cancel_posting(booked, SYSTEM)
    make_assignment(kept.shifts[0], member, confirmed_at=now() - timedelta(days=60))
    shift_reminders.wish(member, Reminder.TWO_HOURS_BEFORE, SYSTEM)
    shift_reminders.send_due(kept.shifts[0].starts_at - timedelta(minutes=1))
    accounts.send_link(user.email, "127.0.0.1", base_url=HERE)
    second_factors.turn_off(user, SYSTEM)
    second_looks.answer(second_looks.ask(member, "", SYSTEM), "123", SYSTEM)


def is_torn(line):
    """Whether a line holds a name that does not keep apart from Arabic words beside it."""
    return bool(swedish_in([ISOLATED.sub("", line)], KEPT))


def test_no_message_to_a_member_holds_a_swedish_word_above_the_easy_swedish(
    session, tenant, member
):
    everything_sent_to(tenant.users[Role.MEMBER])
    query = select(Message).where(Message.member_id == member.id, Message.subject.contains(" / "))
    sent = {one.subject.rpartition(" / ")[0]: one.body for one in session.scalars(query)}
    assert len(sent) == MESSAGES
    known = names()
    for subject, body in sent.items():
        own, _easy_swedish = body.split("* * *")
        lines = [LINK.sub("", line) for line in (subject, *own.splitlines())]
        assert swedish_in(lines, known) == []
        assert [one for one in lines if ARABIC_LETTER.search(one) and is_torn(one)] == []
