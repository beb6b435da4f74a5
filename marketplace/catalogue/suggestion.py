"""Which tasks a free text may mean: a help for choosing, never a decision.

Each task has stems, written so:
`disk` begins a word, `disk$` is the whole word, `-städning` stands anywhere in a word, and
`plocka order` asks for both in one sentence, in any order. A text without å, ä and ö is read as
if it had been typed on a keyboard that lacks them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from marketplace.catalogue.tasks import TASK_BY_CODE, TASKS, Task

READ_CHARACTERS = 20_000  # a long advertisement is 8 000; what follows cannot cost time
LONGEST_WORD = 40
FIRST_SENTENCES = 2  # the headline and the first sentence say what it is about
FIRST_WEIGHT = 2.0
SENTENCES_COUNTED = 4
ONE_PART_WEIGHT = 1.0
MANY_PARTS_WEIGHT = 2.0

_SENTENCE_END = re.compile(r"[.!?;:\n\r•*|]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SWEDISH_LETTERS = re.compile("[åäö]")
# Letters typed as two signs. The full normal form takes a second for 20 000 stacked accents.
_COMPOSED = (("a\u030a", "å"), ("a\u0308", "ä"), ("o\u0308", "ö"))
_UNSEEN = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
_FOLDED = str.maketrans("åäö", "aao")
_SMALL_WORDS = frozenset({"och", "till", "från", "vid", "med", "som", "för", "the", "and", "for"})


@dataclass(slots=True)
class _Index:
    """All stems, ready to be looked up word by word."""

    whole: dict[str, str] = field(default_factory=dict)
    beginnings: dict[str, str] = field(default_factory=dict)
    insides: dict[str, str] = field(default_factory=dict)
    tasks: dict[frozenset[str], list[Task]] = field(default_factory=dict)
    entries: dict[str, list[frozenset[str]]] = field(default_factory=dict)

    def add(self, entry: frozenset[str], task: Task) -> None:
        """Let the parts of an entry, found in one sentence, point to the task."""
        sharing = self.tasks.setdefault(entry, [])
        if task in sharing:
            return
        sharing.append(task)
        if len(sharing) > 1:
            return
        for part in entry:
            self.entries.setdefault(part, []).append(entry)
            self._shelf(part)[part.strip("-$")] = part

    def _shelf(self, part: str) -> dict[str, str]:
        if part.endswith("$"):
            return self.whole
        return self.insides if part.startswith("-") else self.beginnings

    def parts_in(self, word: str) -> Iterator[str]:
        """The parts of entries that the word holds."""
        if word in self.whole:
            yield self.whole[word]
        for end in range(2, len(word) + 1):
            if word[:end] in self.beginnings:
                yield self.beginnings[word[:end]]
        for inside, part in self.insides.items():
            if inside in word:
                yield part


def _entries_of(task: Task) -> Iterator[frozenset[str]]:
    """The task's stems, and its own name in Swedish and English."""
    for stem in task.stems:
        yield frozenset(stem.split())
    for name in (task.sv, task.en):
        words = _WORD.findall(name.casefold())
        yield frozenset(word for word in words if len(word) > 2 and word not in _SMALL_WORDS)


@cache
def _index(*, folded: bool) -> _Index:
    index = _Index()
    for task in TASKS:
        for entry in _entries_of(task):
            index.add(_fold(entry) if folded else entry, task)
    return index


def _fold(parts: Iterable[str]) -> frozenset[str]:
    return frozenset(part.translate(_FOLDED) for part in parts)


def _sentences(text: str) -> list[list[str]]:
    """The words of each sentence, in small letters; sentences without a word are left out."""
    plain = text[:READ_CHARACTERS].translate(_UNSEEN).casefold()
    for apart, together in _COMPOSED:
        plain = plain.replace(apart, together)
    found = (_WORD.findall(sentence) for sentence in _SENTENCE_END.split(plain))
    return [[word[:LONGEST_WORD] for word in words] for words in found if words]


def _entries_in(words: list[str], index: _Index) -> Iterator[frozenset[str]]:
    """The entries whose every part stands in the sentence, each once, in order of appearance."""
    parts = dict.fromkeys(part for word in dict.fromkeys(words) for part in index.parts_in(word))
    candidates = dict.fromkeys(entry for part in parts for entry in index.entries[part])
    return (entry for entry in candidates if entry <= parts.keys())


def _weight(entry: frozenset[str]) -> float:
    """More for two words together than for one, and a little more for a long word."""
    letters = sum(map(len, entry))
    return (ONE_PART_WEIGHT if len(entry) == 1 else MANY_PARTS_WEIGHT) + letters / LONGEST_WORD


def _weights(sentences: list[list[str]], index: _Index) -> dict[frozenset[str], float]:
    """How much each entry found counts: more when it stands first, or again."""
    weights: dict[frozenset[str], float] = {}
    times: dict[frozenset[str], int] = {}
    for number, words in enumerate(sentences):
        for entry in _entries_in(words, index):
            times[entry] = times.get(entry, 0) + 1
            if times[entry] > SENTENCES_COUNTED:
                continue
            weight = _weight(entry) * (FIRST_WEIGHT if number < FIRST_SENTENCES else 1.0)
            weights[entry] = weights.get(entry, 0.0) + weight / times[entry]
    return weights


def _named(sentences: list[list[str]], also: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The tasks of whose other words one stands in a sentence, word for word."""
    plain = "\n".join(f" {' '.join(words)} " for words in sentences) if also else ""
    for code, names in also.items():
        if any(f" {name} " in plain for name in names):
            yield code


def suggest(
    text: str, *, most: int = 8, also: Mapping[str, Sequence[str]] | None = None
) -> list[Task]:
    """The tasks a free text may mean, likeliest first, at most `most`; often none.

    Takes any text at all, an advertisement, emoji, another language, and reads its first
    20 000 characters. `also`: for codes of tasks, more words in small letters that point to them,
    where our own do not. Same text, same answer.
    """
    sentences = _sentences(text)
    folded = not any(_SWEDISH_LETTERS.search(word) for words in sentences for word in words)
    index = _index(folded=folded)
    scores: dict[str, float] = {}
    for entry, weight in _weights(sentences, index).items():
        for task in index.tasks[entry]:
            share = weight / len(index.tasks[entry])
            scores[task.code] = scores.get(task.code, 0.0) + share
    for code in _named(sentences, also or {}):
        scores.setdefault(code, ONE_PART_WEIGHT / 2)
    ranked = sorted(scores, key=lambda code: (-round(scores[code], 6), code))
    return [TASK_BY_CODE[code] for code in ranked[: max(0, most)]]
