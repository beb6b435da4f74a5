"""What one dimension is: a name and five levels in plain words."""

from dataclasses import dataclass

GROUPS = {
    "body": "Kroppen",
    "senses": "Sinnen och tal",
    "mind": "Tanke och takt",
    "people": "Andra människor",
    "language": "Språk och siffror",
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
