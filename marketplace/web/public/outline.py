"""A map of where we are, drawn from our own catalogue: the ground each municipality's places span.

No borders are claimed: a soft shape around its towns and villages, a dot for each, larger for the
main town. The list beside the map says the same in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians

from marketplace.catalogue.municipalities import MUNICIPALITIES, Locality, Municipality

WIDTH, MARGIN = 320.0, 24.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """One municipality as the template draws it, in units of the drawing."""

    code: str
    name: str
    points: str
    towns: Sequence[Point]
    centre: Point


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole map and its size."""

    width: int
    height: int
    shapes: Sequence[Shape]


@cache
def drawing() -> Drawing:
    """Every municipality, north upwards; drawn once, since places do not move."""
    places = [place for one in MUNICIPALITIES for place in one.localities]
    north = max(place.latitude for place in places)
    south = min(place.latitude for place in places)
    west = min(place.longitude for place in places)
    east = max(place.longitude for place in places)
    squeeze = cos(radians((north + south) / 2))
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * squeeze)

    def at(place: Locality) -> Point:
        across = MARGIN + (place.longitude - west) * squeeze * scale
        return round(across, 1), round(MARGIN + (north - place.latitude) * scale, 1)

    def shape(one: Municipality) -> Shape:
        points = [at(place) for place in one.localities]
        around = " ".join(f"{x},{y}" for x, y in hull(points))
        return Shape(one.code, one.name, around, points, at(one.centre))

    height = round(2 * MARGIN + (north - south) * scale)
    return Drawing(int(WIDTH), height, [shape(one) for one in MUNICIPALITIES])


def hull(points: Sequence[Point]) -> list[Point]:
    """The corners of the smallest convex shape around these points, in order."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return [*_half(ordered), *_half(ordered[::-1])]


def _half(ordered: Sequence[Point]) -> list[Point]:
    corners: list[Point] = []
    for point in ordered:
        while len(corners) > 1 and _turn(corners[-2], corners[-1], point) <= 0:
            corners.pop()
        corners.append(point)
    return corners[:-1]


def _turn(one: Point, other: Point, third: Point) -> float:
    across = (other[0] - one[0]) * (third[1] - one[1])
    return across - (other[1] - one[1]) * (third[0] - one[0])
