"""Reading the files of translations: the .po file itself, so that nothing needs compiling."""

import io
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from marketplace.translations.language import LANGUAGES

FOLDER = Path(__file__).parent


def path_of(name: str) -> Path:
    """The file of a catalogue."""
    return FOLDER / f"{name}.po"


def read(name: str) -> Catalog:
    """A catalogue with all that stands in its file, for those who tend it."""
    with path_of(name).open("rb") as file:
        return read_po(file)


@cache
def translations(locale: str) -> NullTranslations:
    """What gettext asks, by the name of a locale; a text without translation stays as it is.

    A tenth of a second for the largest, once a process.
    """
    known = next((one for one in LANGUAGES if one.locale == locale), None)
    if known is None or not path_of(known.catalogue).exists():
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read(known.catalogue))
    compiled.seek(0)
    return Translations(compiled)
