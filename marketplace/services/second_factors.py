"""A second proof of who somebody is: a code from an app on her phone, or one kept on paper.

The secret is sealed and bound to its row. A code works once, and guessing ends after a few tries.
"""

import secrets
from typing import Final

from sqlalchemy import func, select

from marketplace import totp
from marketplace.clock import now
from marketplace.database import ALPHABET, db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.history import Actor
from marketplace.models.users import RecoveryCode, Role, SecondFactor, User
from marketplace.sealing import keyring
from marketplace.services import attempts, notices
from marketplace.services.accounts import hashed, is_right
from marketplace.services.history import record

DEMANDED_OF: Final = frozenset({Role.KOOPTJANST, Role.SYSADMIN})
"""Who sees everybody needs two proofs, where the site is in production."""
ISSUER: Final = "Orangeriet"
TRIES: Final = 5
RECOVERY_CODES: Final = 10
BEGINNING: Final = 4
REST: Final = 12
"""Twelve of thirty characters are 58 bits, behind a slow hash and five tries a quarter of an
hour; four in front find the row without trying all."""


def of(user: User) -> SecondFactor | None:
    """A person's authenticator app, on or only begun."""
    return db.session.scalar(select(SecondFactor).where(SecondFactor.user_id == user.id))


def is_on(user: User) -> bool:
    """Whether this person must give a code when she signs in."""
    factor = of(user)
    return factor is not None and factor.on_since is not None


def begin(user: User) -> SecondFactor:
    """A new secret for a person's phone; it counts from its first right code on.

    Raises Conflict where one is on already.
    """
    factor = of(user)
    if factor is not None and factor.on_since is not None:
        raise Conflict(N_("Du har redan en kodapp. Ta bort den först."))
    if factor is None:
        factor = SecondFactor(user_id=user.id, sealed=b"", began_at=now(), last_step=0)
        db.session.add(factor)
        db.session.flush()
    factor.began_at = now()
    factor.sealed = keyring().seal(totp.new_secret(), _place(factor))
    return factor


def secret_of(factor: SecondFactor) -> bytes:
    """The secret, for the picture that a phone scans and for checking codes."""
    return keyring().open(factor.sealed, _place(factor))


def turn_on(user: User, code: str, by: Actor) -> list[str]:
    """Count from now on, as the app gives right codes; the recovery codes, told this once.

    Raises Conflict where nothing is begun or all is done, Invalid for a wrong code.
    """
    factor = _locked(user)
    if factor is None or factor.on_since is not None:
        raise Conflict(N_("Läs sidan igen och börja om."))
    _refuse_guessing(user)
    if not _takes_code(factor, code):
        _count_wrong(user)
    factor.on_since = now()
    record("users.second_factor_on", user, by)
    notices.account_changed(user, N_("En kodapp behövs från och med nu när du loggar in."))
    return _new_recovery_codes(factor)


def check(user: User, code: str) -> None:
    """Take the app's code, or a recovery code, as proof. Raises Invalid for a wrong one.

    The caller commits in both cases: wrong tries are counted, used codes are used up.
    """
    factor = _locked(user)
    _refuse_guessing(user)
    if factor is None or factor.on_since is None or not _takes(factor, code):
        _count_wrong(user)
    attempts.forget(_subject(user))


def renew_recovery_codes(user: User, by: Actor) -> list[str]:
    """New recovery codes; the old ones are dead. Raises Conflict without an app."""
    factor = _locked(user)
    if factor is None or factor.on_since is None:
        raise Conflict(N_("Läs sidan igen och börja om."))
    record("users.recovery_codes_renewed", user, by)
    return _new_recovery_codes(factor)


def turn_off(user: User, by: Actor) -> None:
    """Ask for no more codes. Raises Conflict where none were asked for."""
    factor = _locked(user)
    if factor is None:
        raise Conflict(N_("Det finns ingen kodapp att ta bort."))
    db.session.delete(factor)
    db.session.flush()
    record("users.second_factor_off", user, by)
    notices.account_changed(user, N_("Kodappen är borttagen och behövs inte längre."))


def codes_left(factor: SecondFactor) -> int:
    """How many recovery codes are unused."""
    query = select(func.count()).where(
        RecoveryCode.second_factor_id == factor.id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(query) or 0


def reseal() -> int:
    """Seal every secret by the newest key; how many an older one had sealed. Raises SealBroken."""
    count = 0
    for factor in db.session.scalars(select(SecondFactor).with_for_update()):
        if factor.sealed[0] != keyring().newest:
            factor.sealed = keyring().seal(secret_of(factor), _place(factor))
            count += 1
    db.session.flush()
    return count


def _place(factor: SecondFactor) -> str:
    return f"second_factors.sealed:{factor.public_id}"


def _subject(user: User) -> str:
    return attempts.subject("code", user.public_id)


def _locked(user: User) -> SecondFactor | None:
    """The row held until the commit: of two who use one code at once, one is late."""
    query = select(SecondFactor).where(SecondFactor.user_id == user.id)
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


def _refuse_guessing(user: User) -> None:
    attempts.refuse_too_many(_subject(user), TRIES)


def _count_wrong(user: User) -> None:
    attempts.note(_subject(user))
    raise Invalid(N_("Koden stämmer inte. Vänta på nästa kod i appen och försök igen."), "code")


def _takes(factor: SecondFactor, typed: str) -> bool:
    return _takes_code(factor, typed) or _takes_recovery_code(factor, typed)


def _takes_code(factor: SecondFactor, typed: str) -> bool:
    step = totp.matching_step(
        secret_of(factor), "".join(typed.split()), now(), after=factor.last_step
    )
    if step is not None:
        factor.last_step = step
    return step is not None


def _takes_recovery_code(factor: SecondFactor, typed: str) -> bool:
    letters = "".join(typed.lower().replace("-", "").split())
    beginning, rest = letters[:BEGINNING], letters[BEGINNING:]
    for code in factor.recovery_codes:
        if code.beginning == beginning and code.used_at is None and is_right(code.rest_hash, rest):
            code.used_at = now()
            return True
    return False


def _new_recovery_codes(factor: SecondFactor) -> list[str]:
    factor.recovery_codes.clear()
    db.session.flush()
    told: dict[str, str] = {}
    while len(told) < RECOVERY_CODES:
        letters = "".join(secrets.choice(ALPHABET) for _ in range(BEGINNING + REST))
        told[letters[:BEGINNING]] = letters
    for beginning, letters in told.items():
        rest_hash = hashed(letters[BEGINNING:])
        factor.recovery_codes.append(RecoveryCode(beginning=beginning, rest_hash=rest_hash))
    return [
        " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))
        for letters in told.values()
    ]
