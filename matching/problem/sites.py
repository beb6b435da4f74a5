"""A site: a place of a company where work is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from matching.fields import MOST_COUNT, Fields, finite_number, shown

Location: TypeAlias = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a place offers those who come there; `unknown` are the needs nobody answered for."""

    id: str
    company: str
    location: Location
    features: tuple[str, ...] = ()
    adaptations: Mapping[str, int] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    night: bool = False

    @classmethod
    def read(cls, fields: Fields) -> "Site":
        """Read one site."""
        return cls(
            id=fields.text("id"),
            company=fields.text("company"),
            location=read_location(fields, "location"),
            features=fields.texts("features"),
            adaptations=fields.counts("adaptations", least=0, most=MOST_COUNT),
            unknown=fields.texts("unknown"),
            night=fields.flag("night", default=False),
        )

    def to_json(self) -> dict[str, object]:
        """As the format writes it, defaults included."""
        return {
            "id": self.id,
            "company": self.company,
            "location": list(self.location),
            "features": list(self.features),
            "adaptations": dict(self.adaptations),
            "unknown": list(self.unknown),
            "night": self.night,
        }


def read_location(fields: Fields, key: str) -> Location:
    """Read `[latitude, longitude]`."""
    values = list(fields.items(key, required=True))
    if len(values) != 2:
        raise fields.refuse(key, f"must be a pair of numbers, was {shown(fields.data[key])}")
    (first_path, latitude), (second_path, longitude) = values
    return (
        finite_number(latitude, first_path, fields.refusals, -90, 90),
        finite_number(longitude, second_path, fields.refusals, -180, 180),
    )
