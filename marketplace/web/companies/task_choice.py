"""Finding out which task is meant: by a chip, by its name, or by any words at all."""

from collections.abc import Collection
from dataclasses import dataclass

from marketplace import vocabulary_file
from marketplace.catalogue.suggestion import suggest
from marketplace.catalogue.tasks import TASK_BY_CODE, TASKS
from marketplace.web.vocabulary import task_name

MOST_SUGGESTED = 6
_BY_NAME = {name.casefold(): task.code for task in TASKS for name in (task.en, task.sv)}


@dataclass(frozen=True, slots=True)
class TaskChoice:
    """The task that is meant, or those that may be meant when words were not clear."""

    code: str | None
    suggested: tuple[str, ...] = ()


def choose(chip: str | None, typed: str) -> TaskChoice:
    """What a chip and a free text mean together.

    A text that is a task's name decides. Other words only suggest, and the chip decides when it
    is among what they suggest: so the second try, with a suggestion ticked, goes through.
    """
    if not typed:
        return TaskChoice(chip if chip in TASK_BY_CODE else None)
    named = _BY_NAME.get(typed.casefold())
    if named is not None:
        return TaskChoice(named)
    found = suggest(typed, most=MOST_SUGGESTED, also=vocabulary_file.words_of_tasks())
    suggested = tuple(task.code for task in found)
    return TaskChoice(chip if chip in suggested else None, suggested)


def every_other_task(chips: Collection[str]) -> list[str]:
    """The names of all tasks without a chip, as a browser offers them while words are typed."""
    return sorted(task_name(task.code) for task in TASKS if task.code not in chips)
