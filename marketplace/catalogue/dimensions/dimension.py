"""What one dimension is: a name and five levels in plain words."""

from dataclasses import dataclass

from marketplace.errors import N_

GROUPS = {
    "body": N_("Kroppen"),
    "senses": N_("Sinnen och tal"),
    "mind": N_("Tanke och takt"),
    "people": N_("Andra människor"),
    "language": N_("Språk och siffror"),
}


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a dimension, worded so that it fits a task and a person alike."""

    sv: str
    easy_sv: str
    en: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """One scale from 0 to 4; `levels[n]` is step n. `easy_sv` asks the member."""

    code: str
    group: str
    sv: str
    easy_sv: str
    en: str
    levels: tuple[Level, Level, Level, Level, Level]
