"""Reading untrusted JSON: every value is asked for by name, type and range, and refused by path."""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, TypeAlias, TypeVar

Interval: TypeAlias = tuple[datetime, datetime]
Result = TypeVar("Result")

MOST_BYTES: Final = 64 * 2**20
"""A file larger than this is refused unread: the largest problem we generate is half of it."""

MOST_MINUTES: Final = 1_000_000
"""Nearly two years: a duration beyond it is a slip of the keyboard."""

MOST_COUNT: Final = 1_000_000
MOST_MAGNITUDE: Final = 10**18
"""A level value or bound beyond it is no number a plan could have reached."""

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200
SHOWN_CHARACTERS: Final = 60
WEEK_NAME: Final = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


class BadInput(ValueError):
    """Input that is refused; the message is `field path: what is wrong with it`."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """Which exception a reader raises, so that a bad plan is not called a bad problem."""

    error: type[BadInput]

    def refuse(self, path: str, complaint: str) -> BadInput:
        """The exception to raise for the field at `path`."""
        return self.error(f"{path or 'file'}: {complaint}")


def shown(value: object) -> str:
    """A value short enough to stand in a message; a container is named, not printed."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 64:
        return "a very large number"
    text = value if isinstance(value, str) else json.dumps(value)
    short = text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"
    return json.dumps(short, ensure_ascii=False) if isinstance(value, str) else short


class Fields:
    """One JSON object with its path; each method reads one key and refuses what does not fit.

    A key without a default must be there. Keys that nobody asks for are welcome and ignored.
    """

    __slots__ = ("data", "path", "refusals")

    def __init__(self, data: object, path: str, refusals: Refusals) -> None:
        if not isinstance(data, dict):
            raise refusals.refuse(path, f"must be an object, was {shown(data)}")
        self.data: dict[str, object] = data
        self.path = path
        self.refusals = refusals

    def path_of(self, key: str) -> str:
        """The path of one of this object's keys."""
        return f"{self.path}.{key}" if self.path else key

    def refuse(self, key: str, complaint: str) -> BadInput:
        """The exception to raise for one of this object's keys."""
        return self.refusals.refuse(self.path_of(key), complaint)

    def value(self, key: str) -> object:
        """The raw value of a key that must be there."""
        if key not in self.data:
            raise self.refuse(key, "is missing")
        return self.data[key]

    def absent(self, key: str) -> bool:
        """Whether a key is left out or null, for the keys where null means left out."""
        return self.data.get(key) is None

    def text(self, key: str, default: str | None = None) -> str:
        """A string that is not empty."""
        if default is not None and key not in self.data:
            return default
        value = self.value(key)
        if not isinstance(value, str) or not value:
            raise self.refuse(key, f"must be a text, was {shown(value)}")
        return value

    def choice(self, key: str, options: Sequence[str], default: str | None = None) -> str:
        """One of the listed strings."""
        value = self.text(key, default)
        if value not in options:
            raise self.refuse(key, f"must be one of {', '.join(options)}, was {shown(value)}")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise self.refuse(key, f"must be true or false, was {shown(value)}")
        return value

    def whole(self, key: str, *, least: int, most: int, default: int | None = None) -> int:
        """A whole number in range; true and 1.0 are no whole numbers."""
        if default is not None and key not in self.data:
            return default
        return whole_number(self.value(key), self.path_of(key), self.refusals, least, most)

    def number(self, key: str, *, least: float, most: float) -> float:
        """A finite number in range, whole or not."""
        return finite_number(self.value(key), self.path_of(key), self.refusals, least, most)

    def moment(self, key: str) -> datetime:
        """A time with offset, on a whole minute."""
        return moment(self.value(key), self.path_of(key), self.refusals)

    def items(self, key: str, *, required: bool = False) -> Iterator[tuple[str, object]]:
        """Each value of a list with its path; a list that is left out is empty unless required."""
        value = self.value(key) if required else self.data.get(key, [])
        if not isinstance(value, list):
            raise self.refuse(key, f"must be a list, was {shown(value)}")
        path = self.path_of(key)
        return ((f"{path}[{place}]", item) for place, item in enumerate(value))

    def objects(
        self, key: str, read: Callable[["Fields"], Result], *, required: bool = True
    ) -> tuple[Result, ...]:
        """What `read` makes of each object of a list."""
        items = self.items(key, required=required)
        return tuple(read(Fields(item, path, self.refusals)) for path, item in items)

    def object(self, key: str) -> "Fields":
        """The object under a key."""
        return Fields(self.value(key), self.path_of(key), self.refusals)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings read as a set: order is kept, a repetition means nothing."""
        found: dict[str, None] = {}
        for path, item in self.items(key):
            if not isinstance(item, str) or not item:
                raise self.refusals.refuse(path, f"must be a text, was {shown(item)}")
            found[item] = None
        return tuple(found)

    def counts(self, key: str, *, least: int, most: int) -> Mapping[str, int]:
        """An object of whole numbers in range, empty when left out; not to be changed."""
        fields = Fields(self.data.get(key, {}), self.path_of(key), self.refusals)
        return {name: fields.whole(name, least=least, most=most) for name in fields.data}

    def interval(self) -> Interval:
        """The object's `start` and `end`, in that order in time."""
        start, end = self.moment("start"), self.moment("end")
        if end <= start:
            raise self.refuse("end", f"must be after the start, was {end.isoformat()}")
        return start, end

    def intervals(self, key: str, *, required: bool = False) -> tuple[Interval, ...]:
        """A list of [start, end] pairs, each in that order in time."""
        items = self.items(key, required=required)
        return tuple(interval(item, path, self.refusals) for path, item in items)


