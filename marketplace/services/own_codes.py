"""A member's own code: a few digits before the pages about herself, on a phone that is shared."""

from marketplace.errors import N_, Invalid
from marketplace.models.history import Actor
from marketplace.models.users import User
from marketplace.services import accounts, attempts
from marketplace.services.history import record

SHORTEST, LONGEST = 4, 8
MOST_TRIES = 5
"""Within a quarter of an hour; ten thousand codes are few."""
LEAST_SORTS = 2
STAIRS = "01234567890 09876543210"


def choose(user: User, code: str, by: Actor) -> None:
    """Keep a code. Raises Invalid where it is no code, or the first that anybody would try."""
    digits = code.strip()
    if not (digits.isascii() and digits.isdigit() and SHORTEST <= len(digits) <= LONGEST):
        raise Invalid(N_("Skriv 4 till 8 siffror."), field="code")
    if len(set(digits)) < LEAST_SORTS or digits in STAIRS:
        raise Invalid(N_("Koden är för lätt att gissa. Välj en annan."), field="code")
    user.code_hash = accounts.hashed(digits)
    record("users.code_chosen", user, by)


def take_away(user: User, by: Actor) -> None:
    """Be without a code again; asking twice is fine."""
    if user.code_hash is not None:
        user.code_hash = None
        record("users.code_taken_away", user, by)


def prove(user: User, code: str) -> None:
    """Let the right code through. Raises Invalid for another, and after five; the caller commits
    either way, since the tries are counted."""
    account = attempts.subject("own code", user.public_id)
    attempts.take_turns(account)
    attempts.refuse_too_many(account, MOST_TRIES)
    if user.code_hash is None or not accounts.is_right(user.code_hash, code.strip()):
        attempts.note(account)
        raise Invalid(N_("Koden stämmer inte."), field="code")
    attempts.forget(account)
