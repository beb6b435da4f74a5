"""How easy a Swedish text is: the length of its sentences, and Björnsson's LIX."""

import re
from collections.abc import Iterable

LONGEST_SENTENCE_WORDS = 12
HIGHEST_LIX = 30


def sentences(text: str) -> list[str]:
    """A text as a reader takes it: to a full stop, a question or exclamation mark, or a line."""
    return [part for part in re.split(r"(?<=[.?!:])\s+|\n+", text) if words(part)]


def words(text: str) -> list[str]:
    """The words of a text; a figure is one, an address too."""
    return re.findall(r"[^\W_]+(?:[-.@:/][^\W_]+)*", text)


def lix(texts: Iterable[str]) -> float:
    """Words a sentence, plus how many in a hundred words are longer than six letters."""
    every = [sentence for text in texts for sentence in sentences(text)]
    all_words = [word for sentence in every for word in words(sentence)]
    long = [word for word in all_words if len(word) > 6]
    return len(all_words) / len(every) + 100 * len(long) / len(all_words)


def too_long(texts: Iterable[str]) -> list[str]:
    """Sentences that ask too much memory."""
    every = [sentence for text in texts for sentence in sentences(text)]
    return [sentence for sentence in every if len(words(sentence)) > LONGEST_SENTENCE_WORDS]
