"""Each level as a linear expression over the choices of a plan."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from matching.eligibility import Option
from matching.index import FAIRNESS_WEIGHTS, WORK, Index
from matching.linear import Form, Linear
from matching.problem import SENSES
from matching.worth import ADDITIVE, Key, Worth


def keys_of(option: Option) -> list[Key]:
    """The placements that a choice stands for."""
    return [(option.member, shift, option.role) for shift in option.shifts]


def pinned_keys(index: Index) -> list[Key]:
    """The placements that every plan holds."""
    return [
        (person.number, shift, role)
        for person in index.people
        for shift, role in person.pins.items()
    ]


def level_forms(
    linear: Linear,
    index: Index,
    worth: Worth,
    options: Sequence[Option],
    levels: Sequence[str] | None = None,
) -> Mapping[str, Form]:
    """The expression of these levels, or of every one the policy asks for; fairness and
    continuity bring variables of their own."""
    asked = levels or index.problem.policy.order
    forms = {level: _additive(index, worth, options, level) for level in ADDITIVE if level in asked}
    if "fairness" in asked:
        forms["fairness"] = _fairness(linear, index, options)
    if "continuity" in asked:
        forms["continuity"] = _continuity(linear, index, options)
    return forms


def weighted(forms: Mapping[str, Form], weights: Mapping[str, int]) -> Form:
    """The weighted sum of levels without their constants, counted so that more is better."""
    terms: dict[int, int] = {}
    for level, weight in weights.items():
        factor = weight if SENSES[level] == "max" else -weight
        for variable, each in forms[level].terms:
            terms[variable] = terms.get(variable, 0) + factor * each
    return Form(0, tuple(sorted(terms.items())))


def _additive(index: Index, worth: Worth, options: Sequence[Option], level: str) -> Form:
    constant = len(index.proposed) if level == "stability" else 0
    constant += sum(worth.of(level, key) for key in pinned_keys(index))
    terms = []
    for variable, option in enumerate(options):
        factor = sum(worth.of(level, key) for key in keys_of(option))
        if factor:
            terms.append((variable, factor))
    return Form(constant, tuple(terms))


def _fairness(linear: Linear, index: Index, options: Sequence[Option]) -> Form:
    """A variable for each fifth of a member's target that is not yet full."""
    own: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for variable, option in enumerate(options):
        minutes = sum(index.slots[shift].piece.minutes for shift in option.shifts)
        own[option.member].append((variable, minutes))
    constant, terms = 0, []
    for person in index.people:
        pinned = sum(index.slots[shift].piece.minutes for shift in person.pins)
        hours = person.member.worked_minutes + pinned
        parts = []
        for at, weight in enumerate(FAIRNESS_WEIGHTS):
            had = min(max(0, hours - at * person.fifth), person.fifth)
            constant += weight * had
            if had < person.fifth and person.number in own:
                parts.append((linear.integer(0, person.fifth - had), weight))
        if parts:
            gained = ((variable, -minutes) for variable, minutes in own[person.number])
            linear.add([*((part, 1) for part, _ in parts), *gained], high=0)
            terms += parts
    return Form(constant, tuple(terms))


def _continuity(linear: Linear, index: Index, options: Sequence[Option]) -> Form:
    """One for each worker and posting that meet at all."""
    faces: dict[tuple[int, int], list[int]] = defaultdict(list)
    for variable, option in enumerate(options):
        if option.role == WORK:
            faces[(option.member, index.slots[option.shifts[0]].posting)].append(variable)
    pinned = {
        (member, index.slots[shift].posting)
        for member, shift, role in pinned_keys(index)
        if role == WORK
    }
    terms = []
    for face, variables in faces.items():
        if face in pinned:
            continue
        if len(variables) == 1:
            terms.append((variables[0], 1))
            continue
        met = linear.boolean()
        terms.append((met, 1))
        for variable in variables:
            linear.add([(variable, 1), (met, -1)], high=0)
    return Form(len(pinned), tuple(terms))
