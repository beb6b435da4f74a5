"""Great-circle distance, and the minutes of travel it stands for."""

from math import asin, ceil, cos, radians, sin, sqrt
from typing import Final

from matching.problem import Location

EARTH_RADIUS_KM: Final = 6371.0088
MINUTES_PER_KM: Final = 1.5


def kilometres(one: Location, other: Location) -> float:
    """Great-circle distance by the haversine formula, which is exact at no distance."""
    one_latitude, other_latitude = radians(one[0]), radians(other[0])
    across = sin((other_latitude - one_latitude) / 2) ** 2
    along = sin(radians(other[1] - one[1]) / 2) ** 2
    half_chord = across + cos(one_latitude) * cos(other_latitude) * along
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half_chord)))


def travel_minutes(one: Location, other: Location) -> int:
    """Minutes between two places, rounded up."""
    return ceil(kilometres(one, other) * MINUTES_PER_KM)
