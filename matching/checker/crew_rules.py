"""Rules about those who are placed together: on a shift, on a whole posting, at a site."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from matching.checker.breach import Finding, finding
from matching.checker.duty import Duty
from matching.checker.pair_rules import need_answers
from matching.problem import Problem, Shift


def crew_findings(problem: Problem, duties: Sequence[Duty]) -> Iterator[Finding]:
    """Every breach that placements make together."""
    on_shift: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        on_shift[duty.shift.id].append(duty)
    for crew in on_shift.values():
        workers = [duty for duty in crew if duty.works]
        yield from _heads(crew, workers)
        yield from _supervision(crew, workers)
        yield from _team(workers)
        yield from _together(crew)
        yield from _apart(crew)
    yield from _whole(problem.shifts_of_posting, duties)
    yield from _adaptations(duties)


def _heads(crew: Sequence[Duty], workers: Sequence[Duty]) -> Iterator[Finding]:
    shift = crew[0].shift
    if len(workers) > shift.heads:
        yield finding("heads", workers, f"{len(workers)} workers for {shift.heads} seats")
    for one, other in combinations(crew, 2):
        if one.member.id == other.member.id:
            yield finding("heads", (one, other), "stands twice on the shift")


def _supervision(crew: Sequence[Duty], workers: Sequence[Duty]) -> Iterator[Finding]:
    per_supervisor = crew[0].posting.supervision
    placed = len(crew) - len(workers)
    if per_supervisor is None:
        if placed:
            yield finding("supervision", crew, "the site supervises on its own")
        return
    support = sum(duty.member.support for duty in workers)
    asked = -(-support // per_supervisor)
    if placed != asked:
        yield finding(
            "supervision", crew, f"{placed} supervisors for support {support}, exactly {asked}"
        )


def _team(workers: Sequence[Duty]) -> Iterator[Finding]:
    if not workers:
        return
    posting = workers[0].posting
    if len(workers) < posting.team:
        yield finding("team", workers, f"{len(workers)} workers, at least {posting.team} or none")
    for code, heads in posting.team_skills.items():
        holders = sum(1 for duty in workers if duty.member.skills.get(code, 0) >= 1)
        if holders < heads:
            yield finding("team", workers, f"{code} is held by {holders}, at least {heads}")


def _together(crew: Sequence[Duty]) -> Iterator[Finding]:
    there = {duty.member.id for duty in crew}
    for duty in crew:
        wanted = duty.member.together
        if wanted and there.isdisjoint(wanted):
            yield finding("pair", (duty,), f"is placed without any of {', '.join(wanted)}")


def _apart(crew: Sequence[Duty]) -> Iterator[Finding]:
    for one, other in combinations(crew, 2):
        if other.member.id in one.member.apart or one.member.id in other.member.apart:
            text = f"{one.member.id} and {other.member.id} are to be kept apart"
            yield finding("pair", (one, other), text)


def _whole(
    shifts_of_posting: Mapping[str, Sequence[Shift]], duties: Sequence[Duty]
) -> Iterator[Finding]:
    placed: dict[tuple[str, str], list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.posting.whole:
            placed[duty.member.id, duty.posting.id].append(duty)
    for (_, posting), own in placed.items():
        roles = {duty.role for duty in own}
        shifts = {duty.shift.id for duty in own}
        lacking = [shift.id for shift in shifts_of_posting[posting] if shift.id not in shifts]
        if lacking:
            yield finding("whole", own, f"is not placed on {', '.join(lacking)} of {posting}")
        if len(roles) > 1:
            yield finding("whole", own, f"has two roles on {posting}")


def _adaptations(duties: Sequence[Duty]) -> Iterator[Finding]:
    users: dict[tuple[str, str], list[Duty]] = defaultdict(list)
    for duty in duties:
        for need, answer in need_answers(duty.member, duty.site).items():
            if answer == "adaptation":
                users[duty.site.id, need].append(duty)
    for (site, need), using in users.items():
        yield from _overuse(site, need, sorted(using, key=lambda duty: duty.start))


def _overuse(site: str, need: str, using: Sequence[Duty]) -> Iterator[Finding]:
    """Only moments when somebody begins are looked at: in between the users can but grow fewer."""
    most = using[0].site.adaptations[need]
    there: list[Duty] = []
    for at, duty in enumerate(using):
        there = [other for other in there if other.end > duty.start] + [duty]
        more_begin_now = at + 1 < len(using) and using[at + 1].start == duty.start
        if more_begin_now:
            continue
        members = {other.member.id for other in there}
        if len(members) > most:
            text = f"{len(members)} use {need} of site {site} at once, at most {most}"
            yield finding("need", there, text)
