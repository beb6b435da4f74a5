"""A breach: what is wrong with a plan, and whom and which shifts it concerns."""

from collections.abc import Iterable
from dataclasses import dataclass

from matching.checker.duty import Duty


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing that is wrong; `members` and `shifts` are those of the placements it concerns.

    `member` and `shift` are null where the breach is about more than one, or about none.
    """

    code: str
    member: str | None
    shift: str | None
    text: str
    members: tuple[str, ...] = ()
    shifts: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """`code member shift text`, with a dash for what there is not one of."""
        return f"{self.code} {self.member or '-'} {self.shift or '-'} {self.text}"

    def to_json(self) -> dict[str, object]:
        """As `check --json` writes it."""
        return {
            "code": self.code,
            "member": self.member,
            "shift": self.shift,
            "text": self.text,
            "members": list(self.members),
            "shifts": list(self.shifts),
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule with every placement it concerns, before it is asked whether all are pinned."""

    code: str
    duties: tuple[Duty, ...]
    text: str

    @property
    def excused(self) -> bool:
        """Whether every placement concerned is pinned."""
        return all(duty.pinned for duty in self.duties)

    def breach(self) -> Breach:
        """The finding as a breach."""
        members = sorted({duty.member.id for duty in self.duties})
        shifts = sorted({duty.shift.id for duty in self.duties})
        return Breach(
            code=self.code,
            member=members[0] if len(members) == 1 else None,
            shift=shifts[0] if len(shifts) == 1 else None,
            text=self.text,
            members=tuple(members),
            shifts=tuple(shifts),
        )


def finding(code: str, duties: Iterable[Duty], text: str) -> Finding:
    """A finding about the given placements."""
    return Finding(code, tuple(duties), text)
