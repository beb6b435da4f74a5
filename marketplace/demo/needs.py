"""What people need at work and what they can bear: functions only, drawn plausibly."""

from collections.abc import Sequence
from random import Random

from marketplace.catalogue.dimensions import DIMENSIONS
from marketplace.catalogue.hazards import HAZARDS
from marketplace.demo.setting import weighted
from marketplace.services.needs import Needs

HOW_MANY_CONDITIONS = ((0, 44), (1, 30), (2, 18), (3, 8))
CONDITIONS: Sequence[tuple[str, int]] = (
    ("own_contact_person", 12),
    ("shown_first", 10),
    ("near_toilet", 9),
    ("break_room", 8),
    ("fixed_schedule", 7),
    ("no_alone_work", 7),
    ("extra_breaks", 7),
    ("no_customers", 6),
    ("public_transport", 6),
    ("phone_allowed", 5),
    ("sit_stand", 4),
    ("low_noise", 4),
    ("same_task", 4),
    ("first_shift_with_buddy", 4),
    ("written_easy_swedish", 4),
    ("calm_start", 3),
    ("lifting_aid", 3),
    ("quiet_place", 3),
    ("prayer_break", 3),
    ("small_group", 2),
    ("pictorial_instructions", 2),
    ("good_light", 2),
    ("interpreter", 1),
    ("step_free", 1),
    ("fragrance_free", 1),
    ("same_gender_changing", 1),
    ("large_print", 1),
    ("hearing_loop", 1),
)
HOW_MANY_HAZARDS = ((0, 55), (1, 32), (2, 13))
KNOWN_PERMILLE = 850
"""Of the abilities, how many somebody has talked through with the person."""
LEVELS = (0, 1, 2, 2, 3, 3, 3, 3, 4, 4, 4)
SHARP = {"sight", "hearing", "hands"}
SHARP_LEVELS = (2, 3, 3, 4, 4, 4)
LANGUAGE = {"swedish", "reading"}
NEW_LANGUAGE_LEVELS = (1, 1, 2, 2, 3)


def needs_of(draw: Random, *, reads_swedish: bool) -> Needs:
    """The needs of one person."""
    conditions: list[str] = []
    count = weighted(draw, HOW_MANY_CONDITIONS)
    while len(conditions) < count:
        code = weighted(draw, CONDITIONS)
        if code not in conditions:
            conditions.append(code)
    hazards = draw.sample([one.code for one in HAZARDS], weighted(draw, HOW_MANY_HAZARDS))
    abilities = {
        one.code: draw.choice(_levels(one.code, reads_swedish))
        for one in DIMENSIONS
        if draw.randrange(1000) < KNOWN_PERMILLE
    }
    return Needs(tuple(conditions), tuple(hazards), abilities)


def _levels(code: str, reads_swedish: bool) -> Sequence[int]:
    if code in SHARP:
        return SHARP_LEVELS
    if code in LANGUAGE and not reads_swedish:
        return NEW_LANGUAGE_LEVELS
    return LEVELS
