"""What every page knows: who looks, where she can go, in which languages."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask, current_app, request, url_for
from flask_babel import gettext
from flask_login import current_user

from marketplace.errors import N_
from marketplace.models.cooperatives import Cooperative
from marketplace.models.users import Role, User
from marketplace.services import people
from marketplace.translations import Language
from marketplace.web import languages

ROLE_NAMES = {
    Role.COMPANY: N_("Företag"),
    Role.COACH: N_("Handledare"),
    Role.COOPERATIVE_ADMIN: N_("Kooperativets administratör"),
    Role.MEMBER: N_("Medlem"),
    Role.KOOPTJANST: N_("Kooptjänst"),
    Role.SYSADMIN: N_("Systemansvarig"),
}
STATEMENTS = (
    (N_("Tillgänglighet"), "public.accessibility.show"),
    (N_("Komponenter"), "public.components.show"),
)
"""What stands at the foot of every page."""
DOORS: dict[Role, Sequence[tuple[str, str]]] = {}
"""What stands in the navigation of each role: (text, endpoint); filled by each group."""
BEHIND: dict[str, Sequence[str]] = {}
"""Endpoints that are reached by the tabs of another's page, by the endpoint of that one."""


@dataclass(frozen=True, slots=True)
class Way:
    """A place in the navigation."""

    label: str
    url: str
    current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A place outside the navigation."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Face:
    """What the header tells of the person signed in."""

    name: str
    role_label: str
    home_url: str
    account_url: str
    sign_out_url: str


def face_of(user: User) -> Face:
    """The viewer as the header shows her."""
    return Face(
        user.name,
        gettext(ROLE_NAMES[user.role]),
        home_url(user.role),
        url_for("account.sessions.index"),
        url_for("public.sign_in.out"),
    )


def home_url(role: Role) -> str:
    """Where a role starts: the first place of its navigation."""
    return url_for(DOORS[role][0][1])


def ways(role: Role) -> list[Way]:
    """The navigation of a role; current where the address lies below it or what is behind it."""
    depths = [(_depth(endpoint), endpoint) for _, endpoint in DOORS[role]]
    deepest, here = max(depths, default=(0, ""))
    return [
        Way(gettext(label), url_for(endpoint), bool(deepest) and endpoint == here)
        for label, endpoint in DOORS[role]
    ]


def _depth(endpoint: str) -> int:
    """How far the address in hand is led by a place or by what is behind it."""
    urls = [url_for(one) for one in (endpoint, *BEHIND.get(endpoint, ()))]
    return max((len(url) for url in urls if request.path.startswith(url)), default=0)


def somebody_to_call(user: User | None) -> User | Cooperative | None:
    """Whom a member and a cooperative's own people call; companies get theirs from their group."""
    if user is None:
        return None
    if user.role == Role.MEMBER:
        return user.cooperative
    return people.support() if user.works_in_cooperative else None


@cache
def _version(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def static_url(name: str) -> str:
    """The address of a static file; changes with its content, so it can be kept for a year."""
    path = Path(str(current_app.static_folder)) / name
    return url_for("static", filename=name, v=_version(path))


def register(app: Flask) -> None:
    """Give every template what it may rely on."""
    languages.register(app)
    app.add_template_global(static_url)

    @app.context_processor
    def surroundings() -> dict[str, object]:
        user = current_user.user if current_user.is_authenticated else None
        return {
            "viewer": face_of(user) if user else None,
            "navigation": ways(user.role) if user else [],
            "languages": languages.links(),
            "locale": languages.chosen_language(),
            "sign_in_url": url_for("public.sign_in.new"),
            "contact": somebody_to_call(user),
            "footer_links": [Link(gettext(label), url_for(end)) for label, end in STATEMENTS],
        }


__all__ = ["DOORS", "Language", "home_url", "register"]
