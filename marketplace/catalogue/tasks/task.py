"""What one task is, and the pictograms that stand for its kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field

PICTOGRAMS = {
    "pack": "Packa och plocka",
    "clean": "Städa",
    "kitchen": "Kök och servering",
    "bake": "Baka",
    "garden": "Trädgård, skörd och snö",
    "assemble": "Montera och laga",
    "move": "Flytta och köra",
    "shop": "Butik och second hand",
    "laundry": "Tvätt",
    "sort": "Sortera och återvinna",
    "paint": "Måla",
    "sew": "Sy",
    "office": "Kontor och reception",
    "event": "Evenemang",
    "dog": "Hundar och andra djur",
    "care": "Sköta om",
}

# Work conditions that are asked about together.
INDOORS = ("step_free", "accessible_toilet", "break_room")
STANDING = ("sit_stand", "no_standing_long")
GUIDED = ("pictorial_instructions", "shown_first")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A plain task. Everything after `stems` is what is usual: a posting may say otherwise.

    `skills` are required and `merits` welcome, {skill code: level 1-3}; `demands` and `floors` are
    {dimension code: level 0-4}, a floor being what safety asks for. `conditions` are the work
    conditions worth asking the company about. `stems` find the task in free text: see suggestion.
    """

    code: str
    pictogram: str
    sv: str
    easy_sv: str
    en: str
    stems: tuple[str, ...]
    skills: Mapping[str, int] = field(default_factory=dict, hash=False)
    merits: Mapping[str, int] = field(default_factory=dict, hash=False)
    demands: Mapping[str, int] = field(default_factory=dict, hash=False)
    floors: Mapping[str, int] = field(default_factory=dict, hash=False)
    hazards: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
