"""Easy Swedish is easy: short sentences, short words, whole sentences."""

import re
from collections.abc import Iterator

import pytest

from marketplace.catalogue.dimensions import DIMENSIONS
from marketplace.catalogue.hazards import HAZARDS
from marketplace.catalogue.skills import SKILL_LEVELS, SKILLS
from marketplace.catalogue.tasks import TASKS
from marketplace.catalogue.work_conditions import WORK_CONDITIONS

LONGEST_SENTENCE_WORDS = 12
HIGHEST_LIX = 30

EASY = {
    "skills": [entry.easy_sv for entry in (*SKILLS, *SKILL_LEVELS)],
    "tasks": [task.easy_sv for task in TASKS],
    "work conditions": [condition.easy_sv for condition in WORK_CONDITIONS],
    "dimensions": [dimension.easy_sv for dimension in DIMENSIONS],
    "levels": [level.easy_sv for dimension in DIMENSIONS for level in dimension.levels],
    "hazards": [hazard.easy_sv for hazard in HAZARDS],
}


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!])\s+", text) if part]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:-[^\W_]+)*", text)


def lix(texts: list[str]) -> float:
    """Björnsson's readability index: words a sentence plus percent of words above six letters."""
    every_sentence = [sentence for text in texts for sentence in sentences(text)]
    every_word = [word for sentence in every_sentence for word in words(sentence)]
    long_words = [word for word in every_word if len(word) > 6]
    return len(every_word) / len(every_sentence) + 100 * len(long_words) / len(every_word)


def every_text() -> Iterator[str]:
    for texts in EASY.values():
        yield from texts


def test_no_sentence_is_longer_than_twelve_words():
    long = [s for t in every_text() for s in sentences(t) if len(words(s)) > LONGEST_SENTENCE_WORDS]
    assert long == []


def test_every_easy_text_is_whole_sentences():
    assert [t for t in every_text() if not re.fullmatch(r"[A-ZÅÄÖ].*[.?]", t)] == []


@pytest.mark.parametrize("noun", EASY)
def test_the_easy_catalogue_has_a_readability_index_of_at_most_thirty(noun):
    assert lix(EASY[noun]) <= HIGHEST_LIX


def test_easy_texts_hold_no_abbreviation():
    assert [t for t in every_text() if re.search(r"\b(t\.ex|bl\.a|kl|m\.m|osv|etc)\b", t)] == []


def test_the_measure_tells_a_hard_text_from_an_easy_one():
    hard = ["Arbetsuppgifterna innefattar huvudsakligen kvalitetskontroll av produktionslinjer."]
    assert lix(hard) > 60
    assert lix(["Du packar varor."]) < 10
