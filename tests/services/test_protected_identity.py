"""Protected identity: no part of a name reaches a company, and no calendar tells where she is."""

import pytest

from marketplace.errors import Conflict
from marketplace.models.history import SYSTEM
from marketplace.models.users import Role
from marketplace.services import calendar_feeds
from tests.make import make_member, make_posting, make_user
from tests.make_work import make_assignment


@pytest.fixture
def member(session):
    return make_member(given_name="Zebunissa", family_name="Qvarnström", protected_identity=True)


def test_a_company_reads_no_part_of_the_name(browser, member):
    posting = make_posting(cooperative=member.cooperative)
    make_assignment(posting.shifts[0], member)
    browser.sign_in(make_user(Role.COMPANY, company=posting.company))
    page = browser.get(f"/companies/postings/{posting.public_id}")
    assert "Zebunissa" not in page.html
    assert "Qvarn" not in page.html
    assert member.short_name in page.text


def test_no_calendar_outside_is_told_where_she_is(session, member):
    with pytest.raises(Conflict):
        calendar_feeds.make(member, SYSTEM)


def test_a_calendar_made_before_tells_nothing_any_more(session, member):
    member.protected_identity = False
    token = calendar_feeds.make(member, SYSTEM)
    session.flush()
    member.protected_identity = True
    assert calendar_feeds.by_token(token) is None
