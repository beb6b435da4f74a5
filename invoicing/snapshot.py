"""Write an issued document as JSON and read it back unchanged: the frozen copy that is kept.

The same canonical bytes feed the hash chain, so the form must never depend on dict order,
locale or version: keys are sorted, no space is added, text is UTF-8, amounts are integers.
"""

import json
import types
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from invoicing.errors import InvoicingError
from invoicing.invoice import Document, Draft
from invoicing.text import text_problem

FORMAT = "orangeriet-document-1"


class SnapshotError(InvoicingError):
    """A stored document is not JSON, or lacks a field, or holds one of the wrong kind."""


def canonical_json(value: object) -> bytes:
    """Encode plain data as the one byte string it can have."""
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8")


def document_to_json(document: Document) -> bytes:
    """Give the canonical bytes of an issued document."""
    return canonical_json({"format": FORMAT, "document": _plain(document)})


def document_from_json(content: bytes | str) -> Document:
    """Read an issued document back; its sums are checked anew. Raises SnapshotError."""
    data = _load(content)
    if data.get("format") != FORMAT:
        raise SnapshotError(f"Filen är inte ett dokument i formatet {FORMAT}.")
    document = _build(Document, data.get("document"), "document")
    assert isinstance(document, Document)  # noqa: S101 — tells mypy what _build promises
    return document


def draft_to_json(draft: Draft) -> bytes:
    """Give the canonical bytes of a draft."""
    return canonical_json({"format": FORMAT, "draft": _plain(draft)})


def draft_from_json(content: bytes | str) -> Draft:
    """Read a draft back. Raises SnapshotError."""
    data = _load(content)
    if data.get("format") != FORMAT:
        raise SnapshotError(f"Filen är inte ett utkast i formatet {FORMAT}.")
    draft = _build(Draft, data.get("draft"), "draft")
    assert isinstance(draft, Draft)  # noqa: S101 — tells mypy what _build promises
    return draft


def _load(content: bytes | str) -> dict[str, Any]:
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise SnapshotError("Filen är inte läsbar JSON.") from None
    if not isinstance(data, dict):
        raise SnapshotError("Filen ska innehålla ett JSON-objekt.")
    return data


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: Any, value: Any, field: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _build(get_args(kind)[0], value, field)
    if origin is tuple:
        if not isinstance(value, list):
            raise SnapshotError(f"{field} ska vara en lista.")
        item_kind = get_args(kind)[0]
        return tuple(_build(item_kind, item, f"{field}[{i}]") for i, item in enumerate(value))
    if is_dataclass(kind):
        return _build_dataclass(kind, value, field)
    if issubclass(kind, Enum | date):
        return _build_from_text(kind, value, field)
    if type(value) is not kind:
        raise SnapshotError(f"{field} ska vara {kind.__name__}, inte {type(value).__name__}.")
    unreadable = text_problem(value, line_breaks=True) if kind is str else None
    if unreadable:
        raise SnapshotError(f"{field}: {unreadable}")
    return value


def _build_dataclass(kind: Any, value: Any, field: str) -> Any:
    if not isinstance(value, dict):
        raise SnapshotError(f"{field} ska vara ett JSON-objekt.")
    hints = _hints(kind)
    unknown = set(value) - set(hints)
    if unknown:
        raise SnapshotError(f"{field} har ett okänt fält: {min(unknown)}.")
    built = {name: _build(hints[name], item, f"{field}.{name}") for name, item in value.items()}
    try:
        return kind(**built)
    except TypeError as error:
        raise SnapshotError(f"{field} saknar ett fält: {error}.") from None


def _build_from_text(kind: Any, value: Any, field: str) -> Any:
    try:
        return date.fromisoformat(value) if kind is date else kind(value)
    except (TypeError, ValueError):
        raise SnapshotError(f"{field} har ett värde som inte går att läsa: {value!r}.") from None
