"""Wordings about age, sex, origin or health are caught; wordings about the work are not."""

import pytest

from marketplace.catalogue.wording import Ground, caught


@pytest.mark.parametrize(
    ("text", "ground", "words"),
    [
        ("Vi söker unga människor med energi", Ground.AGE, "unga människor"),
        ("Ett ungt team", Ground.AGE, "ungt team"),
        ("Helst högst 45 år", Ground.AGE, "högst 45 år"),
        ("gärna 20–30 år", Ground.AGE, "20–30 år"),
        ("Gärna pensionärer", Ground.AGE, "Gärna pensionärer"),
        ("Två starka killar behövs", Ground.SEX, "starka killar"),
        ("Vi vill ha en tjej i kassan", Ground.SEX, "vill ha en tjej"),
        ("2 män till lagret", Ground.SEX, "2 män"),
        ("Bara svenska medarbetare", Ground.ORIGIN, "svenska medarbetare"),
        ("Endast unga svenska killar", Ground.AGE, "unga svenska killar"),
        ("Endast unga svenska killar", Ground.SEX, "Endast unga svenska killar"),
        ("Endast unga svenska killar", Ground.ORIGIN, "svenska killar"),
        ("Svenska som modersmål", Ground.ORIGIN, "Svenska som modersmål"),
        ("Inga invandrare", Ground.ORIGIN, "Inga invandrare"),
        ("Ingen slöja", Ground.ORIGIN, "Ingen slöja"),
        ("Du är fullt frisk", Ground.HEALTH, "fullt frisk"),
        ("utan funktionsnedsättning", Ground.HEALTH, "utan funktionsnedsättning"),
        ("Ingen med diagnos", Ground.HEALTH, "Ingen med diagnos"),
        ("Får inte vara gravid", Ground.HEALTH, "inte vara gravid"),
        ("young people only", Ground.AGE, "young people"),
        ("healthy workers", Ground.HEALTH, "healthy workers"),
    ],
)
def test_a_wording_about_the_person_is_caught_with_its_ground(text, ground, words):
    found = {one.ground: one.words for one in caught(text)}
    assert found.get(ground) == words, found


@pytest.mark.parametrize(
    "text",
    [
        "Plantera unga träd längs infarten.",
        "Gamla möbler ska bäras till återvinningen.",
        "Dam- och herrkläder sorteras efter storlek.",
        "Toalett och dusch är anpassade för rullstol.",
        "Frisk luft hela dagen, vi jobbar ute.",
        "Svenska: läser en plocklista.",
        "Vi har funnits i 45 år och ligger vid E4.",
        "Kom med skor som tål väta. Fråga efter Herman.",
        "Duka för äldreboendets sommarfest.",
        "Rengör maskinen med en svamp, inte med vatten.",
        "Lyfter upp till 15 kilo. Står och går hela passet.",
        "Mat utan nötter till gäster med allergi.",
        "Lunch finns att köpa, 60 kr. Manuell truck.",
        "Inte för tunga lådor. Unga plantor hanteras varsamt.",
        "Packa 300 damskor och 200 herrskor.",
    ],
)
def test_a_wording_about_the_work_or_the_place_is_left_alone(text):
    assert list(caught(text)) == []


def test_text_of_any_length_is_read_quickly_enough_to_be_typed():
    assert list(caught("gärna " * 20_000)) == []
