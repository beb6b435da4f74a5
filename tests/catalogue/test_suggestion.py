"""Free text suggests tasks, and no text whatever makes it fail."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.catalogue.suggestion import READ_CHARACTERS, suggest
from marketplace.catalogue.tasks import TASKS

SHORT = {
    "Vi behöver 4 personer som plockar och packar julklappar vecka 49–51": "wrap_gifts",
    "Hjälp med disk lördag kväll": "wash_dishes",
    "Snöskottning av gård och gångar": "clear_snow",
    "flytta 30 kontorsstolar till nya lokaler": "move_offices",
    "Truckförare till vårt lager": "drive_forklift",
    "Vi vill ha extra folk på vårt hunddagis": "mind_dogs",
    "julbord – extra personal": "set_up_buffet",
    "Inventering i butik nyårsafton": "count_stock",
    "Sortera skänkta kläder": "sort_clothes",
    "måla staket, 60 meter": "paint_fences",
    "kuvertera 3000 brev": "pack_mail",
    "Bemanning av julmarknad, sälja glögg": "sell_at_market",
    "Plocka jordgubbar i juli": "pick_berries",
    "hjälp att tömma ett dödsbo i Kisa": "clear_homes",
    "Lossa container": "load_vehicles",
    "baka 400 lussekatter": "bake_for_christmas",
    "Vika lakan på tvätteriet": "fold_laundry",
    "skanna gamla arkivpärmar": "scan_documents",
    "Däckskifte i oktober": "help_at_tyre_change",
    "we need help with packing boxes": "pack_goods",
}

WAREHOUSE_ADVERTISEMENT = """
Lagermedarbetare sökes till höstens högsäsong!

Vi är ett familjeföretag som säljer reservdelar på nätet. Under oktober till december är det extra
mycket att göra och vi behöver förstärka vårt glada gäng. Hos oss får du arbeta i ett team på tolv
personer med korta beslutsvägar.

Dina arbetsuppgifter:
• Plocka order efter plocklista
• Packa paket och skriva ut fraktsedlar
• Ta emot gods
Vi ser gärna att du har truckkort, men det är inget krav. Du är noggrann, punktlig och trivs med ett
arbete där det ibland går undan. Tillträde enligt överenskommelse. Varmt välkommen med din ansökan!
"""

KITCHEN_ADVERTISEMENT = """
Köksbiträde/diskare, 50 %

Restaurangen ligger vid sjön och har 120 platser i sommar. Du hjälper vår kock, skalar och skär
grönsaker, diskar och håller ordning. Arbetet är fysiskt och tempot stundtals högt. Vi erbjuder
avtalsenlig lön. Urval sker löpande, så vänta inte med din ansökan.
"""

CHURCHYARD_ADVERTISEMENT = """
Säsongsarbetare till kyrkogårdsförvaltningen

I arbetet ingår gräsklippning, ogräsrensning, plantering och gravskötsel. B-körkort är en merit.
Anställningen varar från mitten av april till allhelgonahelgen. Vi tillämpar provanställning.
"""


@pytest.mark.parametrize("text", SHORT)
def test_a_few_words_find_the_task_among_the_first_three(text):
    assert SHORT[text] in [task.code for task in suggest(text, most=3)]


@pytest.mark.parametrize(
    ("advertisement", "expected"),
    [
        (WAREHOUSE_ADVERTISEMENT, {"pick_orders", "pack_parcels"}),
        (KITCHEN_ADVERTISEMENT, {"wash_dishes", "help_cook_lunch", "prepare_vegetables"}),
        (CHURCHYARD_ADVERTISEMENT, {"tend_graves", "mow_lawns", "weed_beds"}),
    ],
    ids=["warehouse", "kitchen", "churchyard"],
)
def test_a_whole_advertisement_finds_its_tasks(advertisement, expected):
    assert expected <= {task.code for task in suggest(advertisement)}


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.code)
def test_a_task_is_found_by_its_own_swedish_name(task):
    assert task.code in [found.code for found in suggest(task.sv)]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.code)
def test_every_stem_finds_its_task(task):
    for stem in task.stems:
        words = " ".join(part.strip("-$") for part in stem.split())
        assert task in suggest(words, most=len(TASKS)), stem


@pytest.mark.parametrize(
    "text", ["Städning av kontor", "Storstädning", "måla väggar", "Fönsterputs"]
)
def test_a_keyboard_without_swedish_letters_is_understood(text):
    folded = text.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))
    assert suggest(folded, most=1) == suggest(text, most=1) != []


def test_a_food_truck_needs_no_fork_lift():
    assert "drive_forklift" not in [task.code for task in suggest("Foodtruck på festival")]


def test_capitals_and_decomposed_letters_do_not_matter():
    text = "snöskottning och häckklippning"
    decomposed = unicodedata.normalize("NFD", text)
    assert suggest(text) == suggest(text.upper()) == suggest(decomposed) != []


@pytest.mark.parametrize(
    "text",
    [
        "Vi firar hundra år som företag",
        "En diskret och serviceinriktad kollega",
        "Mål och bakgrund",
    ],
)
def test_words_that_only_look_alike_find_nothing(text):
    assert suggest(text) == []


NASTY = {
    "empty": "",
    "blank": " \t\r\n\u00a0\u2028",
    "emoji": "🧹🧽🐕‍🦺👩‍🍳" * 500,
    "arabic": "نحتاج أربعة أشخاص لتعبئة الصناديق يوم الجمعة",
    "tigrinya": "ኣርባዕተ ሰባት የድልዩና",
    "markup": "<script>alert('disk')</script><img src=x onerror=städ>",
    "sql": "'; DROP TABLE postings; --",
    "nul and lone surrogates": "\x00\ud800disk\udfff" * 50,
    "one long word": "städ" * 25_000,
    "one long letter": "a" * 100_000,
    "one word often": "disk " * 20_000,
    "hyphens": "-städ-" * 20_000,
    "many sentences": "städ.!?;" * 12_000,
    "stacked accents": "a" + "\u0327\u0301" * 50_000,
    "pattern signs": r"(((.*+?)[^\w]{9,}|$städ\d" * 1_000,
    "right to left marks": "\u202estäd\u202c\u200f\u200e" * 100,
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_no_text_makes_it_fail(text):
    found = suggest(text)
    assert len(found) <= 8
    assert len({task.code for task in found}) == len(found)


def test_what_comes_after_the_first_twenty_thousand_letters_is_not_read():
    assert suggest("x" * READ_CHARACTERS + " diska") == []


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_a_list_of_tasks_and_the_same_list_again(text):
    assert suggest(text) == suggest(text)


@settings(deadline=None)
@given(st.lists(st.sampled_from([stem for task in TASKS for stem in task.stems]), max_size=60))
def test_at_most_as_many_as_asked_for_are_given(stems):
    text = " ".join(stems)
    assert suggest(text, most=3) == suggest(text, most=8)[:3]
    assert suggest(text, most=0) == []
