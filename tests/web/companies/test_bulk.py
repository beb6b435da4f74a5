"""Many jobs from one file: looked at row by row, posted once."""

import io
from datetime import time, timedelta

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from marketplace import clock
from marketplace.database import db
from marketplace.models.postings import Posting
from marketplace.services import postings
from marketplace.text import kronor
from tests.make import make_municipality, make_site
from tests.make_money import ADMIN

HEADS = "Uppgift;Dag;Börjar;Slutar;Rast;Antal;Arbetsplats;Kontakt;Bra att veta"
DAY = (clock.today() + timedelta(days=9)).isoformat()
GOOD = f"Packa varor;{DAY};7;15:30;30;4;;Sara Ström;Port 3"
BAD = [
    (f"Trolla;{DAY};7;15;30;1;;;", "Uppgift: vi känner inte till ”Trolla”."),
    (f";{DAY};7;15;30;1;;;", "Uppgift: Välj vad som ska göras."),
    ("Packa varor;snart;7;15;30;1;;;", "Dag: skriv som 15/12 eller 2026-12-15."),
    ("Packa varor;2020-01-01;7;15;30;1;;;", "Den dagen har redan varit."),
    (f"Packa varor;{DAY};sju;15;30;1;;;", "Börjar: skriv tiden som 7 eller 07:30."),
    (f"Packa varor;{DAY};15;15;30;1;;;", "Slutar: samma tid som det börjar. Skriv när passet"),
    (f"Packa varor;{DAY};15;7;30;1;;;", "Slutar: Ett pass är högst 12 timmar."),
    (f"Packa varor;{DAY};22;6;30;1;;;", "Arbete mellan 00 och 05"),
    (f"Packa varor;{DAY};5;19;30;1;;;", "Slutar: Ett pass är högst 12 timmar."),
    (f"Packa varor;{DAY};7;15;0;1;;;", "Rast: Ett pass på mer än fem timmar behöver rast."),
    (f"Packa varor;{DAY};7;15;30;fyra;;;", "Antal: skriv ett helt tal med siffror."),
    (f"Packa varor;{DAY};7;15;30;500;;;", "Antal: Högst 40 personer"),
    (f"Packa varor;{DAY};7;15;30;1;Månen;;", "Arbetsplats: ni har ingen som heter så."),
    (f"Packa varor;{DAY};7;15;30;1;;;Vi söker unga människor", "handlar om ålder"),
    (f"Packa varor;{DAY};1;4;0;1;;;", "Arbete mellan 00 och 05"),
    (f"Packa varor;{DAY};07:00;15.30;30;4;;Sara Ström;Port 3", "Likadan som rad 2."),
]


def how_many():
    return db.session.scalar(select(func.count()).select_from(Posting))


def send(owner, content, expect=200, name="jobb.csv"):
    owner.get("/companies/bulk")
    data = {"file": (io.BytesIO(content), name), "csrf_token": owner.token()}
    return owner.fetch("POST", "/companies/bulk/preview", data=data), expect


def previewed(owner, *rows, encoding="utf-8"):
    content = "\n".join([HEADS, *rows]).encode(encoding)
    page, _ = send(owner, content)
    return page


@pytest.mark.parametrize(("row", "told"), BAD)
def test_each_kind_of_bad_row_is_told_beside_the_row_and_never_posted(owner, row, told):
    page = previewed(owner, GOOD, row)
    rows = page.table("Raderna i filen")
    assert rows[0]["Läge"] == "Rätt"
    assert told in rows[1]["Läge"]
    assert how_many() == 0
    page = owner.post("/companies/bulk/publish", {"rows": page.value("rows")}, expect=303)
    assert how_many() == 1


def test_a_row_is_posted_once_however_often_and_wherever_in_a_file_it_is_sent(owner):
    page = previewed(owner, GOOD, GOOD.replace(";4;", ";2;"))
    text = page.value("rows")
    for _ in range(2):
        owner.post("/companies/bulk/publish", {"rows": text}, expect=303)
    assert how_many() == 2
    page = previewed(owner, GOOD.replace("Packa varor", "Städa kontor"), GOOD)
    rows = page.table("Raderna i filen")
    assert [row["Läge"].split("\n")[0] for row in rows] == ["Rätt", "Redan upplagt Se jobbet"]
    owner.post("/companies/bulk/publish", {"rows": page.value("rows")}, expect=303)
    assert how_many() == 3


