"""The proof that seats must stay empty: right, there when it can be, and cheap at any size."""

import pytest

from matching import Problem
from matching.certificate import Proofs
from matching.eligibility import options
from matching.generate import generate
from matching.index import Index


def most_seated(people, seats):
    """The size of a largest matching of people to seats, the plain way."""
    held = {}

    def seat(number, seen):
        for person in people[seats[number]] - seen:
            seen.add(person)
            if person not in held or seat(held[person], seen):
                held[person] = number
                return True
        return False

    return sum(seat(number, set()) for number in range(len(seats)))


def at_once(index, shift):
    """Every set of shifts that hold a moment of this one, found minute by minute."""
    own = index.slots[shift].piece
    pieces = [slot.piece for slot in index.slots]
    return {
        tuple(n for n, piece in enumerate(pieces) if piece.start <= minute < piece.end)
        for minute in {own.start, *(p.start for p in pieces if own.start <= p.start < own.end)}
    }


def can_stay_empty(index, people, shift):
    """Whether some group leaves a seat of the shift empty in a largest matching."""
    for group in at_once(index, shift):
        seats = [one for one in group for _ in range(index.slots[one].heads)]
        fewer = list(seats)
        fewer.remove(shift)
        if most_seated(people, fewer) == most_seated(people, seats):
            return True
    return False


@pytest.mark.parametrize("seed", range(1, 7))
def test_a_proof_is_right_and_given_wherever_too_few_share_shifts_at_once(seed):
    index = Index(Problem.from_json(generate("S", seed)))
    proofs = Proofs(index, options(index))
    given = 0
    for slot in index.slots:
        proof = proofs.of(slot.number)
        assert (proof is not None) == can_stay_empty(index, proofs.people, slot.number)
        if proof is None:
            continue
        given += 1
        assert slot.number in proof.shifts
        assert proof.seats == sum(index.slots[one].heads for one in proof.shifts)
        assert set(proof.people) == set().union(*(proofs.people[one] for one in proof.shifts))
        assert len(proof.people) < proof.seats
    assert given
