"""Which language a page is read in: the reader's choice, as far as the page goes."""

from collections.abc import Callable
from dataclasses import dataclass

from babel.support import NullTranslations
from flask import Flask, g, request, session, url_for
from flask_babel import Babel, Domain, force_locale, get_locale, refresh
from flask_login import current_user

from marketplace.models.users import Role
from marketplace.translations import EASY_SWEDISH, LANGUAGES, SWEDISH, Language, language
from marketplace.translations import translations as translations_of

FOR_MEMBERS = ("members.", "account.", "public.sign_in.", "public.languages.")
"""The doors that every language covers, by the beginning of their endpoint."""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language in the switch."""

    code: str
    name: str
    lang: str
    dir: str
    url: str
    current: bool
    is_draft: bool


class Catalogues(Domain):
    """Translations as marketplace.translations reads them."""

    def get_translations(self) -> NullTranslations:
        """Those of the page in hand."""
        return translations_of(str(get_locale() or SWEDISH.locale))


class Translator(Babel):
    """Flask-Babel with our own catalogues: nothing compiled, nothing to forget."""

    domain_instance = Catalogues()


def offered() -> tuple[Language, ...]:
    """The languages that cover the page in hand; the others are not offered there."""
    return LANGUAGES if _is_for_members() else tuple(one for one in LANGUAGES if one.whole)


def chosen_language() -> Language:
    """What the page in hand is read in.

    What this reader chose, else the member's own language, else Swedish. Where a page is not
    there in the language, easy Swedish stands in for it, as in every message to members.
    """
    wanted = language(session.get("language", "")) or _members_own() or SWEDISH
    return wanted if wanted in offered() else EASY_SWEDISH


def prefer(code: str) -> None:
    """Let this page be in a language of its own, unless the reader has chosen another."""
    g.preferred_language = code
    refresh()


def in_swedish(words: Callable[..., str], *arguments: object) -> str:
    """Part of a page in Swedish, for somebody beside the reader: what that macro draws."""
    with force_locale(SWEDISH.locale):
        return words(*arguments)


def links() -> list[LanguageLink]:
    """The switch, leading back to the page in hand."""
    chosen = chosen_language()
    return [_link(one, current=one == chosen) for one in offered()]


def register(app: Flask) -> None:
    """Translate pages by these rules."""
    Translator(app, locale_selector=lambda: chosen_language().locale)


def _link(one: Language, *, current: bool) -> LanguageLink:
    url = url_for("public.languages.choose", code=one.code, next=request.full_path)
    return LanguageLink(one.code, one.name, one.lang, one.dir, url, current, one.is_draft)


def _is_for_members() -> bool:
    """Whether the whole page is there in every language, its navigation included."""
    if current_user.is_authenticated and current_user.user.role != Role.MEMBER:
        return False
    return request.endpoint is None or request.endpoint.startswith(FOR_MEMBERS)


def _members_own() -> Language | None:
    code: str | None = g.get("preferred_language")
    if code is None and current_user.is_authenticated:
        member = current_user.user.member
        code = member.language if member else None
    return language(code) if code else None
