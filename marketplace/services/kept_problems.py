"""What was solved, kept so that a solve can be repeated: the work as it is, each person sealed.

Everything about a person, her settled pairs among it, is sealed by her own key; her needs stand
there in the codes of that one run. Whoever is forgotten, or takes back the yes to matching, can be
read in no copy, and then the run can never be repeated: it says so, and does not say because of
whom.
"""

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from marketplace.catalogue.purposes import Purpose
from marketplace.database import db
from marketplace.errors import N_, Conflict
from marketplace.models.history import Actor
from marketplace.models.match_runs import MatchRun
from marketplace.models.members import Member
from marketplace.sealing import Keyring
from marketplace.services import needs, person_keys
from marketplace.services.sealed_room import entered
from matching import Problem

PAIRS = ("accepted", "declined", "proposed")
Person = dict[str, Any]


def keep(run: MatchRun, problem: Problem) -> None:
    """Keep a problem with its run."""
    frame = problem.to_json()
    people = _taken_out(frame)
    numbers = _numbers(people)
    with entered(numbers.values(), Purpose.MATCHING):
        keys = person_keys.made(numbers.values())
    frame["people"] = [
        [
            numbers[name],
            person_keys.mark(keys[numbers[name]]),
            _sealed(keys[numbers[name]], person, run, numbers[name]),
        ]
        for name, person in people.items()
    ]
    run.sealed_problem = zlib.compress(json.dumps(frame).encode())


def opened(run: MatchRun, by: Actor) -> Problem:
    """The problem that a run solved, the same to the last byte.

    Everybody in it can see that it was opened: the caller commits. Raises Conflict where it is
    not kept (any more), or somebody in it was forgotten since, and SealBroken where it was
    changed.
    """
    if run.sealed_problem is None:
        raise Conflict(N_("Underlaget till matchningen sparas inte längre."))
    frame = _frame(run)
    sealed = {number: content for number, _, content in frame["people"]}
    keys = _keys(frame)
    if keys.keys() != sealed.keys():
        raise Conflict(
            N_("Matchningen kan inte göras om: uppgifter om någon som var med är borttagna.")
        )
    with entered(sealed, Purpose.MATCHING):
        needs.note(list(sealed), Purpose.MATCHING, by)
    people = [_unsealed(keys[number], content, run, number) for number, content in sealed.items()]
    return Problem.from_json(_put_back(frame, people))


def can_be_repeated(run: MatchRun) -> bool:
    """Whether the problem is kept and everybody in it can still be read; reads nobody."""
    if run.sealed_problem is None:
        return False
    frame = _frame(run)
    return len(_keys(frame)) == len(frame["people"])


def parts_of(run: MatchRun) -> tuple[set[int], set[str]]:
    """Inner numbers of the people and public ids of the shifts in what is kept; reads nobody."""
    frame = _frame(run)
    people = {number for number, _, _ in frame["people"]}
    return people, {shift["id"] for shift in frame["shifts"]}


def _frame(run: MatchRun) -> dict[str, Any]:
    frame: dict[str, Any] = json.loads(zlib.decompress(run.sealed_problem or b""))
    return frame


def _keys(frame: Mapping[str, Any]) -> Mapping[int, Keyring]:
    """The keys of the people of a problem, as far as they still are those that sealed it."""
    marks = {number: mark for number, mark, _ in frame["people"]}
    with entered(marks, Purpose.MATCHING):
        keys = person_keys.of(marks)
    return {number: key for number, key in keys.items() if person_keys.mark(key) == marks[number]}


def _taken_out(frame: dict[str, Any]) -> Mapping[str, Person]:
    """The people of a problem, by name and in their order, each with her pairs and their places."""
    people: dict[str, Person] = {
        member["id"]: {"member": member, **{name: [] for name in PAIRS}}
        for member in frame.pop("members")
    }
    for name in PAIRS:
        for place, pair in enumerate(frame.pop(name)):
            people[pair["member"]][name].append([place, pair])
    return people


def _put_back(frame: dict[str, Any], people: Sequence[Person]) -> dict[str, Any]:
    pairs = {
        name: [
            pair
            for _, pair in sorted(
                (one for person in people for one in person[name]), key=lambda one: one[0]
            )
        ]
        for name in PAIRS
    }
    frame.pop("people")
    return {**frame, "members": [person["member"] for person in people], **pairs}


def _numbers(people: Mapping[str, Person]) -> dict[str, int]:
    """The inner numbers that keys go by."""
    rows = db.session.execute(
        select(Member.public_id, Member.id).where(Member.public_id.in_(people))
    )
    return {row[0]: row[1] for row in rows}


def _sealed(key: Keyring, person: Person, run: MatchRun, number: int) -> str:
    content = zlib.compress(json.dumps(person).encode())
    return base64.b64encode(key.seal(content, _place(run, number))).decode()


def _unsealed(key: Keyring, sealed: str, run: MatchRun, number: int) -> Person:
    content = key.open(base64.b64decode(sealed), _place(run, number))
    person: Person = json.loads(zlib.decompress(content))
    return person


def _place(run: MatchRun, number: int) -> str:
    return f"match_runs.sealed_problem:{run.id}:{number}"
