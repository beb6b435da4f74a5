"""Which text may stand on an invoice: anything a person can read, nothing a machine chokes on."""

import unicodedata

# Control characters, lone surrogates, private use and unassigned code points: XML 1.0 forbids the
# first two, PDF/A the third, and nobody can read any of them.
_UNREADABLE_CATEGORIES = {"Cc", "Cs", "Co", "Cn"}
# The byte order mark is invisible, and the embedding and override marks can make an amount or a
# name read backwards (Unicode TR 36); plain left-to-right and right-to-left marks are harmless.
_FORBIDDEN = frozenset("\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LONGEST_TEXT = 1_000


def text_problem(text: str, *, line_breaks: bool = False) -> str | None:
    """Say in Swedish why a text cannot stand on a document, or None when it can."""
    if len(text) > LONGEST_TEXT:
        return f"Texten är för lång: {len(text)} tecken, högst {LONGEST_TEXT} får plats."
    for position, character in enumerate(text, start=1):
        if line_breaks and character == "\n":
            continue
        if unicodedata.category(character) in _UNREADABLE_CATEGORIES or character in _FORBIDDEN:
            return (
                f"Tecken {position} (U+{ord(character):04X}) går inte att skriva ut. Ta bort det."
            )
    return None
