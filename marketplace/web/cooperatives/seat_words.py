"""An empty seat in words: why, and the smallest change that would fill it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from marketplace.errors import N_
from marketplace.models.members import Member
from marketplace.models.postings import Shift
from marketplace.services.funnels import EmptyShift, Sieve
from marketplace.web.cooperatives.smallest_words import change_in_words
from marketplace.web.text import short_day
from marketplace.web.vocabulary import skill_name

WHY = {
    Sieve.SKILL: N_("För få kan det som jobbet kräver."),
    Sieve.SITE: N_("Arbetsplatsen passar för få."),
    Sieve.REACH: N_("För få kan ta sig dit."),
    Sieve.SITE_AND_REACH: N_("För få passar på arbetsplatsen och kan ta sig dit."),
    Sieve.TIME: N_("För få kan den tiden."),
    Sieve.HOURS: N_("De som kan har redan jobb, eller behöver vila."),
    Sieve.CREW: N_("Det finns folk, men laget går inte ihop."),
}
CHANGE = {
    Sieve.SITE: N_("Be företaget beskriva arbetsplatsen bättre."),
    Sieve.REACH: N_("Ordna skjuts dit."),
    Sieve.SITE_AND_REACH: N_("Ordna skjuts, eller be företaget beskriva arbetsplatsen bättre."),
    Sieve.TIME: N_("Be företaget om en annan tid eller dag."),
    Sieve.HOURS: N_("Flytta någon från ett annat jobb, eller byt dag."),
    Sieve.CREW: N_("Fråga om jobbet kan delas upp, eller lös det för hand."),
}
WARNINGS = {
    Sieve.SKILL: N_("Kan inte allt som jobbet kräver"),
    Sieve.SITE: N_("Arbetsplatsen passar kanske inte"),
    Sieve.REACH: N_("Långt dit, eller vill inte dit"),
    Sieve.SITE_AND_REACH: N_("Arbetsplatsen eller resan passar kanske inte"),
    Sieve.TIME: N_("Kan inte den tiden"),
    Sieve.HOURS: N_("Har annat jobb då, eller för lite vila"),
    Sieve.CREW: N_("Passar inte i just det här laget"),
}


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Empty seats of one shift, as a card tells them."""

    shift: Shift
    title: str
    why: str
    change: str | None
    member: Member | None = None
    """whose change it is"""


def vacancy(
    shift: Shift, seats: int, found: EmptyShift | None, people: Mapping[str, Member]
) -> Vacancy:
    """The card of empty seats; without a solve that knows of them it only says that we look.

    `people` are those of one's own of whom a change may speak, by public id.
    """
    empty = ngettext("%(num)d tom plats", "%(num)d tomma platser", seats)
    title = f"{empty}, {short_day(shift.starts_at)}"
    if found is None:
        return Vacancy(shift, title, gettext("Vi letar."), None)
    why, change = gettext(WHY[found.binding]), found.change
    if change is None or (change.member and change.member not in people):
        return Vacancy(shift, title, why, _usual_change(found))
    member = people.get(change.member)
    return Vacancy(shift, title, why, change_in_words(change, found, member), member)


def _usual_change(found: EmptyShift) -> str:
    """What to change first, and how many it could bring: never who."""
    if found.binding == Sieve.SKILL:
        names = [skill_name(row.skill) for row in found.shift.posting.skills if not row.merit]
        change = gettext("Fråga om jobbet går utan kravet: %(skills)s.", skills=", ".join(names))
        return str(change if names else gettext("Anställ eller lär upp fler."))
    change = str(gettext(CHANGE[found.binding]))
    more = found.freed
    if not more:
        return change
    brings = ngettext(
        "Då kan högst %(num)d person till vara med.",
        "Då kan högst %(num)d personer till vara med.",
        more,
    )
    return f"{change} {brings}"
