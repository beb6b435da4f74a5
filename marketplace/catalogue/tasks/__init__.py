"""Plain tasks that companies need hands for at peak times."""

from collections.abc import Mapping

from marketplace.catalogue.entries import by_code
from marketplace.catalogue.tasks.animals import ANIMALS
from marketplace.catalogue.tasks.assembly import ASSEMBLY
from marketplace.catalogue.tasks.baking import BAKING
from marketplace.catalogue.tasks.care import CARE
from marketplace.catalogue.tasks.cleaning import CLEANING
from marketplace.catalogue.tasks.events import EVENTS
from marketplace.catalogue.tasks.garden import GARDEN
from marketplace.catalogue.tasks.kitchen import KITCHEN
from marketplace.catalogue.tasks.land import LAND
from marketplace.catalogue.tasks.laundry import LAUNDRY
from marketplace.catalogue.tasks.moving import MOVING
from marketplace.catalogue.tasks.office import OFFICE
from marketplace.catalogue.tasks.packing import PACKING
from marketplace.catalogue.tasks.painting import PAINTING
from marketplace.catalogue.tasks.sewing import SEWING
from marketplace.catalogue.tasks.shop import SHOP
from marketplace.catalogue.tasks.sorting import SORTING
from marketplace.catalogue.tasks.task import PICTOGRAMS, Task

__all__ = ["PICTOGRAMS", "TASKS", "TASK_BY_CODE", "Task"]

TASKS = (
    PACKING
    + CLEANING
    + KITCHEN
    + BAKING
    + GARDEN
    + LAND
    + ASSEMBLY
    + MOVING
    + SHOP
    + LAUNDRY
    + SORTING
    + PAINTING
    + SEWING
    + OFFICE
    + EVENTS
    + ANIMALS
    + CARE
)
TASK_BY_CODE: Mapping[str, Task] = by_code(TASKS)
