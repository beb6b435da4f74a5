"""A browser without a screen: follows links and real forms, and checks every page it is given."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from marketplace.database import db
from marketplace.models.users import User
from marketplace.services import sessions
from tests.effort import Effort
from tests.page import Page, Values, filled, is_a_page
from tests.page_rules import faults_of_answer, faults_of_page, faults_of_part, is_whole, parsed
from tests.transaction import Unsaved

MOST_REDIRECTS = 5
CHANGING = re.compile(r'(?<=name="csrf_token" value=")[^"]+"|(?:/|%2F)[0-9a-z]{12}\b')
"""Tokens and the rows that addresses name: no rule of pages asks for them."""
_SOUND: set[bytes] = set()
"""Digests of pages that broke no rule: many tests are shown the same refusal, checked once."""
SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


class Browser:
    """One person's browser, with its own cookies. `page` is the page in front of her."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()
        self.page: Page
        self.effort = Effort()

    def sign_in(self, user: User) -> "Browser":
        """Be that person from now on, in a real session, without walking through the form."""
        db.session.flush()
        token = sessions.start(user)
        db.session.commit()
        with self.client.session_transaction() as cookie:
            cookie.clear()
            cookie["_user_id"], cookie["_fresh"] = token, True
        return self

    def get(self, path: str, expect: int = 200, **query: Any) -> Page:
        """Open an address. Redirects are followed, unless one is what is expected."""
        return self._arrive("GET", path, expect, query_string=query or None)

    def click(self, link: str, expect: int = 200) -> Page:
        """Follow the link with these words."""
        self.effort.press()
        assert link in self.page.links, f"no link {link!r}: {sorted(self.page.links)}"
        return self.get(urljoin(self.page.address, self.page.links[link]), expect)

    def submit(
        self,
        button: str,
        values: Values | None = None,
        *,
        expect: int = 200,
        tampered: dict[str, Any] | None = None,
        **named: Any,
    ) -> Page:
        """Fill in the form of the button with these words and press it.

        `values` names controls by their label or name, keywords by their name: text, True or
        False for a box, an option's words or value, or a list of them. All else goes as the page
        had it. `tampered` sets what the page does not offer, hidden fields among it.
        """
        form, pressed = self.page.form_of(button)
        sent = filled(form, {**(values or {}), **named})
        self.effort.press()
        self.effort.fill(form, sent)
        data = MultiDict(sent)
        if pressed.get("name"):
            data.add(str(pressed["name"]), str(pressed.get("value", "")))
        for name, value in (tampered or {}).items():
            data.setlist(name, value if isinstance(value, list) else [value])
        method = str(pressed.get("formmethod") or form.get("method", "get")).upper()
        action = str(pressed.get("formaction") or form.get("action") or "") or self.page.address
        address = urljoin(self.page.address, action)
        if method == "GET":
            return self._arrive(method, address, expect, query_string=data)
        return self._arrive(method, address, expect, data=data)

    def post(
        self, path: str, data: Values | None = None, *, expect: int, method: str = "POST"
    ) -> Page:
        """Send what no page offered, with a valid token: for what must be refused."""
        return self._arrive(method, path, expect, data={"csrf_token": self.token(), **(data or {})})

    def token(self) -> str:
        """A valid CSRF token of this browser's session."""
        before = getattr(self, "page", None)
        page = self.get("/sign-in")
        if before is not None:
            self.page = before
        return str(page.soup.find("input", attrs={"name": "csrf_token"})["value"])

    def fetch(self, method: str, path: str, **options: Any) -> Page:
        """One request without following redirects, its answer checked as every answer is."""
        db.session.commit()  # what the test has made is there; it is all undone in the end
        statements: list[str] = []
        unsaved = Unsaved()
        # A context of its own, as in the product: nothing is left in it from the test.
        with self.app.app_context(), _counted(statements), unsaved.watched():
            response = self.client.open(path, method=method, **options)
            if response.status_code < 400:
                pending = {type(row).__name__ for row in (*db.session.new, *db.session.dirty)}
                left = sorted(unsaved.tables | pending)
                assert not left, f"{method} {path} wrote without committing: {left}"
        db.session.expire_all()
        return _checked(response, statements)

    def _arrive(self, method: str, path: str, expect: int, **options: Any) -> Page:
        page = self.fetch(method, path, **options)
        hops = 0
        while 300 <= page.status < 400 and page.status != 304 and page.status != expect:
            hops += 1
            assert hops <= MOST_REDIRECTS, f"{path} redirects for ever"
            assert page.status == 303 or method == "GET", f"{path} redirects by {page.status}"
            page = self.fetch("GET", urljoin(page.address, page.location))
        self.page = page
        assert page.status == expect, (
            f"{method} {path} answered {page.status} at {page.address}, not {expect}:"
            f" {page.text if 'html' in page.response.mimetype else page.html[:500]}"
        )
        return page


def _checked(response: TestResponse, statements: list[str]) -> Page:
    """The answer as a page, after every check that holds for all of them."""
    static = response.request.path.startswith("/static/")
    faults = faults_of_answer(response, static=static)
    soup = None
    if is_a_page(response):
        markup = response.get_data(as_text=True)
        digest = sha256(CHANGING.sub("", markup).encode()).digest()
        if digest not in _SOUND:
            soup, invalid = parsed(markup)
            found = invalid + (faults_of_page if is_whole(markup) else faults_of_part)(soup)
            faults += found
            if not found:
                _SOUND.add(digest)
    assert not faults, f"{response.request.path}:\n  " + "\n  ".join(faults)
    return Page(response, soup, statements)


@contextmanager
def _counted(statements: list[str]) -> Iterator[None]:
    """Note every statement that reaches the database meanwhile."""

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(SAVEPOINTS):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", note)
