"""What the small script adds, and what stays when it is off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.screens import CHECKOUT

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A window with script."""
    context = chromium.new_context(viewport={"width": 1100, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(chromium: Browser) -> Iterator[Page]:
    """A phone without script."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 800}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def test_a_live_part_renews_itself_says_so_and_stops(page: Page, address: str) -> None:
    page.goto(f"{address}/pages/live")
    expect(page.locator("#crew")).to_contain_text("4 av 4 platser fyllda")
    expect(page.locator("#announcer")).to_have_text("4 av 4 platser fyllda")
    expect(page.locator("#crew")).not_to_have_attribute("data-poll", "/crew")


def test_a_live_part_keeps_focus_and_what_was_opened(page: Page, address: str) -> None:
    page.goto(f"{address}/pages/live")
    summary = page.locator("#crew summary")
    summary.press("Enter")
    expect(page.locator("#crew")).to_contain_text("4 av 4 platser fyllda")
    expect(summary).to_be_focused()
    expect(page.locator("#crew details")).to_have_attribute("open", "")


def test_the_price_follows_what_is_typed(page: Page, address: str) -> None:
    page.goto(f"{address}/pages/live")
    page.get_by_label("Antal personer").fill("10")
    expect(page.locator("#price")).to_contain_text("22800 kr")
    expect(page.get_by_label("Antal personer")).to_be_focused()


def test_an_impatient_second_click_sends_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}/pages/live")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_role("button", name="Lägg upp jobbet").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Packa hos Finspångs Gran")
    assert [url for url in sent if url.endswith("/posted")] == [f"{address}/posted"]


def test_errors_take_focus_and_lead_to_their_field(page: Page, address: str) -> None:
    page.goto(f"{address}/pages/post?errors=1")
    expect(page.locator(".error-summary")).to_be_focused()
    assert page.title().startswith("Fel: ")
    page.get_by_role("link", name="Välj vad som ska göras.").click()
    expect(page.get_by_role("radio", name="Packa")).to_be_focused()
    page.get_by_role("link", name="Skriv när jobbet slutar.").click()
    expect(page.get_by_label("Slutar")).to_be_focused()


def test_every_error_is_tied_to_its_field(page: Page, address: str) -> None:
    page.goto(f"{address}/pages/post?errors=1")
    expect(page.get_by_label("Slutar")).to_have_accessible_description(
        "Fel: Skriv när jobbet slutar."
    )
    expect(page.get_by_label("Slutar")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("group", name="Vilka dagar?")).to_have_accessible_description(
        "Fel: Välj minst en dag."
    )


def test_the_number_of_chosen_days_is_shown(page: Page, address: str) -> None:
    page.goto(f"{address}/pages/post")
    expect(page.get_by_text("2 valda")).to_be_visible()
    page.get_by_label("Fre 18 dec").check()
    expect(page.get_by_text("3 valda")).to_be_visible()


def test_the_first_tab_leads_past_the_header(page: Page, address: str) -> None:
    page.goto(f"{address}/pages/crew")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_menu_opens_without_script(plain: Page, address: str) -> None:
    plain.goto(f"{address}/pages/today")
    link = plain.get_by_role("link", name="Medlemmar")
    expect(link).to_be_hidden()
    plain.get_by_role("button", name="Meny").click()
    expect(link).to_be_visible()
    plain.keyboard.press("Escape")
    expect(link).to_be_hidden()


def test_a_live_page_reloads_itself_without_script(plain: Page, address: str) -> None:
    plain.goto(f"{address}/pages/live")
    with plain.expect_event("domcontentloaded"):
        pass
    expect(plain.get_by_role("heading", level=1)).to_have_text("Laget tar form")


def test_the_price_has_a_button_without_script(plain: Page, address: str) -> None:
    plain.goto(f"{address}/pages/live")
    expect(plain.get_by_role("button", name="Visa pris")).to_be_visible()


def test_errors_take_focus_without_script(plain: Page, address: str) -> None:
    plain.goto(f"{address}/pages/post?errors=1")
    expect(plain.locator(".error-summary:focus")).to_have_count(1)


def test_a_long_word_in_the_heading_of_a_card_stays_within_it(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    style = (CHECKOUT / "static" / "app.css").read_text()
    head = '<div class="card-head"><h3>Kommunalförbundet Skogsbygden</h3></div>'
    page.set_content(f'<style>{style}</style><main><article class="card">{head}</article></main>')
    right = "one => one.getBoundingClientRect().right"
    card, heading = page.locator(".card"), page.locator("h3")
    assert heading.evaluate(right) < card.evaluate(right)
    assert heading.evaluate("one => one.scrollWidth <= one.clientWidth")
