"""Answers of trials as they are kept: figures, and nothing from which a need could be read."""

from collections.abc import Mapping
from typing import Any

from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.models.members import Gender
from marketplace.services import small_cells
from marketplace.services.funnels import OF_RULE, Sieve
from marketplace.services.past_work import WEEKS, PastWork
from matching import Problem
from matching.keys import Key, Keys
from matching.words import WORDS

RELATION = "relation:"
TOGETHER = {Sieve.SITE: Sieve.SITE_AND_REACH, Sieve.REACH: Sieve.SITE_AND_REACH}
"""A single person's reason is never told so closely that it speaks of a need or of a block."""


def keys_told(past: PastWork, report: Keys) -> dict[str, Any]:
    """The keys report, per week and in öre; a tie to the cooperative is no skill to learn.

    What a site lacks is named only where at least five people would come in by it.
    """
    condition = {past.codes.of(code): code for code in WORK_CONDITION_BY_CODE}
    listed = [
        _key(past, key, condition)
        for key in report.found
        if not key.change.code.startswith(RELATION)
    ]
    return {
        "asked_minutes": report.asked // WEEKS,
        "filled_minutes": report.filled.value // WEEKS,
        "exact": report.filled.exact,
        "keys": listed,
        "tried": report.tried,
        "changes": report.changes,
        "unlisted_minutes": report.unlisted_most // WEEKS,
        "stopped": report.stopped,
    }


def _key(past: PastWork, key: Key, condition: Mapping[str, str]) -> dict[str, Any]:
    change, weekly = key.change, key.gained // WEEKS
    own = change.kind != "feature"
    told = own or not small_cells.is_small(len(key.people))
    members = list(change.members) if own else []
    cooperatives = {past.problem.member_by_id[name].cooperative for name in key.people}
    return {
        "kind": "course" if len(members) > 1 else change.kind,
        "code": change.code if own else condition.get(change.code, "") if told else "",
        "level": change.level,
        "site": change.site,
        "members": members,
        "cooperatives": sorted(cooperatives),
        "when": _when(key),
        "minutes": weekly,
        "ore": weekly * past.ore_per_hour // 60,
        "exact": key.exact,
        "people": len(key.people) if told else None,
        "genders": _genders(past, key),
    }


def _when(key: Key) -> list[str]:
    """The first free stretch that is asked for: its start and its end."""
    if not key.change.intervals:
        return []
    start, end = key.change.intervals[0]
    return [start.isoformat(), end.isoformat()]


def _genders(past: PastWork, key: Key) -> dict[str, int | None]:
    counts = dict.fromkeys((gender.value for gender in Gender), 0)
    for name in key.people:
        counts[past.genders[name]] += 1
    return dict(small_cells.shown(counts))


def pair_told(problem: Problem, told: Mapping[str, Any]) -> dict[str, Any]:
    """Why somebody is or is not on a shift, in the few reasons that may be told of one person."""
    sieves = [OF_RULE[reason["code"]] for reason in told["reasons"] if reason["code"] in OF_RULE]
    forced = told.get("forced") or told.get("without")
    placed = told["placement"]
    change = told.get("change")
    following = told.get("next_best")
    return {
        "placed": placed is not None,
        "pinned": bool(placed and placed["pinned"]),
        "why": [code for code in (placed["reasons"] if placed else []) if code in WORDS],
        "against": sorted({TOGETHER.get(sieve, sieve).value for sieve in sieves}),
        "change": change["kind"] if change and change["kind"] in ("skill", "time") else None,
        "change_code": change["code"] if change and change["kind"] == "skill" else None,
        "forced": _level(forced),
        "next_best": following["moves"][0]["member"] if following else None,
    }


def _level(forced: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if forced is None:
        return None
    if not forced.get("possible", True):
        return {"possible": False, "exact": forced["exact"]}
    names = ("first", "worse_by", "exact")
    return {"possible": True, **{name: forced[name] for name in names}}