def test_what_the_new_rows_cost_is_told_before_they_are_posted(owner, world):
    page = previewed(owner, GOOD)
    owner.post("/companies/bulk/publish", {"rows": page.value("rows")}, expect=303)
    asked = postings.price(db.session.scalars(select(Posting)).one())
    assert kronor(asked.net_ore).replace("\xa0", " ") in page.text
    assert "Det här kostar det" not in previewed(owner, GOOD).text


def test_rows_that_are_left_are_told_of_when_the_others_are_posted(owner):
    page = previewed(owner, GOOD, BAD[0][0])
    owner.post("/companies/bulk/publish", {"rows": page.value("rows")}, expect=303)
    assert "1 rad är inte upplagd." in owner.get("/companies/postings").text


def test_a_job_that_was_taken_back_is_not_called_posted(owner, world):
    page = previewed(owner, GOOD)
    owner.post("/companies/bulk/publish", {"rows": page.value("rows")}, expect=303)
    postings.withdraw(db.session.scalars(select(Posting)).one(), ADMIN)
    told = previewed(owner, GOOD).table("Raderna i filen")[0]["Läge"]
    assert "Det jobbet har ni avbokat." in told


def test_a_shift_over_midnight_says_that_it_ends_the_next_day(owner, world):
    world.site.night_work = True
    page = previewed(owner, f"Packa varor;{DAY};22;6;30;1;;;")
    row = page.table("Raderna i filen")[0]
    assert "slutar nästa dag" in row["Jobb"]
    assert row["Läge"] == "Rätt"


def test_where_no_cooperative_works_a_row_is_wrong_and_the_rest_is_posted(owner, world):
    make_site(world.company, make_municipality("finspang"), name="Långt bort")
    page = previewed(
        owner, GOOD.replace(";4;;", ";4;Packhallen;"), GOOD.replace(";4;;", ";4;Långt bort;")
    )
    assert "inget kooperativ arbetar" in page.table("Raderna i filen")[1]["Läge"]
    owner.post("/companies/bulk/publish", {"rows": page.value("rows")}, expect=303)
    assert how_many() == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_files_of_swedish_spreadsheets_are_read_in_every_usual_encoding(owner, encoding):
    assert previewed(owner, GOOD, encoding=encoding).table("Raderna i filen")[0]["Läge"] == "Rätt"


def test_a_workbook_is_read_with_days_times_and_numbers_as_cells(owner):
    book = Workbook()
    book.active.append(HEADS.split(";"))
    day = clock.now().replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    book.active.append(["Packa varor", day + timedelta(days=9), 7, "15:30", 30, 4.0, None, None])
    passed = timedelta(hours=7), time(15, 30)
    book.active.append(["Städa kontor", (day + timedelta(days=9)).date(), *passed, 30, 4])
    out = io.BytesIO()
    book.save(out)
    page, _ = send(owner, out.getvalue(), name="jobb.xlsx")
    rows = page.table("Raderna i filen")
    assert [row["Läge"] for row in rows] == ["Rätt", "Rätt"]
    assert "07:00–15:30" in rows[1]["Jobb"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Välj en fil först."),
        (b"\n\n", "Filen är tom."),
        (b"a;b;c\n1;2;3", "Första raden ska ha rubrikerna."),
        (HEADS.encode(), "Det finns inga rader under rubrikerna."),
        (b"PK\x03\x04 no workbook", "Det är ingen CSV- eller XLSX-fil."),
        (b"\xff\xfe\x00\x00\x00", "Det är ingen CSV- eller XLSX-fil."),
        ("\n".join([HEADS, *[GOOD] * 201]).encode(), "Filen har fler än 200 rader."),
        (b"x" * (400 * 1024 + 1), "Filen är större än 400 kB."),
    ],
)
def test_a_file_that_is_no_table_of_jobs_is_refused_in_words(owner, content, told):
    page, _ = send(owner, content, name="" if not content else "jobb.csv")
    assert page.status == 400
    assert told in page.text


def test_the_file_to_fill_in_is_one_that_can_be_read(owner, world):
    owner.get("/companies/bulk")
    example = owner.click("Hämta en fil att fylla i").response.data
    page, _ = send(owner, example)
    assert [row["Rad"] for row in page.table("Raderna i filen")] == ["2", "3"]


def test_rows_that_were_tampered_with_are_asked_for_again(owner, world):
    make_site(world.company)
    assert (
        "Välj filen igen." in owner.post("/companies/bulk/publish", {"rows": "x"}, expect=400).text
    )
