"""Distance as the crow flies."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
Place = tuple[float, float]


def kilometres(one: Place, other: Place) -> float:
    """Great-circle distance between two (latitude, longitude) in degrees, by the haversine."""
    latitude, longitude, to_latitude, to_longitude = map(radians, (*one, *other))
    half = (
        sin((to_latitude - latitude) / 2) ** 2
        + cos(latitude) * cos(to_latitude) * sin((to_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))
