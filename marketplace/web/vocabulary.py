"""The catalogue's words in the reader's language: Swedish, or English where that is chosen."""

from flask import Flask
from flask_babel import get_locale

from marketplace.catalogue.skills import SKILL_BY_CODE
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE

DRAWN_AS = {
    "move": "transport",
    "bake": "kitchen",
    "event": "people",
    "care": "heart",
    "sort": "other",
    "sew": "other",
}
"""Kinds of tasks that have no drawing of their own in icons.svg, by the nearest one."""


def in_english() -> bool:
    """Whether the reader has chosen English."""
    return str(get_locale() or "sv").startswith("en")


def task_name(code: str) -> str:
    """What a task is called; a code that has left the catalogue stands for itself."""
    task = TASK_BY_CODE.get(code)
    if task is None:
        return code
    return task.en if in_english() else task.sv


def task_easy(code: str) -> str:
    """A task in one easy sentence to the person who is to do it: "Du packar varor."."""
    task = TASK_BY_CODE.get(code)
    if task is None:
        return code
    return task.en if in_english() else task.easy_sv


def task_icon(code: str) -> str:
    """The pictogram of a task."""
    task = TASK_BY_CODE.get(code)
    return DRAWN_AS.get(task.pictogram, task.pictogram) if task else "other"


def skill_name(code: str) -> str:
    """What a skill is called."""
    skill = SKILL_BY_CODE.get(code)
    if skill is None:
        return code
    return skill.en if in_english() else skill.sv


def condition_question(code: str) -> str:
    """How a company is asked about a work condition."""
    condition = WORK_CONDITION_BY_CODE[code]
    return condition.question_en if in_english() else condition.question_sv


def register(app: Flask) -> None:
    """Give templates these as filters of the same name."""
    for word in (task_name, task_easy, task_icon, skill_name, condition_question):
        app.add_template_filter(word)
