"""Changing the keys of the keyring: what older keys sealed is sealed anew by the newest."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from marketplace.catalogue.purposes import Purpose
from marketplace.database import db
from marketplace.models.members import Member
from marketplace.models.needs import MemberKey
from marketplace.models.users import SecondFactor
from marketplace.sealing import keyring
from marketplace.services import person_keys, second_factors
from marketplace.services.sealed_room import entered


@dataclass(frozen=True, slots=True)
class Rotated:
    """How much was sealed anew."""

    people: int
    code_apps: int


def rotate() -> Rotated:
    """Seal everything by the newest key. Needs themselves are not opened: only their keys are.

    Raises SealBroken where a key is not at hand; then nothing is changed. Run again, nothing
    happens.
    """
    with entered(_everyone(), Purpose.UPKEEP):
        people = person_keys.rewrap(_everyone_with_a_key())
    return Rotated(people, second_factors.reseal())


def in_use() -> Mapping[int, int]:
    """How many values each key has sealed, by its number; a key that is not here may go."""
    with entered(_everyone(), Purpose.UPKEEP):
        numbers = [bytes(one)[0] for one in db.session.scalars(select(MemberKey.wrapped))]
    numbers += [bytes(one)[0] for one in db.session.scalars(select(SecondFactor.sealed))]
    return Counter(numbers)


def spare() -> list[int]:
    """The keys that seal nothing any more, the newest aside."""
    ring, used = keyring(), in_use()
    return [number for number in ring.keys if number != ring.newest and number not in used]


def _everyone() -> list[int]:
    return list(db.session.scalars(select(Member.id)))


def _everyone_with_a_key() -> list[int]:
    return list(db.session.scalars(select(MemberKey.member_id)))
