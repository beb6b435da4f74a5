"""Keys in words: what one change would open, where, for how many, in hours a week and kronor."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext, ngettext

from marketplace.models.members import Gender, Member
from marketplace.models.trials import Trial
from marketplace.services import past_work
from marketplace.services.trial_places import Places
from marketplace.text import kronor, span
from marketplace.web.gender_words import counted
from marketplace.web.text import hours, short_day
from marketplace.web.vocabulary import condition_name, skill_name

ALONE = ("skill", "time", "ride")
"""Kinds of change that one person makes."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key in words.

    `to`: how it is used: coach, course or site. `learners`: who learns something, of those who have
    not been forgotten; one person where she alone does, and then she is `member` too.
    """

    to: str
    kind: str
    code: str
    level: int
    what: str
    where: str
    minutes: int
    time: str
    ore: int
    money: str
    people: str
    genders: str
    exact: bool
    cooperatives: Sequence[str]
    site: str
    member: Member | None
    learners: Sequence[Member]


def keys_of(trial: Trial, known: Places, who: Callable[[Member], str]) -> Sequence[KeyLine]:
    """Every key of a report, most hours first; a person who was forgotten since is left out."""
    keys = trial.result["keys"]
    members = past_work.names([name for key in keys for name in key["members"]])
    return [line for key in keys if (line := _key(key, members, known, who)) is not None]


def _key(
    key: Mapping[str, Any],
    members: Mapping[str, Member],
    known: Places,
    who: Callable[[Member], str],
) -> KeyLine | None:
    where = [
        known.cooperatives[one].name for one in key["cooperatives"] if one in known.cooperatives
    ]
    site, member = known.sites.get(key["site"]), None
    if site is not None:
        where = [site.company.name, site.locality]
    if key["kind"] in ALONE:
        member = members.get(key["members"][0])
        if member is None:
            return None
        where.append(who(member))
    return KeyLine(
        to={"course": "course", "feature": "site"}.get(key["kind"], "coach"),
        kind=key["kind"],
        code=key["code"],
        level=key["level"] or 1,
        what=_what(key),
        where=", ".join(where),
        minutes=key["minutes"],
        time=hours(key["minutes"]),
        ore=key["ore"] // 100 * 100,
        money=kronor(key["ore"] // 100 * 100),
        people=_people(key["people"]),
        genders=counted({Gender(name): number for name, number in key["genders"].items()}),
        exact=key["exact"],
        cooperatives=key["cooperatives"],
        site=key["site"] or "",
        member=member,
        learners=[members[name] for name in key["members"] if name in members],
    )


def _people(number: int | None) -> str:
    if number is None:
        return str(gettext("färre än fem personer"))
    return str(ngettext("%(num)d person", "%(num)d personer", number))


def _what(key: Mapping[str, Any]) -> str:
    if key["kind"] in ("skill", "course"):
        return skill_name(key["code"])
    if key["kind"] == "feature":
        return condition_name(key["code"]) if key["code"] else str(gettext("En anpassning"))
    if key["kind"] == "ride":
        return str(gettext("Skjuts dit"))
    start, end = (datetime.fromisoformat(one) for one in key["when"])
    return str(gettext("Ledig %(when)s", when=f"{short_day(start)} {span(start, end)}"))
