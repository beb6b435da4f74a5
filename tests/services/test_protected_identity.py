"""Protected identity: no part of a name reaches a company, and no calendar tells where she is."""

import pytest

from marketplace.errors import Conflict
from marketplace.models.hire_offers import HireOfferStatus
from marketplace.models.history import SYSTEM
from marketplace.models.users import Role
from marketplace.services import calendar_feeds
from tests.make import make_member, make_posting, make_site, make_user
from tests.make_quality import make_hire_offer, make_hire_wish
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


def test_no_place_in_a_list_tells_what_a_hidden_name_begins_with(browser, member):
    posting = make_posting(cooperative=member.cooperative, heads=3)
    others = [make_member(member.cooperative, given_name=name) for name in ("Anna", "Bo")]
    for one in (*others, member):
        make_assignment(posting.shifts[0], one)
        make_hire_wish(one, posting.company)
    browser.sign_in(make_user(Role.COMPANY, company=posting.company))
    for path in (f"/companies/postings/{posting.public_id}", "/companies/hire-offers"):
        text = browser.get(path).text
        names = [one.short_name for one in (member, *others)]
        assert sorted(names, key=text.index) == names


def test_who_would_like_to_work_there_is_told_what_the_company_sees(browser, member):
    posting = make_posting(cooperative=member.cooperative)
    make_hire_wish(member, posting.company)
    browser.sign_in(make_user(Role.MEMBER, member=member))
    page = browser.get("/members/hire-wishes")
    assert f"Företaget ser bara {member.short_name}, som på jobbet." in page.text
    browser.sign_in(make_user(Role.COMPANY, company=posting.company))
    offered = browser.get("/companies/hire-offers")
    offered = browser.click(f"Vill ni anställa {member.short_name}?")
    assert "Zebunissa" not in offered.html


def test_with_an_offer_she_and_her_coach_are_told_to_talk_about_her_name(browser, member):
    offer = make_hire_offer(member, make_site(), status=HireOfferStatus.ASKED)
    browser.sign_in(make_user(Role.MEMBER, member=member))
    page = browser.get(f"/members/hire-offers/{offer.public_id}")
    assert "Företaget vet inte vad du heter." in page.text
    browser.sign_in(make_user(Role.COACH, cooperative=member.cooperative))
    page = browser.get(f"/cooperatives/hire-offers/{offer.public_id}")
    assert f"Företaget ser bara {member.short_name}." in page.text


def test_no_calendar_outside_is_told_where_she_is(session, member):
    with pytest.raises(Conflict):
        calendar_feeds.make(member, SYSTEM)


def test_a_calendar_made_before_tells_nothing_any_more(session, member):
    member.protected_identity = False
    token = calendar_feeds.make(member, SYSTEM)
    session.flush()
    member.protected_identity = True
    assert calendar_feeds.by_token(token) is None
