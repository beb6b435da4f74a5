"""Where people live and work: the five municipalities, a county, the country."""

from dataclasses import dataclass
from random import Random
from typing import Final

from matching.problem import Location

KILOMETRES_PER_DEGREE: Final = 111.2
NORTHWARD_SHRINK: Final = 0.52
"""A degree of longitude over one of latitude, at 58 degrees north."""


@dataclass(frozen=True, slots=True)
class Town:
    """A place with its share of people and work, and the cooperative its members own."""

    name: str
    cooperative: str
    centre: Location
    weight: int

    def near(self, draw: Random, kilometres: float) -> Location:
        """A place around the centre, most within the given distance."""
        north = draw.gauss(0, kilometres / 2) / KILOMETRES_PER_DEGREE
        east = draw.gauss(0, kilometres / 2) / KILOMETRES_PER_DEGREE / NORTHWARD_SHRINK
        return round(self.centre[0] + north, 5), round(self.centre[1] + east, 5)


FIVE_MUNICIPALITIES: Final = (
    Town("linkoping", "linkoping", (58.4108, 15.6214), 6),
    Town("finspang", "finspang", (58.7058, 15.7674), 3),
    Town("katrineholm", "katrineholm-vingaker", (58.9959, 16.2072), 4),
    Town("vingaker", "katrineholm-vingaker", (59.0436, 15.8769), 2),
    Town("kinda", "kinda", (57.9888, 15.6325), 1),
)
ONE_COOPERATIVE: Final = FIVE_MUNICIPALITIES[1:2]


def towns_on_a_grid(draw: Random, count: int, columns: int) -> tuple[Town, ...]:
    """Towns some 25 km apart, so that those who travel far reach the neighbours and no further."""
    towns = []
    for place in range(count):
        row, column = divmod(place, columns)
        centre = (
            round(56.0 + row * 0.225 + draw.uniform(-0.05, 0.05), 5),
            round(13.0 + column * 0.43 + draw.uniform(-0.1, 0.1), 5),
        )
        name = f"town{place + 1}"
        towns.append(Town(name, name, centre, draw.choice((1, 1, 1, 2, 2, 3, 5))))
    return tuple(towns)


def shared_out(total: int, towns: tuple[Town, ...]) -> list[int]:
    """A whole number split over the towns by weight, by largest remainder; it adds up."""
    weights = sum(town.weight for town in towns)
    shares = [total * town.weight // weights for town in towns]
    by_remainder = sorted(
        range(len(towns)), key=lambda place: (-(total * towns[place].weight % weights), place)
    )
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares
