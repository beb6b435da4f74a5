"""Telephone numbers that nobody can have.

Post- och telestyrelsen has set series aside for books, films and television; only they are used.
"""

RESERVED = {
    "mobile": ("070", 1740605, 1740699),
    "stockholm": ("08", 46500400, 46500499),
    "gothenburg": ("031", 3900600, 3900699),
    "malmo": ("040", 6280400, 6280499),
    "kiruna": ("0980", 319200, 319299),
}
GROUPS = {"070": (3, 2, 2), "08": (3, 3, 2), "031": (3, 2, 2), "040": (3, 2, 2), "0980": (2, 2, 2)}


def fictional_numbers(series: str) -> tuple[str, ...]:
    """All numbers of a reserved series, grouped as Swedes write them; KeyError where unknown."""
    area, first, last = RESERVED[series]
    return tuple(f"{area}-{_grouped(str(number), area)}" for number in range(first, last + 1))


def _grouped(digits: str, area: str) -> str:
    parts = []
    for length in GROUPS[area]:
        parts.append(digits[:length])
        digits = digits[length:]
    return " ".join(parts)
