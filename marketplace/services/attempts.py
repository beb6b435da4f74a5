"""Counting tries, so that guessing ends: in the database, so that it holds over all processes."""

import hashlib
from datetime import timedelta

from sqlalchemy import BigInteger, cast, delete, func, select

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.users import SignInAttempt

WINDOW = timedelta(minutes=15)


def subject(sort: str, value: str) -> str:
    """What is counted, as a digest: the counters name neither account nor address."""
    return hashlib.sha256(f"{sort}:{value.strip().lower()}".encode()).hexdigest()


def take_turns(subject: str) -> None:
    """Let all who try the same subject go one after the other, until the transaction ends.

    Without it a burst of guesses would all be counted after all were tried.
    """
    number = int.from_bytes(bytes.fromhex(subject)[:8], "big", signed=True)
    db.session.execute(select(func.pg_advisory_xact_lock(cast(number, BigInteger))))


def refuse_too_many(subject: str, most: int) -> None:
    """Raises Invalid where the subject was tried that often within a quarter of an hour."""
    if count(subject) >= most:
        raise Invalid(N_("För många försök. Vänta en kvart, eller ring din kontaktperson."))


def count(subject: str) -> int:
    """How often a subject was tried within the last quarter of an hour."""
    query = select(func.count(SignInAttempt.id)).where(
        SignInAttempt.subject == subject, SignInAttempt.tried_at > now() - WINDOW
    )
    return db.session.scalar(query) or 0


def note(*subjects: str) -> None:
    """Count one try of each."""
    for one in subjects:
        db.session.add(SignInAttempt(subject=one, tried_at=now()))


def forget(subject: str) -> None:
    """Begin to count anew: the right person came in."""
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.subject == subject))
