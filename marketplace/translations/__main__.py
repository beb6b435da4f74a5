"""`python -m marketplace.translations` brings every catalogue up to date with the code.

With `--check` nothing is written: what is wrong is printed, and the exit status is 1.
"""

import sys

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from marketplace.translations.catalogues import path_of, read
from marketplace.translations.extraction import extract, for_members
from marketplace.translations.faults import faults
from marketplace.translations.language import EASY_SWEDISH, TRANSLATED, Language


def required_of(one: Language, texts: Catalog) -> Catalog:
    """The texts that a language is for: all of them, or those that members meet."""
    return texts if one.whole else for_members(texts)


def updated(one: Language, required: Catalog) -> Catalog:
    """The catalogue with every required text, and without texts that are gone.

    Easy Swedish only keeps what it says otherwise than Swedish.
    """
    path = path_of(one.catalogue)
    old = read(one.catalogue) if path.exists() else Catalog(locale=one.locale.split("@")[0])
    new = Catalog(
        locale=one.locale.split("@")[0],
        project="Orangeriet",
        creation_date=old.creation_date,
        header_comment=f"# {one.name}. The Swedish source stands in the code: docs/languages.md.",
        fuzzy=False,
    )
    for wanted in required:
        kept = old.get(wanted.id if isinstance(wanted.id, str) else wanted.id[0])
        if wanted.id and (kept is not None or one is not EASY_SWEDISH):
            files = sorted({(file, 0) for file, _ in wanted.locations})
            new.add(wanted.id, kept.string if kept else None, files)
    return new


def write(one: Language, catalogue: Catalog) -> None:
    """Keep a catalogue, in an order that does not change with the code."""
    with path_of(one.catalogue).open("wb") as file:
        write_po(file, catalogue, sort_output=True, include_lineno=False, width=100)


def main(arguments: list[str]) -> int:
    """Update or check every catalogue; how the process ends."""
    texts, wrong = extract(), []
    for one in TRANSLATED:
        required = required_of(one, texts)
        if "--check" not in arguments:
            write(one, updated(one, required))
        found = faults(read(one.catalogue), required, complete=one is not EASY_SWEDISH)
        wrong += [f"{one.catalogue}.po: {fault}" for fault in found]
        print(f"{one.catalogue}.po: {len(required)} texts, {len(found)} to mend")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
