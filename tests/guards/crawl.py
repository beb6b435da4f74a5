"""Everything that one person can get out of the site: every page, and every button on it pressed.

What is pressed is undone at once. Answers are noted without what differs by chance, so that two
crawls can be compared to the letter.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from bs4 import Tag
from flask import Flask
from sqlalchemy import select

from marketplace.database import ALPHABET, db
from marketplace.models.messages import Message
from marketplace.models.users import User
from tests.browser import Browser
from tests.guards.objects import OBJECTS
from tests.guards.routes import Route
from tests.page import Page, form_values

BY_CHANCE = (
    re.compile(r'name="csrf_token"\s+value="[^"]+"'),
    re.compile(rf"(?<![{ALPHABET}])[{ALPHABET}]{{12}}(?![{ALPHABET}])"),  # ids of new rows
    re.compile(r'name="form_key"\s+value="[^"]+"'),
)
LEFT_OUT = ("account.", "public.sign_in.", "public.languages.", "public.components.")
"""Doors that show nothing but how one signs in, with secrets that are new at each visit; and the
gallery, which shows no data."""


@dataclass
class Crawl:
    """What a person was told. `answers` by what she did, `letters` that others were sent by it."""

    answers: dict[str, str] = field(default_factory=dict)
    letters: list[str] = field(default_factory=list)


class Crawler:
    """One person, or a stranger, who tries everything."""

    def __init__(self, app: Flask, world, tenant, user: User | None) -> None:
        self.app, self.world, self.tenant, self.user = app, world, tenant, user

    def crawl(self, routes: list[Route]) -> Crawl:
        """Open every page that she may open, and press every button on it as it stands."""
        crawl = Crawl()
        browser = self._browser()
        for route in routes:
            path = self._path(route)
            if path is None or "GET" not in route.methods:
                continue
            page = browser.fetch("GET", path)
            crawl.answers[f"GET {route.rule.rule}"] = told(page)
            for number, (what, _, _) in enumerate(buttons(page)):
                with self.world.undone():
                    crawl.answers[f"{what} on {route.rule.rule}"] = self._press(path, number)
                    crawl.letters += letters_to_others()
        crawl.letters += letters_to_others()
        return crawl

    def _path(self, route: Route) -> str | None:
        if route.rule.endpoint.startswith(LEFT_OUT):
            return None
        if not route.rule.arguments:
            return route.address("")
        if OBJECTS.get(route.rule.endpoint) == "tokens":
            return None  # whoever has a member's link is the member
        role = self.user.role if self.user else None
        return route.address(self.tenant.identity(route.rule.endpoint, role))

    def _press(self, path: str, number: int) -> str:
        browser = self._browser()
        _, form, button = buttons(browser.fetch("GET", path))[number]
        values = form_values(form)
        if button.get("name"):
            values[str(button["name"])] = [str(button.get("value", ""))]
        method = str(button.get("formmethod") or form.get("method", "get")).upper()
        action = urljoin(path, str(button.get("formaction") or form.get("action") or "") or path)
        key = "query_string" if method == "GET" else "data"
        page = browser.fetch(method, action, **{key: values})
        if page.status == 303:
            after = urlsplit(urljoin(action, page.location))
            return told(page) + told(browser.fetch("GET", f"{after.path}?{after.query}"))
        return told(page)

    def _browser(self) -> Browser:
        browser = Browser(self.app)
        return browser.sign_in(self.user) if self.user else browser


def told(page: Page) -> str:
    """All that can be read in an answer, whatever kind of file it is."""
    content = page.response.get_data()
    if zipfile.is_zipfile(io.BytesIO(content)):  # spreadsheets too; packed at some second
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"".join(name.encode() + packed.read(name) for name in packed.namelist())
    text = content.decode("utf-8", errors="replace")
    text = f"{page.status} {page.response.headers.get('Location', '')} {text}"
    for chance in BY_CHANCE:
        text = chance.sub("…", text)
    return text


def buttons(page: Page) -> list[tuple[str, Tag, Tag]]:
    """Every button of a page that sends something, with its form; those that sign out left out."""
    if page.response.mimetype != "text/html" or 300 <= page.status < 400:
        return []
    found = []
    for form in page.soup.find_all("form"):
        action = str(form.get("action") or "")
        if action.startswith(("/sign-in", "/account", "/languages")):
            continue
        for button in form.find_all("button"):
            if button.get("type", "submit") == "submit":
                words = " ".join(button.get_text().split())
                found.append((f"[{words} {len(found)} {action}]", form, button))
    return found


def letters_to_others() -> list[str]:
    """Every message to anybody but a member."""
    letters = select(Message.subject, Message.body).where(Message.member_id.is_(None))
    return [f"{subject} {body}" for subject, body in db.session.execute(letters)]
