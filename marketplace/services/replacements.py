"""Who else could take a place: ranked by the matching, everybody else staying where they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

import matching
from marketplace.database import db
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.models.postings import Posting, Shift
from marketplace.models.proposals import STANDING, Proposal
from marketplace.services import problems
from matching import distance
from matching.plan import Fairness, Placement
from matching.problem import SENSES
from matching.problem import Member as Candidate

MOST = 5


@dataclass(frozen=True, slots=True)
class Replacement:
    """Somebody free to take the place, and what speaks for it."""

    member: Member
    travel_minutes: int
    worked_minutes: int
    wanted_minutes: int
    changes: Mapping[str, int]
    """what it does to each level, compared with an empty seat: above zero is better"""


@dataclass(frozen=True, slots=True)
class Chain:
    """Nobody is free, but one who is proposed elsewhere could come, and another take her place."""

    mover: Member
    second: Member
    leaves: Sequence[Shift]
    """what the mover leaves, and the second takes over, the soonest first"""


@dataclass(frozen=True, slots=True)
class Ways:
    """How a place could be filled anew: by people who are free or, where nobody is, by two."""

    direct: Sequence[Replacement]
    chains: Sequence[Chain]


def ranked(proposal: Proposal, by: Actor) -> Sequence[Replacement]:
    """The best people for this place who are free, best first; as `ways`."""
    return ways(proposal, by).direct


def ways(proposal: Proposal, by: Actor) -> Ways:
    """The best ways to fill this place anew, best first.

    Skills, needs, hours, rest and travel all hold for everybody in them. Each can see that the
    matching looked, and who asked it to: the caller commits.
    """
    shift, member = proposal.shift, proposal.member
    problem = problems.build(shift.posting.cooperative.region_id, by)
    if shift.public_id not in problem.shift_by_id or member.public_id not in problem.member_by_id:
        return Ways([], [])
    plan = _as_it_stands(problem, proposal)
    found = matching.replace(problem, plan, member.public_id, shift.public_id, top=MOST)
    people = _people(found)
    direct = [
        _replacement(problem, people[way.moves[0].member], shift, way.levels)
        for way in found
        if len(way.moves) == 1
    ]
    left = _shifts([name for way in found for name in way.moves[0].leaves])
    chains = [
        _chain(way, people, left) for way in found if len(way.moves) > 1 and _own(way, left, shift)
    ]
    return Ways(direct, chains)


def _people(found: Sequence[matching.Replacement]) -> Mapping[str, Member]:
    names = {move.member for way in found for move in way.moves}
    rows = db.session.scalars(select(Member).where(Member.public_id.in_(names))).all()
    return {row.public_id: row for row in rows}


def _shifts(names: Sequence[str]) -> Mapping[str, Shift]:
    if not names:
        return {}
    rows = db.session.scalars(
        select(Shift)
        .where(Shift.public_id.in_(names))
        .options(joinedload(Shift.posting).joinedload(Posting.company))
    ).all()
    return {row.public_id: row for row in rows}


def _own(way: matching.Replacement, left: Mapping[str, Shift], shift: Shift) -> bool:
    """Whether a chain stays within the cooperative that answers for the job."""
    own = shift.posting.cooperative_id
    return all(left[name].posting.cooperative_id == own for name in way.moves[0].leaves)


def _chain(
    way: matching.Replacement, people: Mapping[str, Member], left: Mapping[str, Shift]
) -> Chain:
    first, second = way.moves
    shifts = sorted((left[name] for name in first.leaves), key=lambda one: one.starts_at)
    return Chain(people[first.member], people[second.member], shifts)


def _replacement(
    problem: matching.Problem, row: Member, shift: Shift, levels: Mapping[str, int]
) -> Replacement:
    member, site = problem.member_by_id[row.public_id], shift.posting.site
    return Replacement(
        row,
        _travel_minutes(member, site.public_id, (site.latitude, site.longitude)),
        member.worked_minutes,
        member.wanted_week_minutes * member.active_weeks,
        {level: change if SENSES[level] == "max" else -change for level, change in levels.items()},
    )


def _travel_minutes(member: Candidate, site: str, place: tuple[float, float]) -> int:
    if member.travel and site in member.travel:
        return member.travel[site]
    return distance.minutes(member.home, place)


def _as_it_stands(problem: matching.Problem, asked_about: Proposal) -> matching.Plan:
    """A plan of the proposals that stand now, and of this one also where it does not any more.

    Its levels are not computed.
    """
    rows = db.session.execute(
        select(Member.public_id, Shift.public_id, Proposal.role)
        .join(Proposal.member)
        .join(Proposal.shift)
        .where(
            Proposal.status.in_(STANDING) | (Proposal.id == asked_about.id),
            Shift.public_id.in_(list(problem.shift_by_id)),
            Member.public_id.in_(list(problem.member_by_id)),
        )
        .order_by(Proposal.id)
    )
    placements = tuple(Placement(member, shift, role.value) for member, shift, role in rows)
    return matching.Plan(
        problem=problem.digest,
        rules=problem.rules.id,
        policy=problem.policy.id,
        seed=1,
        workers=1,
        effort="quick",
        status="complete",
        stopped_by=None,
        seconds=0.0,
        peak_mib=0.0,
        levels=(),
        placements=placements,
        unfilled=(),
        conflicts=(),
        fairness=Fairness(None, None, None),
    )
