"""What members need at work: sealed when written, opened only for the matching and the coach."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, select

from marketplace.catalogue.dimensions import DIMENSION_BY_CODE
from marketplace.catalogue.hazards import HAZARD_BY_CODE
from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.clock import now
from marketplace.database import db, random_id
from marketplace.errors import N_, Invalid
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.models.needs import MemberNeed, NeedKind
from marketplace.sealing import keyring
from marketplace.services.history import record


@dataclass(frozen=True, slots=True)
class Needs:
    """What one person needs: work conditions, hazards to avoid, levels of ability (0 to 4)."""

    conditions: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    abilities: Mapping[str, int] = field(default_factory=dict)


NOTHING = Needs()


def write(member: Member, needs: Needs, by: Actor) -> None:
    """Replace what is known of a member's needs. History says that it was done, never what.

    Raises Invalid for a code outside the closed lists and for a level outside 0 to 4.
    """
    _refuse_unknown(needs)
    db.session.execute(delete(MemberNeed).where(MemberNeed.member_id == member.id))
    for kind, content in _rows(needs):
        public_id = random_id()
        sealed = keyring().seal(json.dumps(content).encode(), _place(public_id))
        db.session.add(
            MemberNeed(
                public_id=public_id,
                member_id=member.id,
                kind=kind,
                sealed=sealed,
                recorded_at=now(),
                recorded_by_id=by.user_id,
            )
        )
    record("needs.written", member, by)


def read_all(member_ids: Sequence[int]) -> Mapping[int, Needs]:
    """The needs of these members, for the matching; members without any are left out."""
    rows = db.session.scalars(
        select(MemberNeed).where(MemberNeed.member_id.in_(member_ids)).order_by(MemberNeed.id)
    )
    opened: dict[int, dict[NeedKind, list[dict[str, object]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in rows:
        content = json.loads(keyring().open(row.sealed, _place(row.public_id)))
        opened[row.member_id][row.kind].append(content)
    return {member_id: _needs(kinds) for member_id, kinds in opened.items()}


def read(member: Member) -> Needs:
    """The needs of one member."""
    return read_all([member.id]).get(member.id, NOTHING)


def _place(public_id: str) -> str:
    return f"member_needs.sealed:{public_id}"


def _rows(needs: Needs) -> Iterable[tuple[NeedKind, dict[str, object]]]:
    for code in needs.conditions:
        yield NeedKind.CONDITION, {"code": code}
    for code in needs.hazards:
        yield NeedKind.HAZARD, {"code": code}
    for code, level in needs.abilities.items():
        yield NeedKind.ABILITY, {"code": code, "level": level}


def _needs(kinds: Mapping[NeedKind, list[dict[str, object]]]) -> Needs:
    return Needs(
        conditions=tuple(str(row["code"]) for row in kinds.get(NeedKind.CONDITION, ())),
        hazards=tuple(str(row["code"]) for row in kinds.get(NeedKind.HAZARD, ())),
        abilities={
            str(row["code"]): int(str(row["level"])) for row in kinds.get(NeedKind.ABILITY, ())
        },
    )


def _refuse_unknown(needs: Needs) -> None:
    known = (
        set(needs.conditions) <= set(WORK_CONDITION_BY_CODE)
        and set(needs.hazards) <= set(HAZARD_BY_CODE)
        and set(needs.abilities) <= set(DIMENSION_BY_CODE)
    )
    if not known:
        raise Invalid(N_("Välj bland villkoren i listan."))
    if not all(0 <= level <= 4 for level in needs.abilities.values()):
        raise Invalid(N_("En förmåga anges från 0 till 4."))
