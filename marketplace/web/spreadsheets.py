"""Tables as files that Swedish spreadsheets open as they are: CSV and XLSX.

Dates are dates, money is kronor and amounts of work are hours; a text is always a text, also where
a spreadsheet would take it for a formula.
"""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum

from flask import Response
from flask_babel import gettext
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from invoicing.money import decimal_text
from marketplace.clock import local

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold."""
LONGEST_CELL = 32_767
WIDEST, NARROWEST = 50, 10


class Kind(StrEnum):
    """What a column holds."""

    PLAIN = "plain"
    ORE = "ore"
    MINUTES = "minutes"
    WHOLE = "whole"


FORMATS = {Kind.ORE: "# ##0.00", Kind.MINUTES: "0.00"}


def csv_table(
    name: str, heads: Sequence[str], kinds: Sequence[Kind], rows: Sequence[Sequence[object]]
) -> Response:
    """A table as CSV: semicolons, commas in decimals, UTF-8 that says so at its beginning."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([_text(head) for head in heads])
    for row in rows:
        writer.writerow([_csv_cell(cell, kind) for cell, kind in zip(row, kinds, strict=True)])
    content = "\N{ZERO WIDTH NO-BREAK SPACE}" + written.getvalue()  # else read as Latin-1
    return _file(content.encode(), "text/csv; charset=utf-8", f"{name}.csv")


def xlsx_table(
    name: str, heads: Sequence[str], kinds: Sequence[Kind], rows: Sequence[Sequence[object]]
) -> Response:
    """A table as XLSX: its head stays in view, its columns can be filtered."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(name))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(1, len(heads)))}{len(rows) + 1}"
    for place, head in enumerate(heads, start=1):
        longest = max([len(head), *(len(str(row[place - 1] or "")) for row in rows[:200])])
        width = min(WIDEST, max(NARROWEST, longest + 2))
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_bold(sheet, head) for head in heads])
    for row in rows:
        pairs = zip(row, kinds, strict=True)
        sheet.append([_xlsx_cell(sheet, cell, kind) for cell, kind in pairs])
    content = io.BytesIO()
    book.save(content)
    return _file(content.getvalue(), XLSX, f"{name}.xlsx")


def csv_cell(cell: object) -> object:
    """A value as CSV holds it; a text that would be taken for a formula gets an apostrophe."""
    if isinstance(cell, str):
        return _text(cell)
    return "" if cell is None else cell


def _file(content: bytes, mimetype: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=mimetype, headers=headers)


def _text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _csv_cell(cell: object, kind: Kind) -> object:
    if cell is None:
        return ""
    if kind == Kind.ORE:
        return decimal_text(int(str(cell))).replace(".", ",")
    if kind == Kind.MINUTES:
        return f"{int(str(cell)) / 60:.2f}".replace(".", ",")
    if isinstance(cell, bool):
        return gettext("Ja") if cell else gettext("Nej")
    if isinstance(cell, datetime):
        return f"{local(cell):%Y-%m-%d %H:%M}"
    return csv_cell(cell)


def _xlsx_cell(sheet: WriteOnlyWorksheet, cell: object, kind: Kind) -> Cell:
    if cell is not None and kind in FORMATS:
        divisor = 100 if kind == Kind.ORE else 60
        written = WriteOnlyCell(sheet, value=int(str(cell)) / divisor)
        written.number_format = FORMATS[kind]
        return written
    if isinstance(cell, bool):
        return _plain(sheet, gettext("Ja") if cell else gettext("Nej"))
    if isinstance(cell, datetime):
        return _dated(sheet, local(cell).replace(tzinfo=None), "yyyy-mm-dd hh:mm")
    if isinstance(cell, date):
        return _dated(sheet, datetime.combine(cell, time.min), "yyyy-mm-dd")
    if isinstance(cell, int | float):
        return WriteOnlyCell(sheet, value=cell)
    return _plain(sheet, "" if cell is None else str(cell))


def _dated(sheet: WriteOnlyWorksheet, value: datetime, number_format: str) -> Cell:
    written = WriteOnlyCell(sheet, value=value)
    written.number_format = number_format
    return written


def _plain(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    """A text, marked as one: also after somebody has clicked into it."""
    written = WriteOnlyCell(sheet, value=CONTROL.sub("", text)[:LONGEST_CELL])
    written.data_type = "s"
    written.quotePrefix = text.startswith(FORMULA)
    return written


def _bold(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    written = _plain(sheet, text)
    written.font = Font(bold=True)
    return written


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31]
