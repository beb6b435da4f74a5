"""What Orangeriet says in other languages: one file of translations a language, read as it is.

The source text is Swedish and stands in the code; `python -m marketplace.translations` brings the
files up to date with it. Knows neither Flask nor database: pages and messages both read here.
"""

from marketplace.translations.catalogues import translations
from marketplace.translations.language import (
    EASY_SWEDISH,
    LANGUAGES,
    SWEDISH,
    TRANSLATED,
    Language,
    language,
)

__all__ = [
    "EASY_SWEDISH",
    "LANGUAGES",
    "SWEDISH",
    "TRANSLATED",
    "Language",
    "language",
    "translations",
]
