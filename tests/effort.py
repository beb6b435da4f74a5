"""What a task costs whoever does it: presses, fields and keys; and what a page weighs.

A Browser counts by itself: a link or a button is one press, a box or an option one more, a list
that drops down two. What a page has filled in already costs nothing.
"""

import gzip
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import Tag

from tests.page import Page, form_values

STATIC = Path(__file__).parents[1] / "static"
MOST_BYTES, MOST_RAW = 20 * 1024, 60 * 1024
STYLED_BY = ("app.css", "app.js")


@dataclass(slots=True)
class Effort:
    """What has been pressed, filled in and typed since it was made."""

    presses: int = 0
    fields: int = 0
    keys: int = 0

    def press(self) -> None:
        """A link or a button."""
        self.presses += 1

    def fill(self, form: Tag, sent: dict[str, list[Any]]) -> None:
        """What stands otherwise in a form than the page had it."""
        held = form_values(form)
        for name in {**held, **sent}:
            before, after = held.get(name, []), sent.get(name, [])
            if before == after:
                continue
            control = form.find(["input", "select", "textarea"], attrs={"name": name})
            assert isinstance(control, Tag), name
            self.fields += 1
            if control.get("type") == "radio":
                self.presses += 1
            elif control.get("type") == "checkbox":
                self.presses += len(set(before) ^ set(after))
            elif control.name == "select":
                self.presses += 2
            else:
                self.keys += sum(len(str(one)) for one in after)


def weight(page: Page) -> tuple[int, int]:
    """Bytes of a page with its sheet and script: as they are sent, gzipped, and as they are."""
    parts = [page.response.get_data(), *((STATIC / name).read_bytes() for name in STYLED_BY)]
    return sum(len(gzip.compress(part)) for part in parts), sum(len(part) for part in parts)


def told(capsys: Any, words: object) -> None:
    """Print it whatever pytest keeps to itself."""
    with capsys.disabled():
        sys.stdout.write(f"\n{words}\n")
