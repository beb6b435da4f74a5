"""Text in a SIE file: code page 437, quoted, one line a record.

CP437 holds Swedish but neither € nor typographic dashes nor other alphabets. What it lacks is
written with the nearest plain characters; a character without any is written `?`. Nothing is
ever written in another encoding than the file claims.
"""

import unicodedata
from collections.abc import Iterator

ENCODING = "cp437"
# Written as escapes, since several of them look just like what they are replaced by.
_NEAREST = {
    "\u20ac": "EUR",
    "\u2010": "-",  # hyphen
    "\u2011": "-",  # no-break hyphen
    "\u2013": "-",  # en dash
    "\u2014": "-",  # em dash
    "\u2212": "-",  # minus
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u2026": "...",
    "\u00d7": "x",  # times
    "\u00d8": "O",
    "\u00f8": "o",
    "\u00de": "Th",
    "\u00fe": "th",
    "\u00d0": "D",
    "\u00f0": "d",
    "\u0110": "D",
    "\u0111": "d",
    "\u0131": "i",  # dotless
    "\u0141": "L",
    "\u0142": "l",
    "\u0152": "OE",
    "\u0153": "oe",
    "\u00a9": "(c)",
    "\u00ae": "(r)",
    "\u2122": "TM",
}


def transliterate(text: str) -> str:
    """Give the nearest text that CP437 can hold; line breaks and controls become spaces."""
    return "".join(_nearest(character) for character in unicodedata.normalize("NFC", text))


def quote(text: str) -> str:
    """Write a text as a quoted SIE field; a backslash becomes a slash, since it would escape."""
    plain = " ".join(transliterate(text).split())
    escaped = plain.replace("\\", "/").replace('"', '\\"')
    return f'"{escaped}"'


def _nearest(character: str) -> str:
    if character.isspace() or unicodedata.category(character).startswith("C"):
        return " "
    if _fits(character):
        return character
    if character in _NEAREST:
        return _NEAREST[character]
    parts = unicodedata.normalize("NFKD", character)
    kept = "".join(part for part in parts if not unicodedata.combining(part) and _fits(part))
    return kept or "?"


def _fits(character: str) -> bool:
    try:
        character.encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return True


def fields(line: str) -> list[str | list[str]]:
    """Split a record into its fields; a `{…}` group becomes a list. Raises ValueError."""
    result: list[str | list[str]] = []
    group: list[str] | None = None
    for kind, text in _tokens(line):
        if kind == "open" and group is None:
            group = []
        elif kind == "close" and group is not None:
            result.append(group)
            group = None
        elif kind == "text":
            (result if group is None else group).append(text)
        else:
            raise ValueError("klamrarna går inte ihop")
    if group is not None:
        raise ValueError("en klammer stängs aldrig")
    return result


def _tokens(line: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(line):
        character = line[position]
        if character in " \t":
            position += 1
        elif character in "{}":
            position += 1
            yield ("open" if character == "{" else "close"), character
        elif character == '"':
            text, position = _quoted(line, position + 1)
            yield "text", text
        else:
            start = position
            while position < len(line) and line[position] not in " \t{}":
                position += 1
            yield "text", line[start:position]


def _quoted(line: str, position: int) -> tuple[str, int]:
    text = ""
    while position < len(line) and line[position] != '"':
        if line[position] == "\\" and line[position + 1 : position + 2] == '"':
            position += 1
        text += line[position]
        position += 1
    if position >= len(line):
        raise ValueError("ett citattecken saknas")
    return text, position + 1
