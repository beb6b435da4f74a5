"""How a pool of names is told: given names of women and of men, and surnames, with counts."""

from dataclasses import dataclass

Counted = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class NamePool:
    """Names that go together. `per_mille` is the pool's share of the demo's members.

    `language` is the BCP 47 code of a language many of its bearers would rather read than Swedish.
    Counts are bearers in Sweden: weights for drawing, nothing more.
    """

    language: str
    per_mille: int
    women: Counted
    men: Counted
    surnames: Counted


def counted(text: str) -> Counted:
    """The names of a text `Anna 97287, Maria 82731, …` with their counts, in the given order."""
    pairs = (entry.rsplit(maxsplit=1) for entry in text.split(","))
    return tuple((name.strip(), int(number)) for name, number in pairs)
