"""Empty seats: how many members are left after each rule, and the one change that fills one."""

from collections import Counter
from collections.abc import Iterator, Sequence

from matching.certificate import certificates
from matching.eligibility import options, rules_of, shifts_together
from matching.index import WORK, Index, Person
from matching.plan import FunnelStep, Unfilled
from matching.reasons import SLOT_RULES
from matching.timeline import time_reasons
from matching.worth import Key

TIME_CODES = ("overlap", "daily_rest", "weekly_rest", "day", "week")
FUNNEL = (
    "skill",
    "floor",
    "need",
    "hazard",
    "block",
    "reach",
    "night",
    "declined",
    "available",
    *TIME_CODES,
)


def unfilled(index: Index, keys: Sequence[Key]) -> Iterator[Unfilled]:
    """Each shift with empty seats, with its funnel and a simple proof where there is one."""
    workers = Counter(shift for _, shift, role in keys if role == WORK)
    held: dict[int, list[int]] = {}
    for member, shift, _ in keys:
        held.setdefault(member, []).append(shift)
    sieve = _Sieve(index, held)
    empty = [slot.number for slot in index.slots if slot.heads > workers[slot.number]]
    proofs = certificates(index, options(index), empty) if empty else {}
    for number in empty:
        seats = index.slots[number].heads - workers[number]
        named = index.problem.shifts[number].id
        yield Unfilled(named, seats, tuple(sieve.funnel(number)), proofs.get(number))


class _Sieve:
    """Asks each rule once of those whom the rules before it left."""

    def __init__(self, index: Index, held: dict[int, list[int]]) -> None:
        self.index = index
        self.held = held
        self._postings: dict[int, tuple[list[FunnelStep], list[Person]]] = {}

    def funnel(self, shift: int) -> Iterator[FunnelStep]:
        """The members left after each rule, in the order of FUNNEL, those on the shift aside."""
        steps, left = self._of_posting(self.index.slots[shift].posting, shift)
        yield from steps
        there = {member for member, shifts in self.held.items() if shift in shifts}
        left = [person for person in left if person.number not in there]
        for rule in SLOT_RULES:
            slot = self.index.slots[shift]
            left = [p for p in left if next(rule(self.index, p, slot), None) is None]
            yield FunnelStep(rule.__name__, len(left))
        broken = [self._time_codes(person, shift) for person in left]
        for code in TIME_CODES:
            broken = [codes for codes in broken if code not in codes]
            yield FunnelStep(code, len(broken))

    def _of_posting(self, posting: int, shift: int) -> tuple[list[FunnelStep], list[Person]]:
        if posting not in self._postings:
            asked, site = self.index.posting(shift), self.index.site(shift)
            left, steps = list(self.index.people), []
            for rule in rules_of(WORK):
                left = [p for p in left if next(rule(self.index, p, asked, site), None) is None]
                steps.append(FunnelStep(rule.__name__, len(left)))
            self._postings[posting] = steps, left
        return self._postings[posting]

    def _time_codes(self, person: Person, shift: int) -> set[str]:
        slots = self.index.slots
        together = shifts_together(self.index, person, shift)
        placed = [slots[s].piece for s in self.held.get(person.number, ()) if s not in together]
        added = [slots[s].piece for s in together]
        reasons = time_reasons(self.index, person, person.busy, placed, added)
        return {reason.code for reason in reasons}
