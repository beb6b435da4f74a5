"""Choosing a language."""

import pytest

from marketplace.translations import LANGUAGES

WHOLE = [one for one in LANGUAGES if one.whole]
FOR_MEMBERS = [one for one in LANGUAGES if not one.whole]


def code_of(one):
    return one.code


def spoken(page):
    html = page.soup.find("html")
    return html["lang"], html["dir"]


@pytest.mark.parametrize("language", WHOLE, ids=code_of)
def test_a_chosen_language_stays_in_this_browser(browser, language):
    page = browser.get(f"/languages/{language.code}", next="/sign-in")
    assert page.path == "/sign-in"
    for path in ("/sign-in", "/"):
        assert spoken(browser.get(path)) == (language.lang, language.dir)


@pytest.mark.parametrize("language", FOR_MEMBERS, ids=code_of)
def test_easy_swedish_stands_in_where_a_page_is_not_there_in_a_members_language(browser, language):
    page = browser.get(f"/languages/{language.code}", next="/sign-in")
    assert spoken(page) == (language.lang, language.dir)
    page = browser.get("/")
    assert spoken(page) == ("sv", "ltr")
    assert page.soup.select_one("a[aria-current=true]").get_text(strip=True) == "Lätt svenska"
    assert language.name not in page.text
    assert spoken(browser.get("/sign-in")) == (language.lang, language.dir)


def test_the_switch_shows_each_language_by_its_own_name_and_marks_drafts(browser):
    page = browser.get("/sign-in")
    links = page.soup.select("main ~ footer .languages a") or page.soup.select(".languages a")
    shown = {(bdi["lang"], bdi["dir"], bdi.get_text()) for bdi in (a.bdi for a in links)}
    assert shown == {(one.lang, one.dir, one.name) for one in LANGUAGES}
    drafts = {a.bdi.get_text() for a in links if "(utkast)" in a.get_text()}
    assert drafts == {one.name for one in FOR_MEMBERS if one.signed_off is None}


def test_an_unknown_language_is_not_found(browser):
    browser.get("/languages/xx", expect=404)


def test_choosing_a_language_never_leads_to_another_site(browser):
    browser.get("/languages/sv", next="//evil.example/", expect=303)
    assert browser.page.location == "/"
