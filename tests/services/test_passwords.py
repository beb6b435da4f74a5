"""Which passwords guessers try first."""

import secrets
import string

import pytest

from marketplace.services.passwords import is_guessable, known_words

FULL_WIDTH = "".join(chr(ord(letter) + 0xFEE0) for letter in "PASSWORD1234")
RANDOM = string.ascii_letters + string.digits + string.punctuation


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Sommar2026!!",
        "Passw0rd2024!",
        "LösenordLösenord",
        "Katrineholm-2026",
        "MittLösenord1!",
        "qwertyuiop12",
        "0987654321poiuy",
        "zaq12wsxcde3",
        "aaaaaaaaaaaa",
        "aaaaaaaaaaab",
        "abcabcabcabc",
        "199503141234",
        FULL_WIDTH,
    ],
)
def test_common_words_runs_and_repetitions_are_guessable(password):
    assert is_guessable(password)


@pytest.mark.parametrize("password", ["Almgren-1975!", "4lmgr3n4lmgr3n", "almgren almgren"])
def test_ones_own_name_is_guessable(password):
    assert is_guessable(password, ["Kim", "Almgren"])
    assert not is_guessable("almgrens röda cyklar", ["Kim", "Almgren"])


@pytest.mark.parametrize(
    "password",
    [
        "en lång mening om äpplen",
        "tjugo röda cyklar",
        "kaffe katt sommar lisa",
        "correct horse battery staple",
        "xK9#mQ2$vL7!",
        "سبعة عشر تفاحة",
    ],
)
def test_sentences_and_random_characters_are_not(password):
    assert not is_guessable(password)


def test_what_a_password_manager_makes_is_hardly_ever_refused():
    made = ["".join(secrets.choice(RANDOM) for _ in range(16)) for _ in range(300)]
    assert sum(map(is_guessable, made)) <= 3


def test_the_list_holds_hundreds_of_words_in_small_letters():
    assert len(known_words()) > 400
    assert all(word == word.casefold() for word in known_words())
