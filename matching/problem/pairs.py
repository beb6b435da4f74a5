"""A pair of member and shift that the problem says something about."""

from dataclasses import dataclass
from typing import Final

from matching.fields import Fields

ROLES: Final = ("work", "supervise")


@dataclass(frozen=True, slots=True)
class Pair:
    """Accepted, declined or proposed; the role means nothing where the pair is declined."""

    member: str
    shift: str
    role: str = "work"

    @classmethod
    def read(cls, fields: Fields) -> "Pair":
        """Read one accepted or proposed pair."""
        return cls(
            fields.text("member"), fields.text("shift"), fields.choice("role", ROLES, "work")
        )

    @classmethod
    def read_declined(cls, fields: Fields) -> "Pair":
        """Read one declined pair, which has no role: who said no said no to both."""
        return cls(fields.text("member"), fields.text("shift"))

    def to_json(self, *, declined: bool = False) -> dict[str, object]:
        """As the format writes it."""
        pair: dict[str, object] = {"member": self.member, "shift": self.shift}
        return pair if declined else {**pair, "role": self.role}