def interval(value: object, path: str, refusals: Refusals) -> Interval:
    """A [start, end] pair in that order in time."""
    if not isinstance(value, list) or len(value) != 2:
        raise refusals.refuse(path, f"must be a pair of start and end, was {shown(value)}")
    start = moment(value[0], f"{path}[0]", refusals)
    end = moment(value[1], f"{path}[1]", refusals)
    if end <= start:
        raise refusals.refuse(f"{path}[1]", f"must be after the start, was {shown(value[1])}")
    return start, end


def whole_number(value: object, path: str, refusals: Refusals, least: int, most: int) -> int:
    """A whole number in range; true and 1.0 are no whole numbers."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise refusals.refuse(path, f"must be a whole number, was {shown(value)}")
    if value < least:
        raise refusals.refuse(path, f"must be at least {least}, was {shown(value)}")
    if value > most:
        raise refusals.refuse(path, f"must be at most {most}, was {shown(value)}")
    return value


def finite_number(value: object, path: str, refusals: Refusals, least: float, most: float) -> float:
    """A finite number in range, whole or not."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refusals.refuse(path, f"must be a number, was {shown(value)}")
    if isinstance(value, float) and not math.isfinite(value):
        raise refusals.refuse(path, "must be a finite number")
    if not least <= value <= most:
        complaint = f"must be between {least:g} and {most:g}, was {shown(value)}"
        raise refusals.refuse(path, complaint)
    return value


def moment(value: object, path: str, refusals: Refusals) -> datetime:
    """A time as ISO 8601 with offset, on a whole minute, of a year we can reckon with."""
    if not isinstance(value, str):
        raise refusals.refuse(path, f"must be a time, was {shown(value)}")
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        complaint = f"must be a time as 2026-03-29T08:00+01:00, was {shown(value)}"
        raise refusals.refuse(path, complaint) from None
    if found.tzinfo is None:
        raise refusals.refuse(path, f"must have an offset from UTC, was {shown(value)}")
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        complaint = f"must be of the years {FIRST_YEAR}-{LAST_YEAR}, was {shown(value)}"
        raise refusals.refuse(path, complaint)
    in_utc = found.astimezone(UTC)
    if in_utc.second or in_utc.microsecond:
        raise refusals.refuse(path, f"must be a whole minute, was {shown(value)}")
    return found


def week_exists(name: str) -> bool:
    """Whether a name as 2026-W49 is one of the weeks of that ISO year."""
    matched = WEEK_NAME.fullmatch(name)
    if matched is None:
        return False
    try:
        date.fromisocalendar(int(matched[1]), int(matched[2]), 1)
    except ValueError:
        return False
    return True


def parsed_file(path: Path, error: type[BadInput]) -> object:
    """The JSON of a file; raises `error` for a file that is missing, too large or not JSON."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as failure:
        raise error(f"{path}: {failure.strerror or 'cannot be read'}") from None
    if len(content) > MOST_BYTES:
        raise error(f"{path}: is larger than {MOST_BYTES // 2**20} MiB, the most that is read")
    return parsed_text(content, str(path), error)


def parsed_text(content: bytes | str, name: str, error: type[BadInput]) -> object:
    """The JSON of a text; NaN, Infinity and a key that stands twice in an object are refused."""

    def refuse_constant(constant: str) -> object:
        raise error(f"{name}: {constant} is no number in JSON")

    def object_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise error(f"{name}: the key {shown(twice)} stands twice in one object")
        return found

    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
        parsed: object = json.loads(
            text, parse_constant=refuse_constant, object_pairs_hook=object_of
        )
    except BadInput:
        raise
    except UnicodeDecodeError as failure:
        raise error(f"{name}: is not UTF-8 at byte {failure.start}") from None
    except RecursionError:
        raise error(f"{name}: is nested too deep") from None
    except ValueError as failure:
        raise error(f"{name}: is not JSON ({failure})") from None
    return parsed
