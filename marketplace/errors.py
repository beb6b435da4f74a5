"""The small family of errors that services raise; one place turns each into a page.

Messages are Swedish source texts for the catalogues, marked with N_ where they are written and
translated at the edge, so that services need no request.
"""

from collections.abc import Sequence


def N_(text: str) -> str:  # noqa: N802 -- the name the message extractor knows
    """Mark a text for the catalogues and give it back untouched."""
    return text


class MarketplaceError(Exception):
    """Something the user can be told in words."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.values = values


class Invalid(MarketplaceError):
    """What was asked for breaks a rule; the message says what to do. `field` names the input."""

    def __init__(self, message: str, field: str | None = None, **values: object) -> None:
        super().__init__(message, **values)
        self.field = field


class Faulty(Invalid):
    """What was asked for breaks several rules at once; `faults` has one Invalid a rule."""

    def __init__(self, faults: Sequence[Invalid]) -> None:
        first = faults[0]
        super().__init__(first.message, first.field, **first.values)
        self.faults = faults


class Conflict(MarketplaceError):
    """Somebody was there first: the page in hand is older than what stands in the database."""


class NotAllowed(MarketplaceError):
    """The person is known but may not do this."""


class NotFound(MarketplaceError):
    """There is no such thing, or it is somebody else's: the two look the same from outside."""
