"""Figures by gender as a table shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from marketplace.errors import N_
from marketplace.models.members import Gender
from marketplace.services.genders import GenderRow
from marketplace.web.text import hours

GENDERS = {
    Gender.WOMAN: N_("Kvinnor"),
    Gender.MAN: N_("Män"),
    Gender.OTHER: N_("Annat kön"),
    Gender.UNDISCLOSED: N_("Vill inte svara"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table, in words."""

    name: str
    participants: str
    workers: str
    worked: str


def gender_rows(rows: Sequence[GenderRow]) -> list[Line]:
    """The rows in words; what is hidden says so."""
    return [
        Line(
            gettext(GENDERS[row.gender]),
            count(row.participants),
            count(row.workers),
            few() if row.worked_minutes is None else hours(row.worked_minutes),
        )
        for row in rows
    ]


def counted(people: Mapping[Gender, int | None]) -> str:
    """Women and men in one line: "Kvinnor: 7, Män: visas inte"."""
    two = (Gender.WOMAN, Gender.MAN)
    return ", ".join(f"{gettext(GENDERS[one])}: {count(people.get(one))}" for one in two)


def count(people: int | None) -> str:
    """A number of people, or that they are too few to tell."""
    return few() if people is None else str(people)


def few() -> str:
    """What stands in the place of a hidden cell, which may be hidden to cover another."""
    return str(gettext("visas inte"))
