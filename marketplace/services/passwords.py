"""What makes a password too easy to guess: words, runs and repetitions that guessers try first."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

LEAST_LENGTH = 12
LIST = Path(__file__).with_name("common_passwords.txt")
LEAST_OWN_LETTERS = 6
"""What must be left when everything that guessers know is taken away."""
WORDS_OF_A_SENTENCE = 4
"""So many listed words in a row are a sentence, and hard to guess again."""
LEAST_SORTS = 5
LONGEST_REPEATED = 6
SHORTEST_RUN = 4
ROWS = ("1234567890", "qwertyuiopå", "asdfghjklöä", "zxcvbnm", "abcdefghijklmnopqrstuvwxyzåäö")
LOOKALIKES = str.maketrans("0134578@$!", "oieastbasi")


def is_guessable(password: str, own_words: Iterable[str] = ()) -> bool:
    """Whether a guesser who knows common words and this person's own would soon be there.

    After OWASP ASVS 5, 6.2.4 and 6.2.11: common passwords and words of the surroundings are out.
    Only the sort of thing is judged, never which characters are in it (6.2.5).
    """
    plain = unicodedata.normalize("NFKC", password).casefold()
    if plain.isdigit() or len(set(plain)) < LEAST_SORTS or _is_repeated(plain):
        return True
    known = known_words() | {word.casefold() for word in own_words if len(word) >= 3}
    return any(_is_known(text, known) for text in (plain, plain.translate(LOOKALIKES)))


@cache
def known_words() -> frozenset[str]:
    """The list beside this file."""
    lines = LIST.read_text().splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _is_repeated(text: str) -> bool:
    """A short piece again and again, the last one perhaps cut off."""
    return any(
        text == (text[:length] * len(text))[: len(text)]
        for length in range(1, LONGEST_REPEATED + 1)
    )


def _is_known(text: str, known: Iterable[str]) -> bool:
    words, before = 0, text
    for word in sorted(known, key=len, reverse=True):
        words += text.count(word)
        text = text.replace(word, " ")
    text = _without_runs(text)
    own_letters = re.sub(r"[\W\d_]", "", text)
    found = text != before
    return found and words < WORDS_OF_A_SENTENCE and len(own_letters) < LEAST_OWN_LETTERS


def _without_runs(text: str) -> str:
    """The text without neighbours of keyboard or alphabet, forwards or backwards."""
    for run in _runs():
        text = text.replace(run, " ")
    return text


@cache
def _runs() -> tuple[str, ...]:
    """Every run of four neighbours or more, longest first."""
    ways = [way for row in ROWS for way in (row, row[::-1])]
    runs = {
        way[start:end]
        for way in ways
        for start in range(len(way))
        for end in range(start + SHORTEST_RUN, len(way) + 1)
    }
    return tuple(sorted(runs, key=len, reverse=True))
