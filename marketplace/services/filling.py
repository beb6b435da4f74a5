"""Filling a seat by hand: the rules warn, the coach decides, and why is kept.

What speaks against a person is told in few, plain kinds. A kind never says which need or which
choice of hers it comes from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from marketplace.catalogue.purposes import Purpose
from marketplace.clock import now, today
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.models.postings import Shift
from marketplace.models.proposals import STANDING, PlacementRole, Proposal, ProposalStatus
from marketplace.services import alphabet, crews, members, needs, open_work, problems, turns
from marketplace.services.candidates import home_relation
from marketplace.services.funnels import OF_RULE, Sieve
from marketplace.services.hand_changes import Why
from marketplace.services.run_codes import RunCodes
from matching import why_not
from matching.index import Index


@dataclass(frozen=True, slots=True)
class Pick:
    """Somebody who could be put into a seat by hand."""

    member: Member
    warnings: Sequence[Sieve]
    """what the rules say against it; empty where nothing does"""
    worked_minutes: int


def picks(shift: Shift, by: Actor, lender: Cooperative | None = None) -> Sequence[Pick]:
    """Everybody of the cooperative who does not stand on the shift: fewest warnings first.

    With a lender these are the lender's people; that they belong there does not speak against
    them. Whoever has said no to it is left out. People see that their needs were read for it: the
    caller commits. Raises Conflict where the job takes no more people.
    """
    _refuse_closed(shift)
    home = lender or shift.posting.cooperative
    everybody = db.session.scalars(
        select(Member)
        .where(members.active_on(home.id, max(shift.day, today())))
        .where(Member.id.not_in(_standing(shift)))
        .order_by(alphabet.ordered(Member.given_name), Member.id)
    ).all()
    warnings, worked = _warnings(shift, home, by), members.worked_minutes(everybody)
    found = [
        Pick(one, warnings.get(one.public_id, (Sieve.TIME,)), worked[one.id]) for one in everybody
    ]
    return sorted(found, key=lambda pick: (len(pick.warnings), pick.worked_minutes))


def fill(
    shift: Shift, member: Member, by: Actor, *, reason: str = "", why: Why | None = None
) -> Proposal:
    """Put a person into an empty seat, kept there whatever the next solve says.

    Raises Invalid where the rules warn and no reason is given, Conflict where no seat is empty.
    """
    turns.hold(shift.posting_id)
    _refuse_closed(shift)
    if shift.id not in {one.id for one, _ in crews.of_posting(shift.posting).empty}:
        raise Conflict(N_("Det finns ingen tom plats på passet längre."))
    if warnings_of(member, shift, shift.posting.cooperative, by) and not reason.strip():
        raise Invalid(N_("Skriv varför det går bra ändå."), "reason")
    return crews.put(shift, member, by, role=PlacementRole.WORK, reason=reason, why=why)


def warnings_of(member: Member, shift: Shift, home: Cooperative, by: Actor) -> Sequence[Sieve]:
    """What the rules say against a member of `home` on the shift; empty where nothing does."""
    return _warnings(shift, home, by).get(member.public_id, (Sieve.TIME,))


def _warnings(shift: Shift, home: Cooperative, by: Actor) -> Mapping[str, Sequence[Sieve]]:
    """What the rules say against each person of a cooperative, by public id: nobody else's needs
    are opened for it."""
    found = open_work.open_work(home.region_id)
    own = [one for one in found.members if one.cooperative_id == home.id]
    found = replace(found, members=own)
    codes = RunCodes.drawn()
    with needs.opened([one.id for one in found.members], Purpose.MATCHING, by) as known:
        index = Index(problems.of_work(found, known, codes))
        belongs = home_relation(shift.posting.cooperative)  # who may be chosen is settled before
        if shift.public_id not in index.shift_number:
            raise Conflict(N_("Passet går inte att fylla längre."))
        return {
            one.public_id: _kinds(
                [
                    reason.code
                    for reason in why_not(index, one.public_id, shift.public_id)
                    if not reason.what.startswith(belongs)
                ]
            )
            for one in found.members
        }


def _kinds(codes: Sequence[str]) -> Sequence[Sieve]:
    known = {OF_RULE.get(code, Sieve.CREW) for code in codes}
    return [sieve for sieve in Sieve if sieve in known]


def _standing(shift: Shift) -> Sequence[int]:
    return db.session.scalars(
        select(Proposal.member_id).where(
            Proposal.shift_id == shift.id,
            Proposal.status.in_((*STANDING, ProposalStatus.DECLINED)),
        )
    ).all()


def _refuse_closed(shift: Shift) -> None:
    if not shift.posting.is_staffable or shift.starts_at <= now():
        raise Conflict(N_("Passet går inte att fylla längre."))
