"""Going through pages with the tab key alone, as who cannot hold a mouse does."""

import re

import pytest
from playwright.sync_api import Locator, Page

MOST_TABS = 150
FOCUSED = "element => element === document.activeElement"


def reach(page: Page, wanted: Locator) -> None:
    """Tab until it has the focus: what cannot be reached so fails."""
    for _ in range(MOST_TABS):
        if wanted.evaluate(FOCUSED):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"never reached by keyboard: {wanted}")


def press(page: Page, name: str) -> None:
    """Reach the button or link of that name, press it, and wait for the next page."""
    exactly = re.compile(f"^{re.escape(name)}")
    wanted = page.get_by_role("button", name=exactly).or_(page.get_by_role("link", name=exactly))
    reach(page, wanted.first)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tick(page: Page, css: str, number: int = 0) -> None:
    """Tick a box."""
    box = page.locator(css).nth(number)
    reach(page, box)
    if not box.is_checked():
        page.keyboard.press("Space")


def choose(page: Page, name: str, value: str) -> None:
    """Choose in a group of radio buttons: the tab key comes to the group, arrows go through it."""
    group = page.locator(f"input[type=radio][name={name}]")
    wanted = page.locator(f"input[type=radio][name={name}][value={value}]")
    chosen = page.locator(f"input[type=radio][name={name}]:checked")
    reach(page, chosen.first if chosen.count() else group.first)
    if not chosen.count():
        page.keyboard.press("Space")
    for _ in range(group.count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"arrows never came to {name}={value}")


def write(page: Page, css: str, text: str) -> None:
    """Write into a field, over what stands there."""
    field = page.locator(css).first
    reach(page, field)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
