"""A language nobody speaks: every text is long, marked, and runs from right to left."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from babel.support import NullTranslations

from marketplace import translations as real
from marketplace.translations.language import Language
from marketplace.web import languages

PSEUDO = Language("zz", "⟪ابجد⟫", "he", "rtl", "he", whole=True)
"""Under the locale of Hebrew, which the site does not have: right to left, and known to Babel."""
PADDING = " ابجد هوز حطي كلمن"
LONGER_BY = 1.4


class Pseudo(NullTranslations):
    """Every text 40 per cent longer and between marks; what is filled in stays."""

    def gettext(self, message: str) -> str:
        """The text, marked and padded."""
        wanted = max(round(len(message) * LONGER_BY) - len(message), 0)
        padding = PADDING * (wanted // len(PADDING) + 1)
        return f"⟪{message}{padding[:wanted]}⟫"

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The right one of two texts, marked and padded."""
        return self.gettext(singular if number == 1 else plural)

    ugettext = gettext
    ungettext = ngettext


@contextmanager
def spoken() -> Iterator[Language]:
    """Let the pages have this language too."""
    pseudo, known = Pseudo(), languages.LANGUAGES
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(languages, "LANGUAGES", (*known, PSEUDO))
        patch.setattr(
            languages, "language", lambda code: PSEUDO if code == "zz" else real.language(code)
        )
        patch.setattr(
            languages,
            "translations_of",
            lambda locale: pseudo if locale == "he" else real.translations(locale),
        )
        yield PSEUDO
