"""Tables as files: what a Swedish spreadsheet reads is what the page said."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from marketplace.clock import at
from marketplace.web.spreadsheets import Kind, csv_table, xlsx_table

HEADS = ("Namn", "Dag", "När", "Kronor", "Timmar", "Ja?")
KINDS = (Kind.PLAIN, Kind.PLAIN, Kind.PLAIN, Kind.ORE, Kind.MINUTES, Kind.PLAIN)
ROW = ("Åsa", date(2026, 12, 15), at(date(2026, 12, 15), 7 * 60), 123450, 450, True)


@pytest.fixture
def request_of(app):
    with app.test_request_context():
        yield


def sheet(response):
    return load_workbook(BytesIO(response.get_data())).active


def test_csv_is_read_by_swedish_spreadsheets_as_it_is(request_of):
    content = csv_table("lista", HEADS, KINDS, [ROW]).get_data()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines == [
        "Namn;Dag;När;Kronor;Timmar;Ja?",
        "Åsa;2026-12-15;2026-12-15 07:00;1234,50;7,50;Ja",
        "",
    ]


def test_xlsx_holds_dates_money_and_hours_as_values(request_of):
    cells = [cell.value for cell in sheet(xlsx_table("lista", HEADS, KINDS, [ROW]))[2]]
    assert cells[0] == "Åsa"
    assert cells[1] == datetime(2026, 12, 15)  # noqa: DTZ001 -- a spreadsheet knows no zones
    assert cells[2:] == [datetime(2026, 12, 15, 7), 1234.5, 7.5, "Ja"]  # noqa: DTZ001


@pytest.mark.parametrize("text", ["=1+1", "+46", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_a_text_never_becomes_a_formula(request_of, text):
    csv = csv_table("lista", ["Namn"], [Kind.PLAIN], [[text]]).get_data().decode("utf-8-sig")
    assert "'" + text in csv.replace('""', '"')
    cell = sheet(xlsx_table("lista", ["Namn"], [Kind.PLAIN], [[text]]))["A2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)


def test_what_xml_cannot_hold_is_left_out(request_of):
    response = xlsx_table("a/b:c", ["Namn"], [Kind.PLAIN], [["a\x00\x0bb"], [None]])
    assert [row[0].value for row in sheet(response)["A2:A3"]] == ["ab", None]
