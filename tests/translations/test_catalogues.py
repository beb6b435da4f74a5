"""Catalogues hold what the code says, whole and unbroken."""

import pytest
from babel.messages.catalog import Catalog

from marketplace.translations.__main__ import required_of
from marketplace.translations.catalogues import FOLDER, read
from marketplace.translations.extraction import for_members
from marketplace.translations.faults import faults
from marketplace.translations.language import EASY_SWEDISH, TRANSLATED

ARABIC_FORMS = ("لا أحد", "شخص واحد", "شخصان", "%(num)d أشخاص", "%(num)d شخصًا", "%(num)d شخص")


@pytest.mark.parametrize("one", TRANSLATED, ids=lambda one: one.code)
def test_a_catalogue_has_no_fault(one, texts):
    required = required_of(one, texts)
    found = faults(read(one.catalogue), required, complete=one is not EASY_SWEDISH)
    assert found == [], "python -m marketplace.translations lists and prepares them"


def test_every_file_belongs_to_a_language():
    assert {path.stem for path in FOLDER.glob("*.po")} == {one.catalogue for one in TRANSLATED}


def test_members_meet_their_pages_messages_errors_and_tasks(texts):
    theirs = {message.id for message in for_members(texts) if message.id}
    assert {
        "Ja, jag vill",
        "Svara ja eller nej här:",
        "Något gick fel hos oss",
        "Frågan gäller inte längre. Tack ändå!",
        "Du packar varor i lådor.",
    } <= theirs
    assert "Godkänn laget och fråga alla" not in theirs


def a_catalogue(locale="ar", **messages):
    catalogue = Catalog(locale=locale)
    for name, string in messages.items():
        catalogue.add(IDS[name], string)
    return catalogue


IDS = {"hello": "Hej %(name)s!", "share": "50 %%", "people": ("%(num)d person", "%(num)d personer")}


def required():
    return a_catalogue(**dict.fromkeys(IDS, ""))


@pytest.mark.parametrize(
    ("name", "string", "fault"),
    [
        ("hello", "مرحبًا!", "fills in"),
        ("hello", "مرحبًا %(nam)s!", "fills in"),
        ("hello", "مرحبًا %(name)d!", "fills in"),
        ("share", "50 %", "fills in"),
        ("people", ARABIC_FORMS[:2], "2 plural forms, not 6"),
        ("people", (*ARABIC_FORMS[:5], "%(number)d"), "fills in"),
        ("people", (*ARABIC_FORMS[:5], ""), "not translated"),
        ("hello", "", "not translated"),
        ("share", "\u0665\u0660 %%", "figures other than"),
    ],
)
def test_a_broken_translation_is_named(name, string, fault):
    right = {"hello": "مرحبًا %(name)s!", "share": "50 %%", "people": ARABIC_FORMS}
    assert faults(a_catalogue(**right), required(), complete=True) == []
    (found,) = faults(a_catalogue(**{**right, name: string}), required(), complete=True)
    assert fault in found


def test_an_unsure_and_a_forgotten_translation_are_named():
    catalogue = a_catalogue(share="50 %%")
    catalogue.add("Finns inte längre", "لا")
    catalogue.get("50 %%").flags.add("fuzzy")
    assert [
        fault.partition(": ")[2] for fault in faults(catalogue, required(), complete=False)
    ] == [
        "marked fuzzy",
        "stands nowhere in the code",
    ]
