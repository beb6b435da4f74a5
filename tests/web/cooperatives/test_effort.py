"""What a crew costs a coach and a question costs a member, in clicks and bytes: printed, held."""

import gzip
import sys

from sqlalchemy import select

from marketplace.models.messages import Message
from marketplace.models.proposals import Proposal, ProposalStatus
from marketplace.models.users import Role
from tests.make import make_cooperative, make_member, make_posting, make_site, make_user
from tests.make_work import make_proposal

MOST_TO_ASK, MOST_TO_SWAP, MOST_TO_ANSWER = 1, 2, 1
MOST_BYTES, MOST_RAW = 20 * 1024, 60 * 1024
PAGES = ("inbox", "crews", "schedule", "members", "loans", "internal-shifts", "presence")


def crew(browser):
    site = make_site()
    cooperative = make_cooperative(site.municipality)
    posting = make_posting(site, cooperative, heads=2)
    for _ in range(2):
        make_proposal(posting.shifts[0], make_member(cooperative))
    able = make_member(cooperative, given_name="Örjan")
    browser.sign_in(make_user(Role.COACH, cooperative=cooperative))
    return posting, able, browser.get(f"/cooperatives/crews/{posting.public_id}")


def told(capsys, words):
    with capsys.disabled():
        sys.stdout.write(f"\n{words}\n")


def test_a_crew_that_is_right_is_asked_with_one_click_and_a_person_swapped_with_two(
    browser, session, capsys
):
    _, able, _ = crew(browser)
    browser.click("Byt ut")
    browser.submit(f"Välj {able.given_name}", why="Har lättare att ta sig dit")
    swap = 2
    standing = select(Proposal.member_id).where(Proposal.status == ProposalStatus.CREATED)
    assert able.id in session.scalars(standing).all()
    page = browser.submit("Godkänn laget och fråga alla")
    ask = 1
    assert "2 personer har fått frågan" in page.text
    told(capsys, f"clicks to swap {swap} of {MOST_TO_SWAP}, to ask {ask} of {MOST_TO_ASK}")
    assert swap <= MOST_TO_SWAP
    assert ask <= MOST_TO_ASK


def test_a_member_answers_with_one_press_after_opening_the_link(
    browser, new_browser, session, capsys
):
    crew(browser)
    browser.submit("Godkänn laget och fråga alla")
    body = session.scalars(select(Message.body)).first()
    link = next(word for word in body.split() if "/members/asks/" in word)
    phone = new_browser()
    page = phone.get("/members/asks/" + link.rsplit("/", 1)[1])
    size = len(gzip.compress(page.response.data))
    assert "Du är bokad" in phone.submit("Ja, jag vill").text
    told(capsys, f"presses to answer 1 of {MOST_TO_ANSWER}, no password, {size} bytes gzipped")
    assert size <= MOST_BYTES


def test_pages_of_a_coach_are_light(browser, capsys):
    posting, _, page = crew(browser)
    pages = {posting.public_id: page}
    pages |= {name: browser.get(f"/cooperatives/{name}") for name in PAGES}
    small = {name: len(gzip.compress(one.response.data)) for name, one in pages.items()}
    raw = {name: len(one.response.data) for name, one in pages.items()}
    told(capsys, small)
    assert max(small.values()) <= MOST_BYTES
    assert max(raw.values()) <= MOST_RAW
