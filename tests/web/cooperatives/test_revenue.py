"""What a cooperative earns, on its pages and in its files."""

from datetime import datetime

from marketplace import clock
from marketplace.clock import STOCKHOLM
from marketplace.services import sie_files
from marketplace.text import kronor
from tests.make import make_municipality, make_posting, make_site
from tests.make_money import ADMIN, make_issued


def words(ore):
    """Kronor as a page's text has them."""
    return " ".join(kronor(ore).split())


def in_two_municipalities():
    """Two issued invoices of a cooperative: at home, and in Kinda."""
    home = make_issued(people=3)
    kinda = make_site(home.company, make_municipality("kinda"))
    return home, make_issued(make_posting(kinda, home.cooperative), people=1)


def test_the_year_stands_municipality_by_municipality_and_month_by_month(session, coach_of):
    home, away = in_two_municipalities()
    coach = coach_of(home)
    coach.get("/cooperatives/revenue")
    page = coach.click("Kommun för kommun, månad för månad")
    year = clock.today().year
    sums = {row["Kommun"]: row["Intäkter"] for row in page.table(f"Intäkter efter kommun {year}")}
    assert sums == {
        "Kinda": words(away.net_ore),
        "Linköping": words(home.net_ore),
        "Alla": words(home.net_ore + away.net_ore),
    }
    page = coach.click("Kinda")
    assert "Månader: Kinda" in page.text
    months = page.table("Månad för månad")
    assert len(months) == 12
    now = months[clock.today().month - 1]
    assert now["Marknad: företag"] == words(away.net_ore)
    assert (now["Marknad: privatpersoner"], now["Timmar"]) == ("0 kr", "7 tim 30 min")
    assert now["Största kundens del"] == "100 %"


def test_every_month_of_every_municipality_is_a_row_of_the_file_in_the_readers_language(
    session, coach_of
):
    home, away = in_two_municipalities()
    coach = coach_of(home)
    coach.get("/languages/en", next="/cooperatives/revenue")
    file = coach.fetch("GET", "/cooperatives/revenue/places.csv").html
    head, *rows = file.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}").splitlines()
    assert head.startswith("month;municipality;Revenue;Market: private persons;")
    found = [row.split(";") for row in rows]
    month = f"{clock.today():%Y-%m}"
    assert [row[:2] for row in found] == [[month, "Kinda"], [month, "Linköping"]]
    sums = [f"{one.net_ore / 100:.2f}".replace(".", ",") for one in (away, home)]
    assert [row[2] for row in found] == sums


def test_a_year_without_anything_has_no_figures_made_up(session, coach_of):
    home, _ = in_two_municipalities()
    page = coach_of(home).get("/cooperatives/revenue/places?year=2001&place=Kinda")
    [row] = page.table("Intäkter efter kommun 2001")
    assert (row["Kommun"], row["Intäkter"], row["Per timme"]) == ("Alla", "0 kr", "–")


def test_the_accountants_months_stand_beside_our_own_on_the_page_and_in_the_file(session, coach_of):
    invoice = make_issued(people=6)
    year, number = clock.today().year, invoice.cooperative.organisation_number
    rows = [
        *("#FLAGGA 0", "#FORMAT PC8", "#SIETYP 4", f"#ORGNR {number}"),
        *(f"#RAR 0 {year}0101 {year}1231", "#RES 0 3001 -300.00", "#RES 0 7010 210.00"),
        *(f"#VER A 1 {year}0115 x", "{", "#TRANS 3001 {} -300.00", "#TRANS 7010 {} 210.00"),
        *("#TRANS 1930 {} 90.00", "}", ""),
    ]
    sie_files.take_in(invoice.cooperative, "\r\n".join(rows).encode("cp437"), ADMIN)
    coach = coach_of(invoice)
    page = coach.get(f"/cooperatives/revenue?year={year}")
    [january] = page.table("Redovisningens månader")
    assert (january["Löneandel"], january["Överskott"]) == ("70 %", words(9_000))
    [month] = page.table("Kvinnors och mäns timmar efter månad")
    assert "visas inte" in month["Kvinnor"]
    table = coach.get(f"/cooperatives/revenue/months.csv?year={year}").response.text
    assert table.splitlines()[1].endswith(";300,00;210,00;0,70;90,00")


def test_the_lines_of_a_year_that_goes_on_end_where_it_stands(session, coach_of, frozen):
    frozen(datetime(2026, 3, 15, 12, tzinfo=STOCKHOLM))
    page = coach_of(make_issued()).get("/cooperatives/revenue?year=2026")
    assert [row["När"] for row in page.table("Intäkter per månad, tusen kronor")] == [
        "januari 2026",
        "februari 2026",
        "mars 2026",
    ]
    assert len(page.table("Månader")) == 12
