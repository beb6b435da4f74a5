"""What a crew costs a coach, and a question a member, in presses and bytes: counted, held."""

from sqlalchemy import select

from marketplace.models.messages import Message
from marketplace.models.proposals import Proposal, ProposalStatus
from marketplace.models.users import Role
from tests.effort import MOST_BYTES, MOST_RAW, Effort, told, weight
from tests.make import make_cooperative, make_member, make_posting, make_site, make_user
from tests.make_work import make_proposal

MOST_TO_ASK, MOST_TO_SWAP, MOST_TO_ANSWER = 1, 2, 1
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


def test_a_crew_that_is_right_is_asked_with_one_click_and_a_person_swapped_with_two(
    browser, session, capsys
):
    _, able, _ = crew(browser)
    browser.effort = Effort()
    browser.click("Byt ut")
    browser.submit(f"Välj {able.given_name}")
    swap, browser.effort = browser.effort, Effort()
    standing = select(Proposal.member_id).where(Proposal.status == ProposalStatus.CREATED)
    assert able.id in session.scalars(standing).all()
    page = browser.submit("Godkänn laget och fråga alla")
    ask = browser.effort
    assert "2 personer har fått frågan" in page.text
    told(capsys, f"to swap {swap}, to ask {ask}")
    assert swap == Effort(presses=MOST_TO_SWAP)
    assert ask == Effort(presses=MOST_TO_ASK)


def test_a_member_answers_with_one_press_after_opening_the_link(
    browser, new_browser, session, capsys
):
    crew(browser)
    browser.submit("Godkänn laget och fråga alla")
    body = session.scalars(select(Message.body)).first()
    link = next(word for word in body.split() if "/members/asks/" in word)
    phone = new_browser()
    page = phone.get("/members/asks/" + link.rsplit("/", 1)[1])
    size, raw = weight(page)
    phone.effort = Effort()
    assert "Du är bokad" in phone.submit("Ja, jag vill").text
    told(capsys, f"to answer {phone.effort}, {size} bytes gzipped, {raw} raw")
    assert phone.effort == Effort(presses=MOST_TO_ANSWER)
    assert (size <= MOST_BYTES, raw <= MOST_RAW) == (True, True)


def test_pages_of_a_coach_are_light(browser, capsys):
    posting, _, page = crew(browser)
    pages = {posting.public_id: page}
    pages |= {name: browser.get(f"/cooperatives/{name}") for name in PAGES}
    sizes = {name: weight(one) for name, one in pages.items()}
    told(capsys, sizes)
    assert max(size for size, _ in sizes.values()) <= MOST_BYTES
    assert max(raw for _, raw in sizes.values()) <= MOST_RAW
