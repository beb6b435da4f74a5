"""The taxonomy's file beside our skills; and advertisements as people really write them."""

import json
import unicodedata

import pytest

from marketplace.catalogue import jobtech
from marketplace.catalogue.skills import SKILL_BY_CODE, SKILLS
from marketplace.catalogue.suggestion import suggest

CLEANING = SKILL_BY_CODE["deep_cleaning"]


def graphql(*concepts):
    return json.dumps({"data": {"concepts": list(concepts)}}).encode()


def skill(code, label, *others, **more):
    return {"id": code, "type": "skill", "preferred_label": label,
            "alternative_labels": list(others), **more}  # fmt: skip


def test_both_shapes_of_the_file_are_read():
    old = [{"taxonomy/id": "a", "taxonomy/type": "skill", "taxonomy/preferred-label": "Diskning"},
           {"taxonomy/id": "b", "taxonomy/type": "occupation-name",
            "taxonomy/preferred-label": "Diskare"}]  # fmt: skip
    assert jobtech.read(json.dumps(old).encode()) == [jobtech.Concept("a", "Diskning")]
    [one] = jobtech.read(b"\xef\xbb\xbf" + graphql(skill("a", "Diskning", "Grovdisk")))
    assert one.labels == ("Diskning", "Grovdisk")


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00", b"<html>", b"[]", b"{}", b"null", b'"skill"', b'[1, null, {"id": 2}]',
     b"[" * 5_000, graphql({"id": "a", "type": "region", "preferred_label": "Skåne"}),
     graphql(skill("a", "Borta", deprecated=True))],
)  # fmt: skip
def test_a_file_that_is_something_else_says_so(data):
    with pytest.raises(jobtech.Unreadable):
        jobtech.read(data)


def test_our_ids_and_names_find_their_concepts_and_what_is_gone_is_told():
    named = next(one for one in SKILLS if one.jobtech_id is None)
    found = jobtech.align(
        jobtech.read(
            graphql(
                skill(CLEANING.jobtech_id, "Storstädning", "Byggstädning"),
                skill("new", named.sv.upper()),
                skill("x", "Tvetydigt"),
                skill("y", "Tvetydigt"),
            )
        )
    )
    assert found.known[CLEANING.code].alternatives == ("Byggstädning",)
    assert found.known[named.code].id == "new"
    others = {one.code for one in SKILLS if one.jobtech_id} - {CLEANING.code}
    assert set(found.gone) == others
    assert jobtech.kept(jobtech.written(found)) == found.known
    assert jobtech.kept("no json") == {}


def odd(text):
    """The same words as a word processor may leave them."""
    apart = unicodedata.normalize("NFD", text.upper()).replace(" ", "\u00a0")
    return f"\ufeff {apart[:2]}\u00ad{apart[2:]}\u200b\u00a0"


def test_odd_letters_make_neither_another_name_nor_another_word():
    named = next(one for one in SKILLS if not one.jobtech_id and set("åäö") & set(one.sv))
    concept = skill("new", odd(named.sv), odd("Rums servicevärdskap"), "\u00ad", type="Skill")
    known = jobtech.align(jobtech.read(graphql(concept))).known
    kept = jobtech.kept(jobtech.written(jobtech.Alignment(known, [], [])))
    assert kept[named.code].labels == (named.sv.upper(), "RUMS SERVICEVÄRDSKAP")
    words = jobtech.words_of_tasks({"hotel_cleaning": known[named.code]})
    assert words
    assert {task.code for task in suggest(odd("rums servicevärdskap"), also=words)} == set(words)


def test_the_taxonomys_words_suggest_where_ours_do_not():
    concept = jobtech.Concept("a", "Hotellstädning", ("rumsservicevärdskap",))
    words = jobtech.words_of_tasks({"hotel_cleaning": concept})
    text = "Rumsservicevärdskap sökes"
    assert suggest(text) == []
    assert {task.code for task in suggest(text, also=words)} == set(words)


ADVERTISEMENTS = {
    "bakery": (
        "Extrapersonal till bageriet v.48-51!!! Vi söker 2-3 pers. som kan hjälpa till m. baka "
        "lussebullar, packa kakor & diska plåtar. Arbetstid ca 04.00–10.00. Ring Anna 070-1234567",
        {"bake_for_christmas", "wash_dishes"},
    ),
    "care home": (
        "LOKALVÅRDARE SÖKES\n\nTill vårt äldreboende i Vingåker behöver vi en lokalvårdare 75 %. "
        "Du städar gemensamma ytor, trappor och toaletter. Utdrag ur belastningsregistret krävs.",
        {"clean_stairs"},
    ),
    "estate": (
        "Hej! Vi skulle behöva hjälp att tömma ett hus efter farmor (dödsbo), ca 120 kvm + vind. "
        "Köra till tippen, sortera det som kan skänkas. Mvh /Johan",
        {"clear_homes"},
    ),
    "forest": (
        "Röjning/ plantering 20 ha, uppstart omg. Röjsågskort krav, B-kk. Boende finns. Ackord.",
        {"clear_brush"},
    ),
}


@pytest.mark.parametrize("name", ADVERTISEMENTS)
def test_an_advertisement_as_people_write_it_suggests_its_work(name):
    text, expected = ADVERTISEMENTS[name]
    assert expected & {task.code for task in suggest(text)}


@pytest.mark.parametrize("name", ADVERTISEMENTS)
@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "cp850"])
def test_an_advertisement_in_the_wrong_bytes_never_fails(name, encoding):
    text = ADVERTISEMENTS[name][0].encode("utf-8").decode(encoding, errors="replace")
    assert len(suggest(text * 200, also={"wash_dishes": ["disk"]})) <= 8
