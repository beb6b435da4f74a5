"""`python -m tests.contact_sheets [role …]`: every page of the demo as a picture, to be judged.

Somebody of each role follows the links from her first page, on a demo built for this alone. Each
kind of page is taken once a look, whole sheets of them are put into screenshots/, and pages that no
link led to are named at the end.
"""

import contextlib
import logging
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

import click
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from marketplace import connection, create_app, demo, schema
from marketplace.database import db
from marketplace.demo.welcome import SEED, busiest
from marketplace.models.users import Role, User
from marketplace.services import sessions
from marketplace.settings import Settings
from tests.find_browser import find_browser
from tests.guards.routes import routes
from tests.screens import ARGUMENTS, CHECKOUT
from tests.serving import served

FOLDER = CHECKOUT / "screenshots"
HEIGHT = 900
TALLEST = 1800
ON_A_SHEET = 12
OF_A_KIND = 3
SHEET_WIDTH = 1600
LEADS_AWAY = ("account.sign_out", "public.languages.", "public.components.")


@dataclass(frozen=True)
class Look:
    """How pages are looked at."""

    language: str
    width: int
    scheme: str

    def __str__(self) -> str:
        return f"{self.language}-{self.width}-{self.scheme}"


LOOKS = (Look("sv", 1100, "light"), Look("latt", 320, "dark"), Look("en", 320, "light"))
OF_MEMBERS = (*LOOKS, Look("ar", 320, "light"))


@dataclass
class Walk:
    """One person's way through the site, in one look."""

    app: Flask
    page: Page
    url: str
    folder: Path
    waiting: deque[str] = field(default_factory=lambda: deque(["/"]))
    seen: dict[str, Path] = field(default_factory=dict)
    opened: Counter[str] = field(default_factory=Counter)

    def go(self) -> dict[str, Path]:
        """Open what links lead to, three pages of a kind; the picture of the first by endpoint."""
        while self.waiting:
            path = self.waiting.popleft()
            endpoint = self._endpoint(path)
            if endpoint is None or endpoint.startswith(LEADS_AWAY):
                continue
            self.opened[path] += 1
            self.opened[endpoint] += 1
            if self.opened[path] > 1 or self.opened[endpoint] > OF_A_KIND:
                continue
            with contextlib.suppress(Error):  # a file, not a page
                self._open(path)
        return self.seen

    def _open(self, path: str) -> None:
        answer = self.page.goto(self.url + path)
        here = urlsplit(self.page.url)
        endpoint = self._endpoint(here.path)
        kind = answer.headers.get("content-type", "") if answer else ""
        if answer is None or endpoint is None or "text/html" not in kind:
            return
        assert answer.ok, f"{path} answers {answer.status}"
        if endpoint not in self.seen:
            self._take(endpoint)
        links = self.page.evaluate("[...document.links].map(link => link.href)")
        self.waiting += [urlsplit(one).path for one in links if one.startswith(self.url)]

    def _take(self, endpoint: str) -> None:
        height = self.page.evaluate("document.documentElement.scrollHeight")
        width = self.page.viewport_size["width"] if self.page.viewport_size else SHEET_WIDTH
        file = self.folder / f"{endpoint}.png"
        clip = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)}
        self.page.screenshot(path=file, full_page=True, clip=clip)
        self.seen[endpoint] = file

    def _endpoint(self, path: str) -> str | None:
        try:
            return self.app.url_map.bind("").match(path, method="GET")[0]
        except (HTTPException, RequestRedirect):
            return None


@contextlib.contextmanager
def town() -> Iterator[tuple[Flask, str]]:
    """A demo of today in a folder of its own, served."""
    with tempfile.TemporaryDirectory(prefix="demo-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        settings = Settings.from_env({"ORANGERIET_INSTANCE": folder})
        with connection.running(settings):
            engine = connection.owner_engine(settings)
            with engine.connect() as owner:
                schema.upgrade(owner)
            engine.dispose()
            app = create_app(replace(settings, public_url="http://127.0.0.1"))
            with app.app_context():
                demo.rebuild(settings, SEED)
            with served(app) as url:
                yield app, url
            with app.app_context():
                db.engine.dispose()


def window(
    app: Flask, chromium: Browser, url: str, look: Look, user: User | None
) -> BrowserContext:
    """A browser of somebody who has signed in a moment ago."""
    context = chromium.new_context(
        viewport={"width": look.width, "height": HEIGHT}, color_scheme=look.scheme
    )
    context.set_default_timeout(120_000)
    cookie: dict[str, object] = {"language": look.language}
    if user is not None:
        cookie |= {"_user_id": sessions.start(user), "_fresh": True}
        db.session.commit()
    signer = app.session_interface.get_signing_serializer(app)
    name = app.config["SESSION_COOKIE_NAME"]
    context.add_cookies([{"name": name, "value": signer.dumps(cookie), "url": url}])
    return context


def put_together(chromium: Browser, pictures: dict[str, Path], look: Look, name: str) -> None:
    """Sheets of pictures, twelve at most on each."""
    columns = 4 if look.width < SHEET_WIDTH // 4 else 3
    files = sorted(pictures.items())
    page = chromium.new_page(viewport={"width": SHEET_WIDTH, "height": HEIGHT})
    for number, first in enumerate(range(0, len(files), ON_A_SHEET), 1):
        cells = "".join(
            f"<figure><figcaption>{endpoint}</figcaption><img src='{file.as_uri()}'></figure>"
            for endpoint, file in files[first : first + ON_A_SHEET]
        )
        sheet = FOLDER / "sheets" / f"{look}-{name}-{number}"
        sheet.parent.mkdir(exist_ok=True)
        style = (
            f"body{{columns:{columns};background:#999}}figure{{margin:0 0 1em;break-inside:avoid}}"
        )
        html = f"<!doctype html><style>{style} img{{width:100%}}</style>{cells}"
        sheet.with_suffix(".html").write_text(html)
        page.goto(sheet.with_suffix(".html").as_uri())
        page.screenshot(path=sheet.with_suffix(".png"), full_page=True)
        sheet.with_suffix(".html").unlink()
    page.close()


def take(roles: list[str]) -> None:
    """Pictures and sheets for these roles, or for all and a stranger."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    open_to = {role: of_role(role) for role in (None, *Role)}  # before the site has its own keys
    missed: dict[str, set[str]] = {}
    with town() as (app, url), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        for role in [None, *Role]:
            name = role or "anyone"
            if roles and name not in roles:
                continue
            for look in OF_MEMBERS if role in (None, Role.MEMBER) else LOOKS:
                folder = FOLDER / str(look) / name
                folder.mkdir(parents=True, exist_ok=True)
                with app.app_context():
                    context = window(app, chromium, url, look, busiest(role) if role else None)
                    pictures = Walk(app, context.new_page(), url, folder).go()
                context.close()
                put_together(chromium, pictures, look, name)
                missed[name] = open_to[role] - pictures.keys()
                click.echo(f"{look} {name}: {len(pictures)} kinds of pages")
        chromium.close()
    for name, endpoints in missed.items():
        click.echo(f"no link led {name} to: {', '.join(sorted(endpoints)) or 'nothing missed'}")


def of_role(role: Role | None) -> set[str]:
    """Endpoints that somebody of the role may open."""
    return {
        route.rule.endpoint
        for route in routes()
        if "GET" in route.methods and (role in route.roles if role else not route.roles)
    }


if __name__ == "__main__":
    take(sys.argv[1:])
