"""What a running solve tells the one who waits."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """One line of news: the level in hand, how far it is and how many seats stand filled."""

    level: str
    value: int
    bound: float | None
    gap: float | None
    filled: int
    asked: int
    seconds: float

    def to_json(self) -> dict[str, object]:
        """As it streams out of a child process."""
        return asdict(self)


def gap_of(value: float, bound: float) -> float:
    """|bound − value| over the size of the bound, at least 1; the contract's definition."""
    return abs(bound - value) / max(1.0, abs(bound))
