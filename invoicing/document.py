"""The printed document: PDF/UA-1 and PDF/A-3a in one file, with the e-invoice inside.

Everything a user has written travels to the template as JSON, never as markup, so no text can be
taken for an instruction. Only the typefaces inside the typst wheel are used and the clock is the
date of issue, so the same document gives the same bytes on every machine.
"""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache, partial
from importlib import resources
from typing import Any

import typst

from invoicing.errors import InvoicingError
from invoicing.invoice import Document
from invoicing.print_data import Printer

PDF_STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-3a"]
REPLACEMENT = "\u25a1"
LONGEST_UNBROKEN = 36
_BREAK_EVERY = 18
_ZERO_WIDTH_SPACE = "\u200b"
_LONG_WORD = re.compile(rf"\S{{{LONGEST_UNBROKEN},}}")
# Outside what every one of our typefaces is known to hold: these have to be tried one by one,
# but not more of them than this in one document, or a hostile text would take minutes.
_ODD = re.compile(r"[^\x20-\x7e\u00a0-\u017f\u2010-\u2026\u2212\u25a1\u200b\n]")
MOST_PROBED = 300


class DocumentError(InvoicingError):
    """A document could not be printed; the message holds the typesetter's own words."""


def render_pdf(document: Document, *, xml: bytes | None = None) -> bytes:
    """Print a document as PDF; `xml`, its e-invoice, is attached as an alternative form of it.

    The same input gives the same bytes. Characters that the typefaces lack (emoji, Ethiopic,
    Chinese) are shown as □ with a line that says so. Raises DocumentError.
    """
    return _render(document, xml, "pdf")[0]


def render_png(document: Document, *, pixels_per_inch: float = 110) -> list[bytes]:
    """Picture each page of a document as PNG, for a preview on a web page."""
    return _render(document, None, "png", pixels_per_inch)


def _render(
    document: Document,
    xml: bytes | None,
    form: "typst.OutputFormat",
    pixels_per_inch: float | None = None,
) -> list[bytes]:
    try:
        attachment = "" if xml is None else xml.decode("utf-8")
    except UnicodeDecodeError:
        raise DocumentError("E-fakturan som ska bifogas är inte skriven i UTF-8.") from None
    data = Printer(document).data()
    compile_with = partial(_compile, document.issued_on, attachment, form, pixels_per_inch)
    if form == "pdf":
        # PDF/UA refuses a character that no typeface has; then we show that it is missing instead.
        with suppress(typst.TypstError):
            return compile_with(data)
    try:
        return compile_with(_with_replacements(data))
    except typst.TypstError as error:
        raise DocumentError(f"Dokumentet gick inte att sätta: {error.message}") from error


def _compile(
    issued_on: date,
    attachment: str,
    form: "typst.OutputFormat",
    pixels_per_inch: float | None,
    data: dict[str, Any],
) -> list[bytes]:
    output = typst.compile(
        _template(),
        format=form,
        ppi=pixels_per_inch,
        sys_inputs={"data": json.dumps(_each_text(data, _breakable)), "xml": attachment},
        font_paths=_fonts(),
        pdf_standards=PDF_STANDARDS if form == "pdf" else [],
        timestamp=datetime.combine(issued_on, time(), tzinfo=UTC),
    )
    return output if isinstance(output, list) else [output or b""]


def _with_replacements(data: dict[str, Any]) -> dict[str, Any]:
    """Exchange what cannot be shown, and say so on the page when anything was exchanged."""
    # Written without escapes, a JSON of the data holds every character that its texts hold.
    odd = set(_ODD.findall(json.dumps(data, ensure_ascii=False)))
    tried = odd if len(odd) <= MOST_PROBED else set()
    missing = odd - {character for character in tried if _has_glyph(character)}
    if not missing:
        return data
    pattern = re.compile(f"[{re.escape(''.join(sorted(missing)))}]+")
    shown: dict[str, Any] = _each_text(data, lambda text: pattern.sub(REPLACEMENT, text))
    shown["missing_glyphs"] = shown["words"]["missing_glyphs"]
    return shown


@cache
def _template() -> bytes:
    return resources.files("invoicing").joinpath("document.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return value if value.startswith("<svg") else change(value)
    if isinstance(value, dict):
        return {key: _each_text(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(item, change) for item in value]
    return value


def _breakable(text: str) -> str:
    """Let a word longer than any column break, at invisible places."""
    return _LONG_WORD.sub(
        lambda word: _ZERO_WIDTH_SPACE.join(
            word[0][start : start + _BREAK_EVERY] for start in range(0, len(word[0]), _BREAK_EVERY)
        ),
        text,
    )


@lru_cache(maxsize=4_096)
def _has_glyph(character: str) -> bool:
    """Ask the typesetter itself whether a character can be printed under our standards."""
    probe = (
        b"#set document(title: [x], date: datetime(year: 2000, month: 1, day: 1))\n#sys.inputs.c"
    )
    try:
        typst.compile(
            probe,
            format="pdf",
            sys_inputs={"c": character},
            font_paths=_fonts(),
            pdf_standards=PDF_STANDARDS,
        )
    except typst.TypstError:
        return False
    return True
