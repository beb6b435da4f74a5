"""A mail scanner fetches every link in a message, runs the scripts it finds and follows what they
lead to. For each link that we mail nothing changes, and it opens for her whose it is afterwards.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from marketplace.database import db
from marketplace.models.history import SYSTEM
from marketplace.models.messages import Message
from marketplace.models.places import Network
from marketplace.services import accounts, asks, follow_up_questions, hire_offers, invitations
from marketplace.services.invitations import Guest
from tests.accessibility.conftest import Site
from tests.make import make_member, make_posting, make_site, make_user
from tests.make_needs import digest_of_tables
from tests.make_networks import make_network
from tests.make_numbers import organisation_number
from tests.make_quality import make_follow_up, make_hire_offer
from tests.make_work import make_ask, make_proposal
from tests.screens import CHECKOUT

pytestmark = pytest.mark.browser
BEHIND_SIGN_IN: Final = {
    "hire_offer_made",
    "loan_answered",
    "loan_asked",
    "network_joined",
    "price_refused",
    "site_questions",
    "somebody_missing",
    "somebody_missing_sms",
    "something_happened",
}
"""Messages whose link opens nothing by itself."""
LINK = re.compile(r"https?://[^/\s]+(/\S+)")


def sign_in_link() -> None:
    accounts.send_link(str(make_user().email), "127.0.0.1", base_url="http://here")


def ask() -> None:
    posting = make_posting()
    asks.send(posting, [make_proposal(posting.shifts[0])], SYSTEM, base_url="http://here")


def answer_noted() -> None:
    asks.confirm_receipt(make_ask(), SYSTEM, base_url="http://here")


def follow_up() -> None:
    assert follow_up_questions.send(make_follow_up(), base_url="http://here")


def hire_offer() -> None:
    offer = make_hire_offer(make_member(), make_site())
    hire_offers.pass_on(offer, SYSTEM, base_url="http://here")


def network_invitation() -> None:
    guest = Guest("Nya AB", organisation_number("556"), "Nina Ny", "nina@example.com", "")
    network = db.session.scalar(select(Network)) or make_network()
    invitations.invite(network, guest, SYSTEM, base_url="http://here")


MAILED: Final[Mapping[str, Callable[[], None]]] = {
    one.__name__: one
    for one in (sign_in_link, ask, answer_noted, follow_up, hire_offer, network_invitation)
}


def test_every_message_with_a_link_is_scanned_here() -> None:
    folder = CHECKOUT / "templates" / "messages"
    linked = {file.stem for file in folder.glob("*.txt") if "{{ url }}" in file.read_text()}
    assert linked == MAILED.keys() | BEHIND_SIGN_IN


def scan(page: Page, url: str) -> None:
    """Open a page and all that it links to on this site, each with its scripts."""
    answer = page.goto(url, wait_until="networkidle")
    assert answer is not None
    assert answer.ok
    here = page.url.split("/", 3)[2]
    links = page.evaluate("[...document.links].map(link => link.href)")
    for link in {link for link in links if link.split("/", 3)[2:3] == [here]}:
        page.goto(link, wait_until="load")


@pytest.mark.parametrize("template", MAILED)
def test_a_scanner_that_opens_every_link_with_its_scripts_changes_nothing(
    chromium: Browser, site: Site, template: str
) -> None:
    with site.app.app_context():
        MAILED[template]()
        message = db.session.query(Message).order_by(Message.id.desc()).first()
        assert message is not None
        found = LINK.search(message.body)
        db.session.commit()
        before = digest_of_tables()
    assert found is not None
    context = site.window(chromium, None)
    page = context.new_page()
    page.request.fetch(site.url + found[1], method="HEAD")
    scan(page, site.url + found[1])
    context.close()
    with site.app.app_context():
        assert digest_of_tables() == before
    hers = site.window(chromium, None)
    assert hers.new_page().goto(site.url + found[1]).status == 200
    hers.close()
