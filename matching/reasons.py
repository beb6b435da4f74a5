"""Why a member cannot stand on a shift: the rule, what is lacking and who could change it."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from sys import maxsize

from matching import distance
from matching.index import Index, Person, Slot
from matching.problem import Posting, Site


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that stands in the way.

    `who` is member, site, plan or nobody; `what` names the skill, need, dimension or minutes
    lacking; a `question` is an unknown that somebody could answer.
    """

    code: str
    who: str
    what: str = ""
    question: bool = False


def skill(index: Index, person: Person, posting: Posting, site: Site) -> Iterator[Reason]:
    """A worker has each of the posting's skills at its level."""
    for code, level in posting.skills.items():
        if person.member.skills.get(code, 0) < level:
            yield Reason("skill", "member", f"{code} {level}")


def need(index: Index, person: Person, posting: Posting, site: Site) -> Iterator[Reason]:
    """Each need is a feature of the site, or unknown there, or an adaptation of it."""
    for code in person.member.needs:
        met = code in site.features or code in site.unknown or site.adaptations.get(code, 0) > 0
        if not met:
            yield Reason("need", "site", code)


def hazard(index: Index, person: Person, posting: Posting, site: Site) -> Iterator[Reason]:
    """None of the posting's hazards is avoided by the member."""
    for code in posting.hazards:
        if code in person.member.avoids:
            yield Reason("hazard", "site", code)


def block(index: Index, person: Person, posting: Posting, site: Site) -> Iterator[Reason]:
    """The member has not blocked the company."""
    if site.company in person.member.blocks:
        yield Reason("block", "member", site.company)


def floor(index: Index, person: Person, posting: Posting, site: Site) -> Iterator[Reason]:
    """A worker's ability is known and at least each floor; unknown is a question."""
    for dimension, least in posting.floors.items():
        ability = person.member.abilities.get(dimension)
        if ability is None:
            yield Reason("floor", "member", f"{dimension} {least}", question=True)
        elif ability < least:
            yield Reason("floor", "site", f"{dimension} {least}")


def reach(index: Index, person: Person, posting: Posting, site: Site) -> Iterator[Reason]:
    """The site is named in the member's travel, or within the kilometres she reaches."""
    member = person.member
    if member.travel is not None:
        if site.id not in member.travel:
            yield Reason("reach", "member", site.id)
    elif distance.kilometres(member.home, site.location) > (member.reach_km or 0):
        yield Reason("reach", "member", site.id)


def night(index: Index, person: Person, slot: Slot) -> Iterator[Reason]:
    """No placement touches the night unless site and member both allow it."""
    if slot.night and not index.site(slot.number).night:
        yield Reason("night", "site")
    if slot.night and not person.member.night:
        yield Reason("night", "member")


def available(index: Index, person: Person, slot: Slot) -> Iterator[Reason]:
    """The shift lies inside one of the member's available intervals."""
    start, end = slot.piece.start, slot.piece.end
    at = bisect_right(person.windows, (start, maxsize)) - 1
    if at < 0 or person.windows[at][1] < end:
        yield Reason("available", "member")


def declined(index: Index, person: Person, slot: Slot) -> Iterator[Reason]:
    """The member has not declined this very shift."""
    if (person.number, slot.number) in index.declined:
        yield Reason("declined", "member")


PostingRule = Callable[[Index, Person, Posting, Site], Iterator[Reason]]
SlotRule = Callable[[Index, Person, Slot], Iterator[Reason]]
# A supervisor obeys every rule but skill and floor.
WORKER_RULES: tuple[PostingRule, ...] = (skill, floor)
POSTING_RULES: tuple[PostingRule, ...] = (need, hazard, block, reach)
SLOT_RULES: tuple[SlotRule, ...] = (night, declined, available)
