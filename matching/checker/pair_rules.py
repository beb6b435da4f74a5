"""Rules about one member on one shift."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from matching.checker.breach import Finding, finding
from matching.checker.calendar import minute_of, touches_clock_hours
from matching.checker.duty import Duty
from matching.checker.geography import kilometres
from matching.fields import Interval
from matching.problem import Member, Problem, Site


def pair_findings(problem: Problem, duties: Sequence[Duty]) -> Iterator[Finding]:
    """Every breach that a placement makes on its own."""
    declined = {(pair.member, pair.shift) for pair in problem.declined}
    free = {duty.member.id: _merged(duty.member.available) for duty in duties}
    rules = (
        _skill,
        _floor,
        _need,
        _hazard,
        _block,
        partial(_declined, declined),
        partial(_available, free),
        _reach,
        partial(_night, problem.rules.night),
        _supervisor,
    )
    for duty in duties:
        for rule in rules:
            yield from (finding(code, (duty,), text) for code, text in rule(duty))


def need_answers(member: Member, site: Site) -> dict[str, str]:
    """Each need of the member with what meets it: `feature`, `question`, `adaptation`, `nothing`.

    Looked up in that order, so that a need the place meets anyhow takes no adaptation.
    """
    return {need: _answer(need, site) for need in member.needs}


def _answer(need: str, site: Site) -> str:
    if need in site.features:
        return "feature"
    if need in site.unknown:
        return "question"
    return "adaptation" if need in site.adaptations else "nothing"


def _merged(intervals: Sequence[Interval]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((minute_of(start), minute_of(end)) for start, end in intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _skill(duty: Duty) -> Iterator[tuple[str, str]]:
    for code, level in duty.posting.skills.items() if duty.works else ():
        held = duty.member.skills.get(code, 0)
        if held < level:
            yield "skill", f"asks {code} at level {level}, held at {held}"


def _floor(duty: Duty) -> Iterator[tuple[str, str]]:
    for dimension, least in duty.posting.floors.items() if duty.works else ():
        ability = duty.member.abilities.get(dimension)
        if ability is None:
            yield "floor", f"asks {dimension} of at least {least}, not known"
        elif ability < least:
            yield "floor", f"asks {dimension} of at least {least}, is {ability}"


def _need(duty: Duty) -> Iterator[tuple[str, str]]:
    for need, answer in need_answers(duty.member, duty.site).items():
        if answer == "nothing":
            yield "need", f"needs {need}, which site {duty.site.id} does not have"


def _hazard(duty: Duty) -> Iterator[tuple[str, str]]:
    for hazard in duty.posting.hazards:
        if hazard in duty.member.avoids:
            yield "hazard", f"avoids {hazard}"


def _block(duty: Duty) -> Iterator[tuple[str, str]]:
    if duty.site.company in duty.member.blocks:
        yield "block", f"has blocked company {duty.site.company}"


def _declined(declined: set[tuple[str, str]], duty: Duty) -> Iterator[tuple[str, str]]:
    if (duty.member.id, duty.shift.id) in declined:
        yield "declined", "has declined"


def _available(
    free: Mapping[str, Sequence[tuple[int, int]]], duty: Duty
) -> Iterator[tuple[str, str]]:
    spans = free[duty.member.id]
    if not any(start <= duty.start and duty.end <= end for start, end in spans):
        yield "available", "is not available from start to end"


def _reach(duty: Duty) -> Iterator[tuple[str, str]]:
    member, site = duty.member, duty.site
    if member.travel is not None:
        if site.id not in member.travel:
            yield "reach", f"has no way to site {site.id}"
        return
    away = kilometres(member.home, site.location)
    if member.reach_km is None or away > member.reach_km:
        yield "reach", f"site {site.id} is {away:.1f} km away, reach is {member.reach_km} km"


def _night(night: tuple[int, int], duty: Duty) -> Iterator[tuple[str, str]]:
    if duty.site.night and duty.member.night:
        return
    if touches_clock_hours(duty.start, duty.end, night):
        who = "the member" if duty.site.night else f"site {duty.site.id}"
        yield "night", f"touches night hours, which {who} does not allow"


def _supervisor(duty: Duty) -> Iterator[tuple[str, str]]:
    if not duty.works and not duty.member.supervisor:
        yield "supervision", "supervises without being a supervisor"
