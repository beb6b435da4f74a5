"""A plan as the contract writes it, from placements and what was proven about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from matching.conflicts import conflicts
from matching.index import SUPERVISE, Index
from matching.plan import Fairness, Level, Placement, Plan, Stage
from matching.problem import LEVELS, SENSES
from matching.progress import gap_of
from matching.unfilled import unfilled
from matching.worth import Key, Worth, planned_minutes, values


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of one level besides its value."""

    bound: float | None
    seconds: float = 0.0
    certified: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """How a plan came to be."""

    seed: int
    workers: int
    effort: str
    seconds: float
    peak_mib: float
    stopped_by: str | None = None


def assemble(
    index: Index,
    keys: Sequence[Key],
    proofs: Mapping[str, Proof],
    run: Run,
    stage: Stage | None = None,
) -> Plan:
    """The whole plan: levels, placements with their reasons, empty seats, conflicts, fairness."""
    found = values(index, run.seed, keys)
    return Plan(
        problem=index.problem.digest,
        rules=index.problem.rules.id,
        policy=index.problem.policy.id,
        seed=run.seed,
        workers=run.workers,
        effort=run.effort,
        status="complete" if run.stopped_by is None else "stopped",
        stopped_by=run.stopped_by,
        seconds=run.seconds,
        peak_mib=run.peak_mib,
        levels=_levels(index, found, proofs),
        placements=tuple(_placement(index, run.seed, key) for key in sorted(keys, key=_by_shift)),
        unfilled=tuple(unfilled(index, keys)),
        conflicts=tuple(conflicts(index, keys)),
        fairness=fairness(index, keys),
        stage=stage,
    )


def _by_shift(key: Key) -> tuple[int, str, int]:
    return key[1], key[2], key[0]


def _levels(
    index: Index, found: Mapping[str, int], proofs: Mapping[str, Proof]
) -> tuple[Level, ...]:
    order = list(index.problem.policy.order)
    listed = order + [name for name in LEVELS if name not in order]
    return tuple(_level(name, found[name], proofs.get(name), name in order) for name in listed)


def _level(name: str, value: int, proof: Proof | None, ordered: bool) -> Level:
    bound = proof.bound if proof is not None and ordered else None
    gap = None if bound is None else gap_of(value, bound)
    status = "feasible" if ordered else "reported"
    if bound is not None and abs(bound - value) < 0.5:
        status, bound, gap = "optimal", float(value), 0.0
    seconds = proof.seconds if proof is not None else 0.0
    certified = proof.certified if proof is not None and ordered else None
    return Level(name, SENSES[name], value, bound, gap, status, seconds, certified)


def _placement(index: Index, seed: int, key: Key) -> Placement:
    member, shift, role = key
    person, site = index.people[member], index.site(shift)
    needs = person.member.needs
    open_needs = [code for code in needs if code not in site.features]
    return Placement(
        member=person.member.id,
        shift=index.problem.shifts[shift].id,
        role=role,
        pinned=shift in person.pins,
        adaptations=tuple(
            code for code in open_needs if code not in site.unknown and code in site.adaptations
        ),
        questions=tuple(code for code in open_needs if code in site.unknown),
        reasons=tuple(placement_reasons(index, seed, key)),
    )


def placement_reasons(index: Index, seed: int, key: Key) -> list[str]:
    """What speaks for the placement beside that it is allowed: the codes shown to people."""
    member, shift, _ = key
    person, worth = index.people[member], Worth(index, seed)
    found = []
    if shift in person.pins:
        found.append("pinned")
    if key[:2] in index.proposed:
        found.append("proposed")
    if person.member.worked_minutes < person.target:
        found.append("hours")
    if person.member.develop and key[2] != SUPERVISE and not worth.undeveloped(key):
        found.append("develops")
    if person.member.wishes and key[2] != SUPERVISE and not worth.unwished(key):
        found.append("wished")
    if key[2] == SUPERVISE:
        found.append("supervises")
    return found


def fairness(index: Index, keys: Sequence[Key]) -> Fairness:
    """How evenly the hours are spread over those who want any."""
    minutes = planned_minutes(index, keys)
    shares = sorted(
        min(person.target, person.member.worked_minutes + minutes.get(person.number, 0))
        / person.target
        for person in index.people
        if person.target > 0
    )
    if not shares:
        return Fairness(None, None, None)
    count, mean = len(shares), fmean(shares)
    weighted = sum((2 * rank - count + 1) * share for rank, share in enumerate(shares))
    gini = weighted / (count * count * mean) if mean > 0 else 0.0
    tenth = shares[-(-count // 10) - 1]
    return Fairness(shares[0], tenth, gini)
