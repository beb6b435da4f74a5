"""Empty seats of a match run in words: what stood in the way, and how many were left."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from marketplace.errors import N_
from marketplace.services.funnels import EmptyShift, Sieve, minutes_by_sieve
from marketplace.web.text import hours
from marketplace.web.vocabulary import skill_name

LEFT = {
    Sieve.SKILL: N_("kan arbetet"),
    Sieve.SITE: N_("passar på arbetsplatsen"),
    Sieve.REACH: N_("kan ta sig dit"),
    Sieve.SITE_AND_REACH: N_("passar på arbetsplatsen och kan ta sig dit"),
    Sieve.TIME: N_("kan den tiden"),
    Sieve.HOURS: N_("har vila och arbetstid kvar"),
}
BINDING = {
    Sieve.SKILL: N_("För få kan arbetet"),
    Sieve.SITE: N_("Arbetsplatsen passar för få"),
    Sieve.REACH: N_("För få kan ta sig dit"),
    Sieve.SITE_AND_REACH: N_("För få passar på arbetsplatsen och kan ta sig dit"),
    Sieve.TIME: N_("För få kan den tiden"),
    Sieve.HOURS: N_("De som kan har inte vila eller arbetstid kvar"),
    Sieve.CREW: N_("Laget blev inte helt: minsta antal, handledare eller vilka som jobbar ihop"),
}

SHORT = {
    Sieve.SKILL: N_("Kompetens"),
    Sieve.SITE: N_("Arbetsplatsen"),
    Sieve.REACH: N_("Resvägen"),
    Sieve.SITE_AND_REACH: N_("Arbetsplatsen eller resvägen"),
    Sieve.TIME: N_("Tiden"),
    Sieve.HOURS: N_("Vila och arbetstid"),
    Sieve.CREW: N_("Laget"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A line of the chart: empty work by what stood in the way."""

    label: str
    value: int
    text: str


@dataclass(frozen=True, slots=True)
class EmptySeats:
    """A shift with empty seats, as a card tells it."""

    one: EmptyShift
    seats: str
    skills: str
    why: str
    steps: Sequence[str]
    proof: str


def reasons_of(shifts: Sequence[EmptyShift]) -> Sequence[Reason]:
    """What stood in the way, most empty work first."""
    return [
        Reason(gettext(SHORT[sieve]), minutes, hours(minutes))
        for sieve, minutes in minutes_by_sieve(shifts)
    ]


def seats_of(one: EmptyShift) -> EmptySeats:
    """An empty shift in words: counts of people, never who they are."""
    told = one.steps[: _last_told(one) + 1]
    empty = ngettext("%(num)d tom plats", "%(num)d tomma platser", one.seats)
    steps = [
        gettext("%(people)d %(left)s", people=step.people, left=gettext(LEFT[step.sieve]))
        for step in told
    ]
    return EmptySeats(
        one,
        gettext("%(empty)s av %(heads)d", empty=empty, heads=one.shift.heads),
        ", ".join(skill_name(row.skill) for row in one.shift.posting.skills if not row.merit),
        gettext(BINDING[one.binding]),
        steps,
        _proof(one),
    )


def _proof(one: EmptyShift) -> str:
    """The simple proof that no plan fills the shift, where there is one."""
    if one.shared is None:
        return ""
    return str(
        gettext(
            "%(shifts)d pass som krockar behöver %(seats)d personer,"
            " och bara %(people)d kan något av dem.",
            shifts=one.shared.shifts,
            seats=one.shared.seats,
            people=one.shared.people,
        )
    )


def _last_told(one: EmptyShift) -> int:
    """The step that binds is the last of interest; where none does, all of them are."""
    sieves = [step.sieve for step in one.steps]
    return sieves.index(one.binding) if one.binding in sieves else len(sieves) - 1
