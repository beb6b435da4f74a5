"""Who is placed, which seats stay empty, and which pinned placements break a rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from matching.fields import MOST_COUNT, Fields
from matching.problem.pairs import ROLES

Detail: TypeAlias = Mapping[str, object]
"""JSON that the checker reads no meaning into."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A member on a shift in a role, with what it uses, asks and rests on."""

    member: str
    shift: str
    role: str = "work"
    pinned: bool = False
    adaptations: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    @classmethod
    def read(cls, fields: Fields) -> "Placement":
        """Read one placement."""
        return cls(
            member=fields.text("member"),
            shift=fields.text("shift"),
            role=fields.choice("role", ROLES),
            pinned=fields.flag("pinned", default=False),
            adaptations=fields.texts("adaptations"),
            questions=fields.texts("questions"),
            reasons=fields.texts("reasons"),
        )

    def to_json(self) -> dict[str, object]:
        """As the format writes it."""
        return {
            "member": self.member,
            "shift": self.shift,
            "role": self.role,
            "pinned": self.pinned,
            "adaptations": list(self.adaptations),
            "questions": list(self.questions),
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """How many members are left after a rule has been asked."""

    code: str
    members: int

    @classmethod
    def read(cls, fields: Fields) -> "FunnelStep":
        """Read one step."""
        return cls(fields.text("code"), fields.whole("members", least=0, most=MOST_COUNT))

    def to_json(self) -> dict[str, object]:
        """As the format writes it."""
        return {"code": self.code, "members": self.members}


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A shift with empty seats, why they are empty, and the one change that would fill one."""

    shift: str
    seats: int
    funnel: tuple[FunnelStep, ...] = ()
    certificate: Detail | None = None
    smallest_change: Detail | None = None

    @classmethod
    def read(cls, fields: Fields) -> "Unfilled":
        """Read one entry."""
        return cls(
            shift=fields.text("shift"),
            seats=fields.whole("seats", least=1, most=MOST_COUNT),
            funnel=fields.objects("funnel", FunnelStep.read, required=False),
            certificate=_detail(fields, "certificate"),
            smallest_change=_detail(fields, "smallest_change"),
        )

    def to_json(self) -> dict[str, object]:
        """As the format writes it."""
        change = self.smallest_change
        return {
            "shift": self.shift,
            "seats": self.seats,
            "funnel": [step.to_json() for step in self.funnel],
            "certificate": None if self.certificate is None else dict(self.certificate),
            "smallest_change": None if change is None else dict(change),
        }


@dataclass(frozen=True, slots=True)
class Conflict:
    """A breach that only pinned placements make, so that the plan must carry it.

    `code` is the rule; `members` and `shifts` are those of the placements it concerns, as the
    rule `pinned` of the contract counts them, each once and sorted.
    """

    code: str
    members: tuple[str, ...]
    shifts: tuple[str, ...]
    text: str

    @classmethod
    def read(cls, fields: Fields) -> "Conflict":
        """Read one conflict; `member` and `shift` count as lists of one."""
        return cls(
            code=fields.text("code"),
            members=_names(fields, "members", "member"),
            shifts=_names(fields, "shifts", "shift"),
            text=fields.text("text", "-"),
        )

    def to_json(self) -> dict[str, object]:
        """As the format writes it; `member` and `shift` are null where there are several."""
        return {
            "code": self.code,
            "member": self.members[0] if len(self.members) == 1 else None,
            "shift": self.shifts[0] if len(self.shifts) == 1 else None,
            "members": list(self.members),
            "shifts": list(self.shifts),
            "text": self.text,
        }


def _detail(fields: Fields, key: str) -> Detail | None:
    return None if fields.absent(key) else fields.object(key).data


def _names(fields: Fields, several: str, one: str) -> tuple[str, ...]:
    if several in fields.data:
        return fields.texts(several)
    return () if fields.absent(one) else (fields.text(one),)
