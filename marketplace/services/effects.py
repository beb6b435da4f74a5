"""What taking a yes back would change for one person, worked out on the work that is open now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from marketplace.catalogue.purposes import Purpose
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.models.postings import Shift
from marketplace.services import needs, problems
from marketplace.services.open_work import OpenWork, open_work
from marketplace.services.run_codes import RunCodes
from marketplace.services.sites import unanswered
from matching import why_not
from matching.index import Index


@dataclass(frozen=True, slots=True)
class Effect:
    """Open shifts of the coming four weeks, soonest first."""

    possible: Sequence[Shift]
    """those she can be asked about now"""
    lost: Sequence[Shift]
    """of them, those that ask for an ability nobody would know of any more"""
    unsuitable: Sequence[Shift]
    """those she is not asked about now since they do not suit her, and could be then"""
    unanswered: Sequence[Shift]
    """of the possible, those where nobody knows whether the workplace has all she needs"""


def of_withdrawal(member: Member, by: Actor) -> Effect:
    """The effect on this member, who sees that her needs were opened: the caller commits."""
    found = open_work(member.cooperative.region_id)
    alone = replace(found, members=[one for one in found.members if one.id == member.id])
    if not alone.members:
        return Effect([], [], [], [])
    codes = RunCodes.drawn()
    with needs.opened([member.id], Purpose.OWN_VIEW, by) as known:
        now, without = _possible(alone, known, codes), _possible(alone, {}, codes)
        conditions = known.get(member.id, needs.NOTHING).conditions
    return Effect(
        possible=[shift for shift in found.shifts if shift.id in now],
        lost=[shift for shift in found.shifts if shift.id in now - without],
        unsuitable=[shift for shift in found.shifts if shift.id in without - now],
        unanswered=[
            shift
            for shift in found.shifts
            if shift.id in now and unanswered(shift.posting.site, conditions)
        ],
    )


def _possible(alone: OpenWork, known: Mapping[int, needs.Needs], codes: RunCodes) -> set[int]:
    """The shifts that nothing speaks against."""
    index = Index(problems.of_work(alone, known, codes))
    (member,) = alone.members
    return {
        shift.id for shift in alone.shifts if not why_not(index, member.public_id, shift.public_id)
    }
