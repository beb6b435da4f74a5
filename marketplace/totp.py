"""One-time codes that change every half minute, from a secret shared with a phone: RFC 6238.

SHA-1 and six digits are what every authenticator app understands; RFC 4226, appendix B.2, holds
that its known weaknesses do not touch this use.
"""

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
SECRET_BYTES = 20  # as long as the hash, RFC 4226 section 4
SLACK_STEPS = 1  # a phone's clock may be a step off, and a reader needs time to type


def new_secret() -> bytes:
    """160 random bits."""
    return secrets.token_bytes(SECRET_BYTES)


def step_of(moment: datetime) -> int:
    """The number of half minutes since 1970."""
    return int(moment.timestamp()) // STEP_SECONDS


def code_at(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """The code of one step, with its leading zeros."""
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def matching_step(secret: bytes, typed: str, moment: datetime, *, after: int) -> int | None:
    """The step whose code was typed, at most one from now and later than `after`; else None.

    Kept as the next `after`, no code is taken twice (RFC 6238 section 5.2).
    """
    now = step_of(moment)
    found = None
    for step in range(now - SLACK_STEPS, now + SLACK_STEPS + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), typed.encode()) and step > after:
            found = step
    return found


def spelled(secret: bytes) -> str:
    """The secret as it is typed where no camera helps: base32 in groups of four."""
    text = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def address(secret: bytes, account: str, issuer: str) -> str:
    """What a picture to scan says, as authenticator apps read it (otpauth key URI)."""
    values = {
        "secret": spelled(secret).replace(" ", ""),
        "issuer": issuer,
        "digits": DIGITS,
        "period": STEP_SECONDS,
    }
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{urlencode(values, quote_via=quote)}"
