"""The kinds of work that are asked for, with what each usually takes."""

from dataclasses import dataclass
from typing import Final

DIMENSIONS: Final = (
    "lifting",
    "standing",
    "precision",
    "pace",
    "noise",
    "focus",
    "memory",
    "contact",
    "reading",
    "change",
)
NEEDS: Final = (
    "step_free",
    "quiet_room",
    "written_steps",
    "hearing_loop",
    "contact_person",
    "fragrance_free",
    "accessible_toilet",
    "sit_stand",
)
HAZARDS: Final = ("heights", "cold", "dust", "chemicals", "crowd", "animals")
SKILLS: Final = (
    "kitchen",
    "cleaning",
    "forklift",
    "driving",
    "first_aid",
    "swedish",
    "till",
    "garden",
    "computer",
    "woodwork",
    "sewing",
    "stock",
)


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of work: usual start hours, lengths in minutes, and what it asks of people."""

    code: str
    kind: str
    hours: tuple[int, ...]
    lengths: tuple[int, ...]
    heads: tuple[int, ...]
    demands: tuple[str, ...]
    skills: tuple[str, ...] = ()
    merits: tuple[str, ...] = ()
    team_skills: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    supervised: bool = False
    night: bool = False
    weekend: bool = False


TASKS: Final = (
    Task(
        "lunch_service",
        "hire_out",
        (10, 11),
        (150, 210, 300),
        (2, 2, 3),
        ("pace", "standing", "contact"),
        skills=("kitchen",),
        merits=("till", "swedish"),
        hazards=("crowd",),
    ),
    Task(
        "dishes",
        "hire_out",
        (11, 12, 17),
        (120, 240, 360),
        (1, 2, 3),
        ("standing", "noise"),
        merits=("kitchen",),
        hazards=("chemicals",),
        weekend=True,
    ),
    Task(
        "bakery",
        "hire_out",
        (4, 5),
        (300, 360, 420),
        (1, 2, 3),
        ("precision", "standing", "pace"),
        skills=("kitchen",),
        hazards=("dust",),
        night=True,
    ),
    Task(
        "office_cleaning",
        "service",
        (6, 8, 16),
        (150, 240, 360),
        (2, 3, 4),
        ("lifting", "memory"),
        skills=("cleaning",),
        hazards=("chemicals",),
        supervised=True,
    ),
    Task(
        "gardening",
        "service",
        (8, 9),
        (240, 360, 480),
        (3, 4),
        ("lifting", "standing"),
        merits=("garden",),
        team_skills=("driving",),
        hazards=("cold", "heights"),
        supervised=True,
    ),
    Task(
        "moving",
        "service",
        (8, 12),
        (300, 480),
        (2, 3, 4),
        ("lifting", "pace"),
        team_skills=("driving", "first_aid"),
        supervised=True,
    ),
    Task(
        "warehouse",
        "hire_out",
        (7, 13, 14),
        (300, 420, 480),
        (2, 3, 4),
        ("lifting", "pace", "reading"),
        skills=("stock",),
        merits=("forklift",),
        hazards=("cold", "dust"),
    ),
    Task(
        "goods_reception",
        "hire_out",
        (6, 7),
        (180, 300, 420),
        (1, 2, 3),
        ("lifting", "focus"),
        skills=("forklift",),
        hazards=("cold",),
    ),
    Task(
        "shop_help",
        "hire_out",
        (10, 12, 15),
        (180, 300, 480),
        (1, 2, 3),
        ("contact", "standing", "change"),
        skills=("swedish",),
        merits=("till",),
        hazards=("crowd",),
        weekend=True,
    ),
    Task(
        "scanning",
        "hire_out",
        (8, 9, 13),
        (150, 240, 420),
        (1, 2, 3),
        ("focus", "reading", "precision"),
        skills=("computer",),
    ),
    Task(
        "sewing_room",
        "internship",
        (9, 10),
        (240, 300, 360),
        (1, 2),
        ("precision", "focus"),
        merits=("sewing", "swedish"),
    ),
    Task(
        "wood_workshop",
        "internship",
        (8, 9),
        (300, 360),
        (1,),
        ("precision", "noise"),
        merits=("woodwork",),
        hazards=("dust",),
    ),
    Task(
        "reception_desk",
        "internship",
        (8, 9),
        (240, 360),
        (1,),
        ("contact", "memory", "change"),
        skills=("swedish",),
        merits=("computer",),
    ),
    Task(
        "stable",
        "internship",
        (7, 8),
        (240,),
        (1, 2),
        ("lifting", "memory"),
        merits=("garden",),
        hazards=("animals", "dust"),
    ),
    Task(
        "event_crew",
        "service",
        (14, 16),
        (300, 360, 480),
        (3, 4),
        ("contact", "noise", "change"),
        team_skills=("first_aid", "swedish"),
        hazards=("crowd",),
        supervised=True,
        weekend=True,
    ),
    Task(
        "newspaper_round",
        "hire_out",
        (2, 3),
        (150, 240),
        (1,),
        ("memory", "standing"),
        skills=("driving",),
        night=True,
        weekend=True,
    ),
)
