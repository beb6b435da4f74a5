"""Many jobs from one table: each row read, and everything that is wrong with it told.

Nothing is written before somebody has looked at the rows. A row that is right becomes a job once,
however often it is sent, in the same file or a mended one: its key is made of what it asks for.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from marketplace.errors import N_, Invalid
from marketplace.services.wishes import Wish

COLUMNS = (
    "uppgift",
    "dag",
    "börjar",
    "slutar",
    "rast",
    "antal",
    "arbetsplats",
    "kontakt",
    "bra att veta",
)
NEEDED = COLUMNS[:6]
ALSO = {
    "task": "uppgift",
    "day": "dag",
    "date": "dag",
    "datum": "dag",
    "starts": "börjar",
    "start": "börjar",
    "ends": "slutar",
    "slut": "slutar",
    "break": "rast",
    "people": "antal",
    "personer": "antal",
    "site": "arbetsplats",
    "plats": "arbetsplats",
    "contact": "kontakt",
    "details": "bra att veta",
}
MOST_ROWS = 200
FURTHEST_ROW = 2000
"""Of a workbook: empty rows between are skipped, and are not read for ever."""
MOST_BYTES = 400 * 1024
EXAMPLE = "Packa varor;15/12;7;15:30;30;4;;Sara Ström;Port 3\nStäda kontor;16/12;16;20;0;2;;;\n"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table as it was written; `number` as the spreadsheet counts."""

    number: int
    cells: dict[str, str]


def key(wish: Wish) -> str:
    """The same job, the same key: made of what is asked for, wherever in a file it stands."""
    asked = (
        wish.site.id if wish.site else None,
        wish.task,
        *wish.days,
        wish.start_minute,
        wish.end_minute,
        wish.break_minutes,
        wish.heads,
        wish.supervisor_name,
        wish.details,
    )
    written = "\x1f".join(str(one) for one in asked)
    return "bulk-" + hashlib.sha256(written.encode()).hexdigest()[:30]


def example() -> str:
    """A file to fill in: the heads, and two rows to write over."""
    return "\ufeff" + ";".join(COLUMNS) + "\n" + EXAMPLE


def read(content: bytes) -> Sequence[Line]:
    """The rows of a CSV file (any usual separator and encoding) or of an XLSX workbook.

    Raises Invalid for what is no table, has no rows or too many, or lacks a column.
    """
    if len(content) > MOST_BYTES:
        raise Invalid(N_("Filen är större än 400 kB. Dela den."), field="file")
    table = _workbook(content) if content[:2] == b"PK" else _text(content)
    rows = [[cell.strip() for cell in row] for row in table]
    filled = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if not filled:
        raise Invalid(N_("Filen är tom."), field="file")
    heads = [_column(cell) for cell in filled[0][1]]
    missing = [name for name in NEEDED if name not in heads]
    if missing:
        raise Invalid(
            N_("Första raden ska ha rubrikerna. Vi hittar inte: %(names)s."),
            field="file",
            names=", ".join(missing),
        )
    lines = [Line(number, _cells(heads, row)) for number, row in filled[1:]]
    if not lines:
        raise Invalid(N_("Det finns inga rader under rubrikerna."), field="file")
    if len(lines) > MOST_ROWS:
        raise Invalid(N_("Filen har fler än 200 rader. Dela den."), field="file")
    return lines


def written(lines: Sequence[Line]) -> str:
    """The rows as one text, to be sent back with the press that posts them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(["rad", *COLUMNS])
    for line in lines:
        writer.writerow([line.number, *(line.cells[name] for name in COLUMNS)])
    return out.getvalue()


def again(text: str) -> Sequence[Line]:
    """The rows of such a text. Raises Invalid for any other."""
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    whole = [row for row in rows if len(row) == len(COLUMNS) + 1 and row[0].isdecimal()]
    if not whole or len(whole) != len(rows) or len(rows) > MOST_ROWS:
        raise Invalid(N_("Välj filen igen."), field="file")
    return [Line(int(row[0]), dict(zip(COLUMNS, row[1:], strict=True))) for row in whole]


def _column(cell: str) -> str:
    name = cell.casefold().replace("\ufeff", "")
    return ALSO.get(name, name)


def _cells(heads: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    found = dict(zip(heads, row, strict=False))
    return {name: found.get(name, "") for name in COLUMNS}


def _text(content: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            break
    else:
        raise Invalid(N_("Det är ingen CSV- eller XLSX-fil."), field="file")
    first = text.partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Invalid(N_("Det är ingen CSV- eller XLSX-fil."), field="file") from error


def _workbook(content: bytes) -> list[list[str]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=FURTHEST_ROW, max_col=30, values_only=True)
        return [[_cell(value) for value in row] for row in rows]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError) as error:
        raise Invalid(N_("Det är ingen CSV- eller XLSX-fil."), field="file") from error


def _cell(value: object) -> str:
    """What stands in a cell, as somebody would have typed it: 2026-12-15, 07:30, 4."""
    if isinstance(value, datetime | date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, time | timedelta):
        return _clock(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _clock(value: time | timedelta) -> str:
    """A time of day, also where the spreadsheet keeps it as hours that have passed."""
    if isinstance(value, time):
        return f"{value.hour:02d}:{value.minute:02d}"
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
