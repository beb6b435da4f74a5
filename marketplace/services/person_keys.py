"""Each person's own data key, wrapped by the keyring: thrown away, all of hers is unreadable.

Every function here is called inside the sealed room, for people named there.
"""

import hashlib
import os
from collections.abc import Collection, Mapping

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from marketplace.clock import now
from marketplace.database import db
from marketplace.models.needs import MemberKey
from marketplace.sealing import KEY_BYTES, Keyring, keyring

ONLY = 1
"""The number of the one key in a person's own ring."""


def of(member_ids: Collection[int]) -> Mapping[int, Keyring]:
    """The keys of these people; those without one are left out. Raises SealBroken."""
    rows = db.session.execute(
        select(MemberKey.member_id, MemberKey.wrapped).where(MemberKey.member_id.in_(member_ids))
    )
    return {member_id: unwrapped(member_id, wrapped) for member_id, wrapped in rows}


def made(member_ids: Collection[int]) -> Mapping[int, Keyring]:
    """The keys of these people, made for those who had none."""
    lacking = sorted(set(member_ids) - of(member_ids).keys())
    if lacking:
        new = [
            {"member_id": one, "wrapped": _wrapped(one, os.urandom(KEY_BYTES)), "made_at": now()}
            for one in lacking
        ]
        db.session.execute(insert(MemberKey).on_conflict_do_nothing(), new)
    return of(member_ids)


def unwrapped(member_id: int, wrapped: bytes) -> Keyring:
    """A person's key as a ring of one. Raises SealBroken where it is another's or was changed."""
    return Keyring({ONLY: keyring().open(wrapped, _place(member_id))})


def mark(ring: Keyring) -> str:
    """What a key is known by: two keys never share it, and it opens nothing."""
    return hashlib.sha256(b"mark:" + ring.keys[ONLY]).hexdigest()[:16]


def destroy(member_ids: Collection[int]) -> None:
    """Throw keys away: every copy of what they sealed, wherever it lies, is noise from now on."""
    db.session.execute(delete(MemberKey).where(MemberKey.member_id.in_(member_ids)))


def rewrap(member_ids: Collection[int]) -> int:
    """Wrap keys anew by the newest key of the keyring; how many were wrapped by an older one."""
    newest, count = keyring().newest, 0
    rows = db.session.execute(
        select(MemberKey.member_id, MemberKey.wrapped)
        .where(MemberKey.member_id.in_(member_ids))
        .with_for_update()
    ).all()
    for member_id, wrapped in rows:
        if wrapped[0] != newest:
            key = keyring().open(wrapped, _place(member_id))
            db.session.execute(
                update(MemberKey)
                .where(MemberKey.member_id == member_id)
                .values(wrapped=_wrapped(member_id, key))
            )
            count += 1
    return count


def _wrapped(member_id: int, key: bytes) -> bytes:
    return keyring().seal(key, _place(member_id))


def _place(member_id: int) -> str:
    return f"member_keys.wrapped:{member_id}"
