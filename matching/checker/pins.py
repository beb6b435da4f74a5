"""Promises: every accepted pair is kept, and what the promises break is named in the plan."""

from collections.abc import Iterator, Sequence

from matching.checker.breach import Breach, Finding
from matching.checker.duty import Duty
from matching.plan import Conflict
from matching.problem import Problem


def broken_promises(problem: Problem, duties: Sequence[Duty]) -> Iterator[Breach]:
    """Each accepted pair that the plan does not have in the accepted role."""
    placed = {(duty.member.id, duty.shift.id, duty.role) for duty in duties}
    for pair in problem.accepted:
        if (pair.member, pair.shift, pair.role) not in placed:
            text = f"was accepted to {pair.role} and is not placed so"
            yield Breach("pinned", pair.member, pair.shift, text, (pair.member,), (pair.shift,))


def unexcused(findings: Sequence[Finding]) -> Iterator[Breach]:
    """The findings that concern a placement nobody has accepted."""
    return (found.breach() for found in findings if not found.excused)


def conflict_breaches(
    findings: Sequence[Finding], conflicts: Sequence[Conflict]
) -> Iterator[Breach]:
    """Excused findings that the plan keeps silent about, and conflicts that do not exist.

    A conflict names an excused finding of its code when the members and shifts it lists are all
    among those concerned; one entry may so name several.
    """
    excused = [found.breach() for found in findings if found.excused]
    for breach in excused:
        if not any(_names(conflict, breach) for conflict in conflicts):
            text = f"{breach.code} is broken by accepted work and not listed: {breach.text}"
            yield Breach(
                "conflicts", breach.member, breach.shift, text, breach.members, breach.shifts
            )
    for at, conflict in enumerate(conflicts):
        if not any(_names(conflict, breach) for breach in excused):
            text = f"conflicts[{at}] lists {conflict.code}, which accepted work does not break"
            yield Breach("conflicts", None, None, text, conflict.members, conflict.shifts)


def _names(conflict: Conflict, breach: Breach) -> bool:
    return (
        conflict.code == breach.code
        and set(conflict.members) <= set(breach.members)
        and set(conflict.shifts) <= set(breach.shifts)
    )
