"""A member answers on her phone: with a keyboard, without script, in easy Swedish and in Arabic."""

import pytest
from playwright.sync_api import Browser, Page, expect

from marketplace.database import db
from marketplace.models.proposals import Proposal, ProposalStatus
from marketplace.models.users import Role, User
from marketplace.services import sessions
from marketplace.translations import language, translations
from tests.accessibility.conftest import PATIENCE_MS, Site
from tests.make import (
    make_cooperative,
    make_posting,
    make_shift,
    make_site,
    make_user,
    workday,
)
from tests.make_work import make_ask, make_assignment, make_proposal

pytestmark = pytest.mark.browser
CODES = ["latt", "ar"]
MOST_TABS = 40
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(params=CODES)
def say(request):
    """gettext of the member's language; `.code` of it."""
    catalogue = translations(language(request.param).locale)

    def translated(text, **values):
        return catalogue.gettext(text) % values if values else catalogue.gettext(text)

    translated.code = request.param
    return translated


def asked(site: Site, code: str, token: str) -> tuple[User, int]:
    """A member of that language with a question, and the id of its proposal."""
    place = make_site()
    cooperative = make_cooperative(place.municipality)
    posting = make_posting(place, cooperative, task="pack_goods")
    user = make_user(Role.MEMBER, cooperative=cooperative)
    user.member.language = code
    proposal = make_proposal(posting.shifts[0], user.member)
    make_ask(proposal, token=token)
    db.session.commit()
    return user, proposal.id


def press(page: Page, name: str) -> None:
    """Reach a button or link by the tab key alone, press it, and wait for the next page."""
    wanted = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    pytest.fail(f"the tab key never reached {name!r}")


def status_of(site: Site, proposal_id: int) -> ProposalStatus:
    with site.app.app_context():
        return db.session.get_one(Proposal, proposal_id).status


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_question_is_answered_and_answered_otherwise(
    chromium: Browser, site: Site, say, script: bool
) -> None:
    with site.app.app_context():
        user, proposal = asked(site, say.code, f"link-{say.code}-{script}")
        name = user.member.given_name
    context = site.window(chromium, None, script=script)
    page = context.new_page()
    page.goto(f"{site.url}/members/asks/link-{say.code}-{script}")
    expect(page.locator("h1")).to_have_text(say("Hej %(name)s! Vill du jobba?", name=name))
    press(page, say("Ja, jag vill"))
    expect(page.locator("h1")).to_have_text(say("Tack! Du är bokad."))
    assert status_of(site, proposal) == ProposalStatus.ACCEPTED
    press(page, say("Jag ändrar mig"))
    press(page, say("Nej, inte den här gången"))
    expect(page.locator("h1")).to_have_text(say("Tack för ditt svar!"))
    expect(page.locator("main")).to_contain_text(say("Du sa nej. Det är helt okej."))
    assert status_of(site, proposal) == ProposalStatus.DECLINED
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_a_shift_is_given_up_without_script(chromium: Browser, site: Site, say) -> None:
    with site.app.app_context():
        user, proposal = asked(site, say.code, f"shift-{say.code}")
        make_assignment(db.session.get_one(Proposal, proposal).shift, user.member)
        site.tokens[Role.MEMBER], before = sessions.start(user), site.tokens[Role.MEMBER]
        db.session.commit()
    context = site.window(chromium, Role.MEMBER, script=False)
    site.tokens[Role.MEMBER] = before
    page = context.new_page()
    page.goto(f"{site.url}/members/shifts")
    press(page, say("Jag kan inte komma"))
    press(page, say("Avboka passet"))
    expect(page.locator("main")).to_contain_text(say("Du är avbokad. Tack för att du sa till."))
    context.close()


def signed_in(site: Site, chromium: Browser, code: str, token: str, *, script: bool) -> Page:
    """A member of that language, signed in on a small telephone, with a shift and a question."""
    with site.app.app_context():
        user, _ = asked(site, code, token)
        shift = make_shift(make_posting(cooperative=user.cooperative), workday(3))
        make_assignment(shift, user.member)
        own, before = sessions.start(user), site.tokens[Role.MEMBER]
        db.session.commit()
    site.tokens[Role.MEMBER] = own
    context = site.window(chromium, Role.MEMBER, script=script)
    site.tokens[Role.MEMBER] = before
    return context.new_page()


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_member_who_must_ask_first_shows_a_paper_and_then_answers(
    chromium: Browser, site: Site, say, script: bool
) -> None:
    token = f"first-{say.code}-{script}"
    with site.app.app_context():
        _, proposal = asked(site, say.code, token)
    context = site.window(chromium, None, script=script)
    page = context.new_page()
    page.goto(f"{site.url}/members/asks/{token}")
    press(page, say("Jag vill, men måste fråga först"))
    assert fits(page)
    press(page, say("Öppna papperet"))
    expect(page.locator("main")).to_contain_text(say("Dag och tid"))
    assert fits(page)
    assert status_of(site, proposal) == ProposalStatus.SENT
    press(page, say("Tillbaka"))
    press(page, say("Ja, jag vill"))
    assert status_of(site, proposal) == ProposalStatus.ACCEPTED
    context.close()


def test_not_today_being_ill_and_the_own_pages_by_keyboard_without_script(
    chromium: Browser, site: Site, say
) -> None:
    page = signed_in(site, chromium, say.code, f"week-{say.code}", script=False)
    page.goto(f"{site.url}/members/shifts")
    press(page, say("Inte i dag"))
    press(page, say("Inte i dag"))
    expect(page.locator("main")).to_contain_text(say("Du har sagt att du inte kan i dag."))
    press(page, say("Jag kan inte komma"))
    press(page, say("Jag är sjuk"))
    sick = say("Krya på dig! Kooperativet vet att du är sjuk.")
    expect(page.locator("main")).to_contain_text(sick)
    for path, heading in (
        ("hours", "När kan du jobba?"),
        ("about-me", "Om mig"),
        ("reasons", "Så väljs du"),
        ("money", "Vad jobbet gör med mina pengar"),
        ("company", "Vårt företag"),
        ("calendar", "Passen i min kalender"),
        ("reminders", "Vill du bli påmind?"),
    ):
        page.goto(f"{site.url}/members/{path}")
        expect(page.locator("h1")).to_have_text(say(heading))
        assert fits(page)
        assert page.locator("footer a[href^='tel:']").count() == 1
    page.goto(f"{site.url}/members/calendar")
    press(page, say("Gör en ny adress"))
    expect(page.locator(".address")).to_contain_text("/calendars/")
    assert fits(page)
    page.context.close()


def test_errors_take_focus_and_are_tied_to_their_field(chromium: Browser, site: Site) -> None:
    context = site.window(chromium, None, language("ar"))
    page = context.new_page()
    page.goto(f"{site.url}/sign-in")
    say = translations("ar").gettext
    page.get_by_role("button", name=say("Logga in"), exact=True).first.click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert page.title().startswith(say("Fel:"))
    field = page.get_by_label(say("E-postadress")).first
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(f"{say('Fel:')} {say('Skriv din e-postadress.')}")
    context.close()
