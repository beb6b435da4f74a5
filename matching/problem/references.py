"""What must hold between the parts of a problem: ids that exist, pairs that stand once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from matching.fields import Refusals, shown
from matching.problem.members import Member
from matching.problem.pairs import Pair
from matching.problem.postings import Posting, Shift
from matching.problem.rules import Period


class Named(Protocol):
    """Anything that stands in a list under an id."""

    @property
    def id(self) -> str:
        """Unique in its list."""


def index_by_id(parts: Sequence[Named], name: str, refusals: Refusals) -> dict[str, int]:
    """The place of each id in its list; refuses an id that stands twice."""
    places: dict[str, int] = {}
    for place, part in enumerate(parts):
        if part.id in places:
            complaint = f"repeats {shown(part.id)} of {name}[{places[part.id]}]"
            raise refusals.refuse(f"{name}[{place}].id", complaint)
        places[part.id] = place
    return places


def refuse_unknown(
    references: Iterable[tuple[str, str]], known: Collection[str], noun: str, refusals: Refusals
) -> None:
    """Refuse the first (path, id) whose id is not among the known."""
    for path, identity in references:
        if identity not in known:
            raise refusals.refuse(path, f"names no {noun}: {shown(identity)}")


def refuse_repeated_pairs(name: str, pairs: Sequence[Pair], refusals: Refusals) -> None:
    """Refuse a pair that stands twice in a list, in one role or both."""
    places: dict[tuple[str, str], int] = {}
    for place, pair in enumerate(pairs):
        key = (pair.member, pair.shift)
        if key not in places:
            places[key] = place
            continue
        first = places[key]
        both = " in another role" if pairs[first].role != pair.role else ""
        raise refusals.refuse(f"{name}[{place}]", f"repeats the pair of {name}[{first}]{both}")


def refuse_bad_company_of_members(
    members: Sequence[Member], known: Collection[str], refusals: Refusals
) -> None:
    """Refuse `together` and `apart` that name a stranger or the member herself."""
    for place, member in enumerate(members):
        for key, names in (("together", member.together), ("apart", member.apart)):
            for position, name in enumerate(names):
                path = f"members[{place}].{key}[{position}]"
                if name not in known:
                    raise refusals.refuse(path, f"names no member: {shown(name)}")
                if name == member.id:
                    raise refusals.refuse(path, "must not name the member herself")


def refuse_outside_period(
    period: Period,
    shifts: Sequence[Shift],
    posting_by_id: Mapping[str, Posting],
    refusals: Refusals,
) -> None:
    """Refuse a shift that starts outside, unless its whole posting starts inside the period."""
    first: dict[str, datetime] = {}
    for shift in shifts:
        first[shift.posting] = min(shift.start, first.get(shift.posting, shift.start))
    for place, shift in enumerate(shifts):
        whole = posting_by_id[shift.posting].whole
        start = first[shift.posting] if whole else shift.start
        if not period.start <= start < period.end:
            complaint = f"must be inside the period, was {shift.start.isoformat()}"
            raise refusals.refuse(f"shifts[{place}].start", complaint)
