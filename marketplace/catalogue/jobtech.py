"""The JobTech taxonomy beside our own words: a file that an operator has downloaded, read.

Arbetsförmedlingen publishes its taxonomy as JSON (https://data.arbetsformedlingen.se/taxonomy/).
Two shapes are read: an answer of its GraphQL, `{"data": {"concepts": [{"id", "type",
"preferred_label", "alternative_labels"}]}}`, and one of its concepts, `[{"taxonomy/id",
"taxonomy/type", "taxonomy/preferred-label"}]`. Nothing is ever fetched.
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.catalogue.skills import SKILL_BY_CODE, SKILLS
from marketplace.catalogue.tasks import TASKS

TYPE = "skill"
MOST_BYTES = 200_000_000
LEAST_LABEL, MOST_LABEL = 4, 80
READ_CHARACTERS = 200  # of a text; stacked accents without end cannot cost time


class Unreadable(ValueError):
    """The file is not the taxonomy; the message says what to do instead."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A skill of the taxonomy."""

    id: str
    label: str
    alternatives: Sequence[str] = ()

    @property
    def labels(self) -> Sequence[str]:
        """Every word for it."""
        return (self.label, *self.alternatives)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How our skills stand beside the taxonomy, by our code."""

    known: Mapping[str, Concept]
    """by the id that the catalogue gives, or else by exactly the same name"""
    gone: Sequence[str]
    """skills whose id the file does not have (any more)"""
    unmatched: Sequence[str]
    """skills without an id, and without a name in the file"""


def read(data: bytes) -> Sequence[Concept]:
    """The skills in a file, as bytes. What is no skill, or has no name, is passed over.

    Raises Unreadable where it is no JSON, or holds no skill at all.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable("the file is larger than 200 MB: download skills alone")
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Unreadable(f"this is no JSON: {error}") from error
    found = [one for one in map(_concept, _rows(content)) if one is not None]
    if not found:
        raise Unreadable("no concept of the type skill stands in it: download skills as JSON")
    return list({one.id: one for one in found}.values())


def align(concepts: Iterable[Concept]) -> Alignment:
    """Our skills beside these concepts. A name that several concepts share matches none."""
    every = list(concepts)
    by_id = {one.id: one for one in every}
    by_name = _by_name(every)
    known, gone, unmatched = {}, [], []
    for skill in SKILLS:
        if skill.jobtech_id in by_id:
            known[skill.code] = by_id[skill.jobtech_id]
        elif skill.jobtech_id is not None:
            gone.append(skill.code)
        elif (same := by_name.get(_name(skill.sv))) is not None:
            known[skill.code] = same
        else:
            unmatched.append(skill.code)
    return Alignment(known, gone, unmatched)


def written(alignment: Alignment) -> str:
    """What is kept of it: our skills' words in the taxonomy, as JSON."""
    kept = {
        code: {"id": one.id, "label": one.label, "alternatives": list(one.alternatives)}
        for code, one in sorted(alignment.known.items())
    }
    return json.dumps(kept, ensure_ascii=False, indent=1)


def kept(text: str) -> Mapping[str, Concept]:
    """What was kept, by skill; nothing of a text that is not it, or of skills that are gone."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError:
        return {}
    rows = content.items() if isinstance(content, dict) else ()
    read_back = {code: _concept({**row, "type": TYPE}) for code, row in rows if _is_row(row)}
    return {code: one for code, one in read_back.items() if one and code in SKILL_BY_CODE}


def words_of_tasks(concepts: Mapping[str, Concept]) -> Mapping[str, Sequence[str]]:
    """For each task the taxonomy's words for the skills that it asks for or is glad of."""
    found: dict[str, Sequence[str]] = {}
    for task in TASKS:
        codes = [code for code in (*task.skills, *task.merits) if code in concepts]
        words = [_name(label) for code in codes for label in concepts[code].labels]
        if words:
            found[task.code] = [one for one in words if LEAST_LABEL <= len(one) <= MOST_LABEL]
    return found


def _by_name(concepts: Sequence[Concept]) -> Mapping[str, Concept]:
    found: dict[str, Concept | None] = {}
    for one in concepts:
        for label in dict.fromkeys(map(_name, one.labels)):
            found[label] = None if label in found else one
    return {label: one for label, one in found.items() if one is not None}


def _rows(content: Any) -> Sequence[Any]:
    if isinstance(content, dict):
        content = content.get("data", content)
    if isinstance(content, dict):
        content = content.get("concepts", [])
    return content if isinstance(content, list) else []


def _is_row(row: Any) -> bool:
    return isinstance(row, dict)


def _concept(row: Any) -> Concept | None:
    if not _is_row(row):
        return None
    kind = _text(row, "type") or _text(row, "taxonomy/type")
    code = _text(row, "id") or _text(row, "taxonomy/id")
    label = (
        _text(row, "preferred_label")
        or _text(row, "taxonomy/preferred-label")
        or _text(row, "label")
    )
    others = row.get("alternative_labels") or row.get("alternatives") or ()
    if kind.casefold() != TYPE or not code or not label or row.get("deprecated") is True:
        return None
    alternatives = others if isinstance(others, list | tuple) else ()
    words = [_tidy(one) for one in alternatives if isinstance(one, str)]
    return Concept(code, label, tuple(filter(None, words)))


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return _tidy(value) if isinstance(value, str) else ""


def _name(label: str) -> str:
    """What a word is known by: small letters and capitals are the same."""
    return _tidy(label).casefold()


def _tidy(text: str) -> str:
    """A text as it is read: letters in one piece, no signs that nobody sees, single spaces.

    Files pass through word processors, which leave soft hyphens, spaces that do not break and å
    typed as a and a ring.
    """
    whole = unicodedata.normalize("NFKC", text[:READ_CHARACTERS])
    return " ".join("".join(one for one in whole if unicodedata.category(one) != "Cf").split())
