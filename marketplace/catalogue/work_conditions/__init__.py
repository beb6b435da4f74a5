"""Work conditions: what a person may need of a workplace. A closed list of functions.

Never a diagnosis and never a free text: what a place must have, not what a person has. Each is a
need in the sense of the match contract: a site has it as a feature, can arrange it for some people
at once (an adaptation with a quantity), or does not know.

Things that are not here on purpose, since the matcher knows them otherwise:
hours a day and a week, short shifts, days and times, no night work: the member's hours;
weight to lift, pace, hours on one's feet, reading: dimensions with levels;
allergens, heights, cold, noise, animals: hazards to avoid;
how far to travel and by what means: the member's travel.
"""

from collections.abc import Mapping

from marketplace.catalogue.entries import by_code
from marketplace.catalogue.work_conditions.company import COMPANY
from marketplace.catalogue.work_conditions.condition import GROUPS, WorkCondition
from marketplace.catalogue.work_conditions.surroundings import SURROUNDINGS

__all__ = ["GROUPS", "WORK_CONDITIONS", "WORK_CONDITION_BY_CODE", "WorkCondition"]

WORK_CONDITIONS = SURROUNDINGS + COMPANY
WORK_CONDITION_BY_CODE: Mapping[str, WorkCondition] = by_code(WORK_CONDITIONS)
