"""The languages of the site, and which of them this reader has chosen."""

from dataclasses import dataclass

from flask import request, session, url_for


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language in the switch."""

    code: str
    name: str
    lang: str
    dir: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its address, its own name, and the catalogue it reads."""

    code: str
    name: str
    lang: str
    dir: str
    locale: str

    def link(self, chosen: "Language") -> LanguageLink:
        """This language as the switch offers it, leading back to the page in hand."""
        url = url_for("public.languages.choose", code=self.code, next=request.full_path)
        return LanguageLink(self.code, self.name, self.lang, self.dir, url, self == chosen)


SWEDISH = Language("sv", "Svenska", "sv", "ltr", "sv")
LANGUAGES = (SWEDISH,)


def language(code: str) -> Language | None:
    """The language of that code."""
    return next((one for one in LANGUAGES if one.code == code), None)


def chosen_language() -> Language:
    """What this reader chose, else Swedish."""
    return language(session.get("language", "")) or SWEDISH
