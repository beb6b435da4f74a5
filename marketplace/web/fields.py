"""Our form fields: they read what people really type, keep it, and say what to do instead."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext
from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, TextInput

from marketplace.clock import today

MOST_TYPED = 200
MINUTES_A_DAY = 1440
FAR_AHEAD = timedelta(days=183)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mar mars march",
            "apr april",
            "maj may",
            "jun juni june",
            "jul juli july",
            "aug augusti august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_CLOCK = re.compile(r"(?:kl\.?|klockan)?\s*(\d{1,2})(?:\s*[:.,h\s]\s*(\d{2}))?\s*[.h]?")
_COMPACT = re.compile(r"(?:kl\.?|klockan)?\s*(\d{1,2})(\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.]\s*(\d{1,2})(?:\s*[/.\s-]\s*(\d{4}|\d{2}))?\.?")
_WORDS = re.compile(
    r"(?:\w+dag(?:en)?\s+)?(?:den\s+)?(\d{1,2})(?::?e|:?a)?\s*([^\W\d]+)\.?(?:\s+(\d{4}))?"
)


def plain(text: str | None) -> str:
    """The text without control characters, which no keyboard makes and no database keeps."""
    kept = (
        character
        for character in (text or "").replace("\r\n", "\n")
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
    )
    return "".join(kept).strip()


def read_clock(text: str) -> int | None:
    """Minutes into the day of "7", "0700", "7.30" or "kl 07:30"; 1 440 for 24; None: unreadable."""
    typed = unicodedata.normalize("NFKC", text).strip().casefold()
    match = _COMPACT.fullmatch(typed) or _CLOCK.fullmatch(typed)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    total = 60 * hour + minute
    return total if minute < 60 and total <= MINUTES_A_DAY else None


def read_day(text: str, now: date) -> date | None:
    """The day of "15/12", "15 dec", "tisdag 15 december" or "2026-12-15"; None: unreadable.

    Without a year it is the next such day, as long as that is within half a year; else the day
    of this year, which then has already been.
    """
    typed = text.strip().casefold()
    if match := _ISO.fullmatch(typed):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(typed):
        day, month, year = int(match[1]), int(match[2]), match[3]
    elif match := _WORDS.fullmatch(typed):
        day, month, year = int(match[1]), MONTHS.get(match[2], 0), match[3]
    else:
        return None
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    return _next(day, month, now)


def _next(day: int, month: int, now: date) -> date | None:
    here, later = _day(now.year, month, day), _day(now.year + 1, month, day)
    if here is not None and here >= now:
        return here
    return later if later is not None and later - now <= FAR_AHEAD else here


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def options(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """What can be chosen, each with its value and its words."""
    return [SelectChoice(value, label) for value, label in pairs]


class Boxes(SelectMultipleField):
    """Several of a few, as boxes to tick."""

    option_widget = CheckboxInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, validate_choice=False, **kwargs)


class PlainField(StringField):
    """One line of text, without control characters and without spaces around it."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take the text as typed, cleaned."""
        self.data = plain(valuelist[0]) if valuelist else ""


class NoteField(TextAreaField):
    """Several lines of text, cleaned the same way."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take the text as typed, cleaned."""
        self.data = plain(valuelist[0]) if valuelist else ""


class TypedField(StringField):
    """A value that people type in their own way; what they typed stays in the field."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return plain(str(self.raw_data[0]))[:MOST_TYPED]
        return self.written(self.data) if self.data is not None else ""

    def written(self, value: Any) -> str:
        """How a value that nobody has typed stands in the field."""
        return str(value)

    def read(self, text: str) -> Any:
        """The value of a text that is not empty. Raises ValueError with what to do instead."""
        return text

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was typed; nothing typed is no value."""
        typed = plain(str(valuelist[0])) if valuelist else ""
        self.data = None
        if typed:
            self.data = self.read(typed)


class ClockField(TypedField):
    """A time of day as minutes after midnight."""

    def written(self, value: Any) -> str:
        """07:30."""
        return f"{value // 60:02d}:{value % 60:02d}"

    def read(self, text: str) -> int:
        """7, 0700, 7.30 and 07:30 are all understood."""
        minute = read_clock(text)
        if minute is None:
            raise ValueError(gettext("Skriv tiden som 7, 07:30 eller 0730."))
        return minute


class WholeField(TypedField):
    """A whole number. "4 st" and "4 personer" are 4."""

    def read(self, text: str) -> int:
        """The number, whatever it counts."""
        match = re.fullmatch(
            r"([-−]?)\s*(\d{1,9})\s*(?:st|personer|person|minuter|min|veckor)?\.?", text
        )
        if match is None:
            raise ValueError(gettext("Skriv ett helt tal med siffror, som 4."))
        return -int(match[2]) if match[1] else int(match[2])


class KronorField(TypedField):
    """An amount in kronor, kept as whole öre: "18 240", "18240,50" and "18 240 kr" are read."""

    def written(self, value: int) -> str:
        """18240,50."""
        return f"{value // 100},{value % 100:02d}"

    def read(self, text: str) -> int:
        """The amount in öre."""
        return self.read_ore(text)

    @staticmethod
    def read_ore(text: str) -> int:
        """The amount in öre. Raises ValueError with what to write instead."""
        typed = text.lower().removesuffix("kr").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
        whole, _, part = typed.replace(".", ",").partition(",")
        if not whole.isdecimal() or len(whole) > 9 or not (part or "0").isdecimal():
            raise ValueError(gettext("Skriv beloppet i kronor, som 18240 eller 18240,50."))
        if len(part) > 2:
            raise ValueError(gettext("Skriv högst två siffror efter kommat."))
        return int(whole) * 100 + int(part.ljust(2, "0") or 0)


class DayField(TypedField):
    """A single day."""

    def written(self, value: Any) -> str:
        """2026-12-15."""
        return str(value.isoformat())

    def read(self, text: str) -> date:
        """15/12, 15 dec and 2026-12-15 are all understood."""
        day = read_day(text, today())
        if day is None:
            raise ValueError(gettext("Skriv dagen som 15/12, 15 dec eller 2026-12-15."))
        return day


class DaysField(TypedField):
    """Days with a comma between them."""

    def written(self, value: Any) -> str:
        """2026-12-15, 2026-12-16."""
        return ", ".join(day.isoformat() for day in value)

    def read(self, text: str) -> tuple[date, ...]:
        """Each day as in a single field; one that cannot be read is named."""
        found = []
        for part in re.split(r"[,;\n]|\soch\s", text):
            if not part.strip():
                continue
            day = read_day(part, today())
            if day is None:
                raise ValueError(
                    gettext(
                        "Vi förstår inte %(text)s. Skriv dagen som 15/12, 15 dec eller 2026-12-15.",
                        text=f"”{part.strip()[:30]}”",
                    )
                )
            found.append(day)
        return tuple(found)
