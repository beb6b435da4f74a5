"""The gallery and a page of each kind: narrow and wide, light and dark, both directions."""

import gzip
import itertools
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATHS = [
    "/components",
    "/pages/post",
    "/pages/post?errors=1",
    "/pages/crew",
    "/pages/ask",
    "/pages/today",
    "/pages/sheet",
    "/errors/404",
    "/errors/409",
    "/errors/500",
]
LANGUAGES = ["sv", "ar"]
WIDTHS = [320, 1100]
SCHEMES = ["light", "dark"]
PAGE_LIMIT_BYTES = 20 * 1024

# Everything that is pressed, except links inside running text, which WCAG 2.5.8 excepts too.
SMALL_TARGETS = """() => [...document.querySelectorAll(
  'button, summary, select, textarea, label.chip, label.tick, nav a, .button, ' +
  'input:not([type=hidden], [type=checkbox], [type=radio])'
)].filter(e => e.checkVisibility() && !e.closest('.unseen'))
  .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.9 || box.width < 43.9)
  .map(([html, box]) => `${Math.round(box.width)} × ${Math.round(box.height)} ${html}`)"""

pytestmark = pytest.mark.browser


def open_page(context: BrowserContext, url: str) -> tuple[Page, list[str]]:
    """The page, and every complaint the browser makes about it."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    answer = page.goto(url)
    assert answer is not None
    assert answer.status == 200
    return page, complaints


def address_in(address: str, path: str, language: str) -> str:
    """The page in a language."""
    return f"{address}{path}{'&' if '?' in path else '?'}lang={language}"


@pytest.mark.parametrize("path", PATHS)
def test_a_page_breaks_no_accessibility_rule_in_any_variant(
    chromium: Browser, address: str, path: str
) -> None:
    found: list[str] = []
    for width, scheme, language in itertools.product(WIDTHS, SCHEMES, LANGUAGES):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
        )
        page, _ = open_page(context, address_in(address, path, language))
        page.evaluate(AXE)
        result = page.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
        )
        found += [
            f"{width} {scheme} {language}: {rule['id']} {node['target']} {node['failureSummary']}"
            for rule in result["violations"]
            for node in rule["nodes"]
        ]
        context.close()
    assert found == []


@pytest.mark.parametrize("path", PATHS)
def test_a_page_stays_within_the_screen_and_the_policy(
    chromium: Browser, address: str, path: str
) -> None:
    for language in LANGUAGES:
        context = chromium.new_context(viewport={"width": 320, "height": 900})
        page, complaints = open_page(context, address_in(address, path, language))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.evaluate(SMALL_TARGETS) == []
        assert complaints == []
        context.close()


@pytest.mark.parametrize("path", PATHS)
def test_text_twice_as_large_still_fits(chromium: Browser, address: str, path: str) -> None:
    context = chromium.new_context(viewport={"width": 640, "height": 900})
    page, _ = open_page(context, address + path)
    page.evaluate("document.documentElement.style.fontSize = '36px'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    context.close()


def test_a_page_weighs_at_most_twenty_kilobytes(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    weights = {}
    for path in [path for path in PATHS if path != "/components"]:
        parts = [
            context.request.get(address + part).body()
            for part in (path, "/static/app.css", "/static/app.js")
        ]
        weights[path] = sum(len(gzip.compress(part)) for part in parts)
    context.close()
    assert max(weights.values()) <= PAGE_LIMIT_BYTES, weights
