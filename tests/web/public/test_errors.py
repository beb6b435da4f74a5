"""Error pages are pages of the site."""

import pytest

from tests.make import make_user


@pytest.mark.parametrize("path", ["/nothing", "/companies/nothing", "/%00", "/../etc/passwd", "/å"])
def test_what_does_not_exist_is_said_on_a_page(browser, path):
    page = browser.get(path, expect=404)
    assert page.heading
    assert "/" in page.links.values()


def test_a_wrong_method_is_said_on_a_page(browser):
    assert browser.fetch("POST", "/health", data={"csrf_token": browser.token()}).status == 405


def test_too_large_a_request_is_refused(browser):
    browser.get("/sign-in")
    page = browser.submit("Logga in", email="x" * (5 * 1024 * 1024), password="x", expect=413)
    assert page.heading


def test_error_pages_know_who_looks(browser):
    user = make_user()
    page = browser.sign_in(user).get("/nothing", expect=404)
    assert user.name in page.soup.get_text()


def test_a_broken_view_answers_with_a_page_and_saves_nothing(clean_database):
    """Not `testing`: faults of ours reach the reader as a page, not as a trace."""
    app = clean_database.app
    app.testing = False
    app.add_url_rule("/broken", "broken", _broken)
    with app.test_client() as client:
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "the cause" not in answer.text
    assert "<h1>" in answer.text


def _broken() -> str:
    raise ZeroDivisionError("the cause")


_broken.open_to = frozenset()
