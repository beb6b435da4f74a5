"""Choosing a language."""

import pytest

from marketplace.web.languages import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_chosen_language_stays_in_this_browser(browser, language):
    page = browser.get(f"/languages/{language.code}", next="/sign-in")
    assert page.path == "/sign-in"
    for path in ("/sign-in", "/"):
        html = browser.get(path).soup.find("html")
        assert (html["lang"], html["dir"]) == (language.lang, language.dir)


def test_an_unknown_language_is_not_found(browser):
    browser.get("/languages/xx", expect=404)


def test_choosing_a_language_never_leads_to_another_site(browser):
    browser.get("/languages/sv", next="//evil.example/", expect=303)
    assert browser.page.location == "/"
