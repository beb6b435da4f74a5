"""The languages that Orangeriet speaks, and how far each of them goes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SignedOff:
    """The person who has read a whole language on the pages themselves, and when."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its address, its own name, its mark-up, and the locale of its catalogue.

    `whole` languages cover every page; the others cover what members meet: their pages, their
    messages, and signing in. Those stay marked as drafts until somebody has signed them off.
    """

    code: str
    name: str
    lang: str
    dir: str
    locale: str
    whole: bool = False
    signed_off: SignedOff | None = None

    @property
    def is_draft(self) -> bool:
        """Whether readers are told that nobody who speaks the language has read it yet."""
        return not self.whole and self.signed_off is None

    @property
    def catalogue(self) -> str:
        """The name of its file of translations, without .po."""
        return self.locale.replace("sv_SE@", "sv_")


SWEDISH = Language("sv", "Svenska", "sv", "ltr", "sv", whole=True)
EASY_SWEDISH = Language("latt", "Lätt svenska", "sv", "ltr", "sv_SE@easy", whole=True)
ENGLISH = Language("en", "English", "en", "ltr", "en", whole=True)
ARABIC = Language("ar", "العربية", "ar", "rtl", "ar")
SOMALI = Language("so", "Soomaali", "so", "ltr", "so")
DARI = Language("fa", "دری", "fa-AF", "rtl", "fa_AF")
TIGRINYA = Language("ti", "ትግርኛ", "ti", "ltr", "ti")

LANGUAGES = (SWEDISH, EASY_SWEDISH, ENGLISH, ARABIC, SOMALI, DARI, TIGRINYA)
"""In the order of the switch. To sign one off: `signed_off=SignedOff("name", date(…))`."""
TRANSLATED = LANGUAGES[1:]
"""All but the source texts."""


def language(code: str) -> Language | None:
    """The language of that code, which is also what Member.language holds; else None."""
    return next((one for one in LANGUAGES if one.code == code), None)
