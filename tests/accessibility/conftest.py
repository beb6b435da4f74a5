"""The real site, served with a row of every noun, for a real browser to look at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext

from marketplace.database import db
from marketplace.models.users import Role
from marketplace.services import sessions
from marketplace.translations import Language
from tests.database import CleanDatabase, Server
from tests.guards.objects import OBJECTS
from tests.guards.routes import Route, routes
from tests.guards.world import Tenant, make_tenant
from tests.page_rules import is_whole
from tests.serving import served
from tests.translations.pseudo import spoken

NO_PAGES = {
    "public.health.show": "not a page",
    "public.languages.choose": "leads back to the page in hand",
    "public.recordings.show": "a voice that somebody has to record first",
    "public.sign_in.open_link": "needs a link that has not been used",
    "public.sign_in.code": "only half-way through signing in",
}
"""What is not looked at here, and why."""


PATIENCE_MS = 120_000
"""On a busy machine a page may take its time; no test is about how long."""


@dataclass(frozen=True)
class Place:
    """A page as one role sees it; role None is nobody signed in."""

    path: str
    endpoint: str
    role: Role | None

    def __str__(self) -> str:
        return f"{self.role or 'anyone'} {self.path}"


@dataclass
class Site:
    """The site at an address, and a sign-in for each role."""

    url: str
    app: Flask
    tokens: dict[Role, str]
    places: list[Place]
    """every address that answers to GET, files and parts of pages among them"""

    def window(
        self,
        chromium: Browser,
        role: Role | None,
        language: Language | None = None,
        *,
        width: int = 320,
        scheme: str = "light",
        script: bool = True,
    ) -> BrowserContext:
        """A browser of somebody in that role, who has chosen that language."""
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
        )
        context.set_default_timeout(PATIENCE_MS)
        cookie: dict[str, object] = {"language": language.code} if language else {}
        if role is not None:
            cookie |= {"_user_id": self.tokens[role], "_fresh": True}
        signer = self.app.session_interface.get_signing_serializer(self.app)
        name = self.app.config["SESSION_COOKIE_NAME"]
        context.add_cookies([{"name": name, "value": signer.dumps(cookie), "url": self.url}])
        return context

    def answer(self, place: Place) -> bytes | None:
        """The whole page there as it is sent; None for a file or a part that script puts in."""
        client = self.app.test_client()
        if place.role is not None:
            with client.session_transaction() as cookie:
                cookie["_user_id"], cookie["_fresh"] = self.tokens[place.role], True
        answer = client.get(place.path)
        assert answer.status_code == 200, f"{place} answers {answer.status_code}"
        is_page = answer.mimetype == "text/html" and is_whole(answer.get_data(as_text=True))
        return answer.get_data() if is_page else None


def places_of(tenant: Tenant) -> Iterator[Place]:
    """Every address that somebody can open, once for each role that may.

    What is the same for all who are signed in is opened as one of them.
    """
    for route in routes():
        endpoint = route.rule.endpoint
        known = not route.rule.arguments or endpoint in OBJECTS  # others are missed by tests/guards
        if "GET" in route.methods and endpoint not in NO_PAGES and known:
            roles = [Role.MEMBER] if endpoint.startswith("account.") else sorted(route.roles)
            yield from (
                Place(path(tenant, route, role), endpoint, role) for role in roles or [None]
            )


def path(tenant: Tenant, route: Route, role: Role | None) -> str:
    """The address of a page about this tenant's things."""
    rule = route.rule
    identity = tenant.identity(rule.endpoint, role) if rule.arguments else ""
    return str(route.address(identity))


@pytest.fixture(scope="module")
def site(
    server: Server, worker_id: str, testrun_uid: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The site with every language and the pseudo-locale, on a database of its own."""
    name = server.name_of(testrun_uid, worker_id, "pages")
    server.clone(name)
    database = CleanDatabase(server, name, tmp_path_factory.mktemp("pages"))
    try:
        with database.app.app_context():
            tenant = make_tenant("linkoping")
            tokens = {role: sessions.start(user) for role, user in tenant.users.items()}
            db.session.commit()
            places = list(places_of(tenant))
        with served(database.app) as url, spoken():
            yield Site(url, database.app, tokens, places)
    finally:
        database.close()
        server.drop(name)


@pytest.fixture
def counted(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say something at the end of the run, whether the test passes or fails."""
    return lambda line: record_property("counted", line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How much has been looked at."""
    reports = [one for many in terminalreporter.stats.values() for one in many]
    properties = [pair for one in reports for pair in getattr(one, "user_properties", [])]
    for line in dict.fromkeys(str(value) for name, value in properties if name == "counted"):
        terminalreporter.write_line(line)
