"""Trials in words: what was asked, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from marketplace.catalogue.skills import SKILL_LEVELS
from marketplace.errors import N_
from marketplace.models.companies import Site
from marketplace.models.cooperatives import Cooperative
from marketplace.models.members import Gender, Member
from marketplace.models.trials import Trial, TrialStatus
from marketplace.services.funnels import Sieve
from marketplace.text import percent
from marketplace.web.gender_words import GENDERS, few
from marketplace.web.kooptjanst.funnel_words import SHORT
from marketplace.web.kooptjanst.match_words import LEVELS, figure
from marketplace.web.text import hours
from marketplace.web.vocabulary import condition_name, skill_name, told

STATES = {
    TrialStatus.WAITING: (N_("Räknar"), "waiting"),
    TrialStatus.DONE: (N_("Klar"), "good"),
    TrialStatus.FAILED: (N_("Gick inte"), "stopped"),
}
WHY = {
    "pinned": N_("personen har redan sagt ja"),
    "proposed": N_("personen var föreslagen förut"),
    "hours": N_("personen har fått mindre arbete än önskat på sistone"),
    "develops": N_("personen lär sig något önskat"),
    "wished": N_("personen önskar den sortens arbete"),
    "supervises": N_("personen handleder"),
}
CHANGES = {
    "skill": N_("Det räcker med en validerad kompetens: %(skill)s."),
    "time": N_("Det räcker att personen är ledig den tiden."),
}


RULES = {
    "daily_rest": N_("Dygnsvila: %(time)s"),
    "weekly_rest": N_("Veckovila: %(time)s"),
    "week": N_("Längsta vecka: %(time)s"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A figure before and after."""

    name: str
    before: str
    after: str


def state_of(trial: Trial) -> tuple[str, str]:
    """State and kind of its mark."""
    text, kind = STATES[trial.status]
    return gettext(text), kind


def asked_of(
    trial: Trial, cooperatives: Mapping[str, Cooperative], sites: Mapping[str, Site]
) -> Sequence[str]:
    """What the trial changes, a sentence each."""
    asked, lines = trial.asked, []
    if "levels" in asked:
        order = " → ".join(level_name(level) for level in asked["levels"])
        lines.append(gettext("Ordning efter fylld tid: %(order)s", order=order))
    lines += [
        gettext(text, time=hours(asked[name])) for name, text in RULES.items() if name in asked
    ]
    if "night" in asked:
        lines.append(gettext("Natt: %(span)s", span="–".join(map(_clock, asked["night"]))))
    if "skill" in asked:
        lines.append(_learning(asked, cooperatives))
    if "condition" in asked:
        site = sites.get(asked["site"])
        place = f"{site.company.name}, {site.locality}" if site else "–"
        name = condition_name(asked["condition"])
        lines.append(gettext("%(site)s har: %(condition)s", site=place, condition=name))
    return lines


def _learning(asked: Mapping[str, Any], cooperatives: Mapping[str, Cooperative]) -> str:
    skill = skill_name(asked["skill"])
    skill = f"{skill} ({told(SKILL_LEVELS[asked.get('level', 1) - 1])})"
    if "member" in asked:
        who = pseudonym(asked["member"])
        return str(gettext("%(who)s får kompetensen: %(skill)s", who=who, skill=skill))
    own = cooperatives.get(asked["cooperative"])
    name = own.name if own else "–"
    return str(gettext("Alla i %(cooperative)s kan: %(skill)s", cooperative=name, skill=skill))


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def failure_of(trial: Trial) -> str:
    """Why it could not be answered, in the reader's language; empty where it was."""
    return str(gettext(trial.failure)) if trial.failure else ""


def level_name(level: str) -> str:
    """What a level is called."""
    return str(gettext(LEVELS[level][0]))


def lines_of(result: Mapping[str, Any]) -> Sequence[Line]:
    """Seats, fairness and each level that differs."""
    before, after = result["before"], result["after"]
    asked = result["asked_seats"]
    lines = [
        Line(
            gettext("Fyllda platser"),
            gettext("%(filled)s av %(asked)s", filled=before["filled"], asked=asked),
            gettext("%(filled)s av %(asked)s", filled=after["filled"], asked=asked),
        ),
        Line(
            gettext("Den som fått minst av det önskade"),
            _share(before["spread"]["least"]),
            _share(after["spread"]["least"]),
        ),
    ]
    for level, (name, unit, _) in LEVELS.items():
        had, has = before["levels"].get(level), after["levels"].get(level)
        if had is not None and had != has:
            lines.append(Line(gettext(name), figure(had, unit), figure(has, unit)))
    return lines


def genders_of(result: Mapping[str, Any]) -> Sequence[Line]:
    """Planned time by gender, before and after; small cells hidden, none where it is nobody's to
    know."""
    if "minutes" not in result["before"]:
        return []
    both = result["before"]["minutes"], result["after"]["minutes"]
    return [
        Line(gettext(GENDERS[gender]), *(_minutes(one.get(gender.value)) for one in both))
        for gender in Gender
    ]


def _minutes(value: int | None) -> str:
    return few() if value is None else hours(value)


def _share(value: float | None) -> str:
    return "–" if value is None else percent(value)


def pseudonym(member: str) -> str:
    """A person in figures of Kooptjänst: the end of her random id, never her name."""
    return str(gettext("Person %(mark)s", mark=member[-4:].upper()))


def pseudonym_of(member: Member) -> str:
    """The same of a person at hand."""
    return pseudonym(member.public_id)


def pair_of(result: Mapping[str, Any]) -> Sequence[str]:
    """Why somebody is or is not on a shift, a sentence each."""
    told = []
    if result["placed"]:
        told.append(gettext("Personen är placerad på passet."))
        told += [
            str(gettext(WHY[code])).capitalize() + "." for code in result["why"] if code in WHY
        ]
        if result["next_best"]:
            told.append(gettext("Näst bäst: %(who)s.", who=pseudonym(result["next_best"])))
    if result["against"]:
        reasons = ", ".join(str(gettext(SHORT[Sieve(one)])).lower() for one in result["against"])
        told.append(gettext("I vägen står: %(reasons)s.", reasons=reasons))
    change = result["change"]
    if change:
        skill = skill_name(result["change_code"]) if result["change_code"] else ""
        told.append(gettext(CHANGES[change], skill=skill))
    if result["forced"]:
        told.append(_forced(result["forced"], placed=result["placed"]))
    return told


def _forced(forced: Mapping[str, Any], *, placed: bool) -> str:
    if not forced["possible"]:
        return str(gettext("Ingen tillåten plan har personen på passet: laget blir inte helt."))
    if forced["first"] is None:
        return str(gettext("Planen skulle bli lika bra."))
    name, unit, _ = LEVELS.get(forced["first"], (N_("Lotten mellan lika"), "number", ""))
    by = figure(abs(forced["worse_by"]), unit)
    text = (
        gettext(
            "Utan personen blir det först sämre här: %(level)s, med %(by)s.",
            level=gettext(name),
            by=by,
        )
        if placed
        else gettext(
            "Med personen på passet blir det först sämre här: %(level)s, med %(by)s.",
            level=gettext(name),
            by=by,
        )
    )
    return str(text)
