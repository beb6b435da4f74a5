"""In a real browser: a what-if on last month's jobs is put to the vote and becomes the policy."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from marketplace.database import db
from marketplace.models.members import Member
from marketplace.models.postings import PostingStatus
from marketplace.models.users import Role
from marketplace.services import policies
from tests.journeys import steps
from tests.make import make_posting, make_user, workday
from tests.make_quality import make_owner
from tests.screens import LiveSite

pytestmark = pytest.mark.browser
VOTERS = ("first@example.com", "second@example.com")


@pytest.fixture
def town(live_site: LiveSite) -> LiveSite:
    """A cooperative with two owners who can vote, and a job they might have worked last month."""
    steps.settle(live_site.app)
    with live_site.app.app_context():
        owners = db.session.scalars(select(Member).order_by(Member.id)).all()[:2]
        for owner, email in zip(owners, VOTERS, strict=True):
            make_owner(owner)
            make_user(Role.MEMBER, member=owner, email=email)
        home = owners[0].cooperative
        make_posting(cooperative=home, status=PostingStatus.DONE, shifts=[workday(-3)])
        db.session.commit()
    return live_site


@pytest.mark.timeout(280)
def test_a_what_if_becomes_the_policy_by_the_members_votes(town: LiveSite, phone: Page) -> None:
    steps.sign_in(town, phone, "kooptjanst@example.com")
    phone.goto(f"{town.url}/kooptjanst/trials/new")
    phone.get_by_text("Vad som väger tyngst").click()
    phone.get_by_label("Plats 1").select_option("fairness")
    phone.get_by_label("Plats 2").select_option("stability")
    phone.get_by_role("button", name="Räkna").click()
    see_the_difference(phone)
    phone.get_by_label("Varför?").fill("Den som fått minst ska gå först.")
    phone.get_by_role("button", name="Lägg fram för omröstning").click()
    expect(phone.locator("main")).to_contain_text("Medlemmarna röstar")
    with town.app.app_context():
        assert policies.levels()[0] == "stability"

    for email in VOTERS:
        steps.sign_in(town, phone, email)
        phone.goto(f"{town.url}/members/votes")
        expect(phone.locator("main")).to_contain_text("Den som fått minst jobb går först.")
        phone.get_by_role("button", name="Ja, ändra").click()
        expect(phone.locator("main")).to_contain_text("Din röst är räknad")

    steps.sign_in(town, phone, "kooptjanst@example.com")
    phone.goto(f"{town.url}/kooptjanst/policies")
    expect(phone.locator("main")).to_contain_text("Gäller")
    with town.app.app_context():
        assert policies.levels()[0] == "fairness"
        assert policies.for_matching().order[3] == "fairness"


def see_the_difference(page: Page) -> None:
    """The worker solves twice meanwhile; whoever asked looks again now and then."""
    for _ in range(steps.A_SOLVE_SECONDS * 3):
        if page.get_by_text("Skillnaden på förra månadens jobb").count():
            return
        page.wait_for_timeout(1000)
        page.reload()
    pytest.fail(f"no answer came: {page.locator('main').inner_text()}")
