"""Great-circle distance between a home and a site, and the minutes it stands for."""

from math import asin, ceil, cos, radians, sin, sqrt

EARTH_KM = 6371.0088
MINUTES_PER_KM = 1.5

Point = tuple[float, float]


def kilometres(one: Point, other: Point) -> float:
    """Haversine distance on the mean sphere, in kilometres."""
    one_latitude, other_latitude = radians(one[0]), radians(other[0])
    half_latitude = (other_latitude - one_latitude) / 2
    half_longitude = radians(other[1] - one[1]) / 2
    chord = (
        sin(half_latitude) ** 2 + cos(one_latitude) * cos(other_latitude) * sin(half_longitude) ** 2
    )
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def minutes(one: Point, other: Point) -> int:
    """Whole minutes that the distance stands for, rounded up."""
    return ceil(kilometres(one, other) * MINUTES_PER_KM)
