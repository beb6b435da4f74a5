"""Every page of every role in a real browser: rules of accessibility, width, targets, weight.

A page is looked at once in the pseudo-locale, long and from right to left, at 320 px, light or
dark; one in five once more in a real language on a wide screen, there with text twice as large
too. The variants differ by page and are the same in every run. With ORANGERIET_AXE=all it is looked
at in all of them: Swedish, easy Swedish and, where it is offered, Arabic × 320 and 1100 px × light
and dark.
"""

import gzip
import itertools
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from random import Random

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from marketplace.models.users import Role
from marketplace.translations.language import ARABIC, EASY_SWEDISH, SWEDISH, Language
from marketplace.web.languages import FOR_MEMBERS
from tests.accessibility.conftest import Place, Site
from tests.design.test_pages import AXE, RULES, SMALL_TARGETS
from tests.effort import MOST_BYTES, STATIC, STYLED_BY
from tests.translations.pseudo import PSEUDO

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NARROW, WIDE = 320, 1100
SCHEMES = ("light", "dark")
ONE_IN = 5
PARTS = 4  # a role at a time would take minutes, and leave the other processes waiting
TWICE_AS_LARGE = """{
  const root = document.documentElement;
  root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
}"""
SERIOUS = ("error", "warning")
GALLERY = "/components"
ROLES = [None, *Role]
Variant = tuple[Language, int, str]


def variants_of(place: Place) -> list[Variant]:
    """All variants of a page, or the few that stand for them."""
    for_members = place.endpoint.startswith(FOR_MEMBERS) and place.role in (None, Role.MEMBER)
    languages = [SWEDISH, EASY_SWEDISH, *([ARABIC] if for_members else [])]
    draw = Random(str(place))
    pseudo = (PSEUDO, NARROW, draw.choice(SCHEMES))
    if os.environ.get("ORANGERIET_AXE") == "all":
        return [pseudo, *itertools.product(languages, (NARROW, WIDE), SCHEMES)]
    once_more = (draw.choice(languages), WIDE, draw.choice(SCHEMES))
    return [pseudo, *([once_more] if draw.randrange(ONE_IN) == 0 else [])]


def pages_of(site: Site, role: Role | None, part: int) -> dict[Place, bytes]:
    """One part of a role's pages with what is sent of each."""
    own = [place for place in site.places if place.role == role]
    answers = {place: site.answer(place) for place in own[part::PARTS]}
    return {place: sent for place, sent in answers.items() if sent is not None}


def by_variant(pages: Iterable[Place]) -> dict[Variant, list[Place]]:
    """These pages under each variant they are to be looked at in."""
    found: dict[Variant, list[Place]] = defaultdict(list)
    for place in pages:
        for variant in variants_of(place):
            found[variant].append(place)
    return found


def opened(context: BrowserContext) -> tuple[Page, list[str]]:
    """One page for all addresses of a window, and what the browser complains of."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: said.type in SERIOUS and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


def faults_of(page: Page, width: int) -> list[str]:
    """What breaks a rule of axe, sticks out sideways, or is too small to hit."""
    result = page.evaluate(
        f"{AXE}; axe.run(document, {{runOnly: {RULES}, resultTypes: ['violations'],"
        " preload: false})"
    )
    found = [
        f"{rule['id']} {node['target']} {node['failureSummary']}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]
    return found + (
        faults_of_width(page, width) if width == NARROW else faults_of_size(page, width)
    )


def faults_of_size(page: Page, width: int) -> list[str]:
    """What needs sideways scrolling when the text alone is made twice as large."""
    page.evaluate(TWICE_AS_LARGE)
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [f"{wide} px wide with text twice as large"] if wide > width else []


def faults_of_width(page: Page, width: int) -> list[str]:
    """What needs sideways scrolling or a finer finger than people have."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    found = [f"{wide} px wide"] if wide > width else []
    return found + [f"too small: {target}" for target in page.evaluate(SMALL_TARGETS)]


def faults_of_weight(pages: dict[Place, bytes]) -> list[str]:
    """What is heavier than a phone in a hurry should wait for, with its sheet and script."""
    shared = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in STYLED_BY)
    weights = {
        place: shared + len(gzip.compress(sent))
        for place, sent in pages.items()
        if place.path != GALLERY
    }
    return [f"{place} weighs {n} bytes" for place, n in weights.items() if n > MOST_BYTES]


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "anyone")
def test_no_page_of_a_role_breaks_a_rule(
    chromium: Browser, site: Site, role: Role | None, part: int, counted: Callable[[str], None]
) -> None:
    pages = pages_of(site, role, part)
    found, looked = faults_of_weight(pages), Counter[str]()
    for (language, width, scheme), places in by_variant(pages).items():
        context = site.window(chromium, role, language, width=width, scheme=scheme)
        page, complaints = opened(context)
        for place in places:
            page.goto(site.url + place.path, wait_until="load")
            looked[place.path] += 1
            assert page.locator("html").get_attribute("dir") == language.dir
            faults = faults_of(page, width) + complaints
            complaints.clear()
            found += [f"{place} {language.code} {width} {scheme}: {fault}" for fault in faults]
        context.close()
    counted(f"axe, {role or 'anyone'} {part}: {len(looked)} pages in {looked.total()} variants")
    assert looked or part
    assert not found, "\n".join(found)
