"""The catalogue's words in the reader's language.

Swedish, easy Swedish and English stand in the catalogue. The languages of members have the easy
sentences only, translated like any other text: to a member a task is "Du packar varor i lådor.".
"""

from typing import Protocol

from flask import Flask
from flask_babel import get_locale, gettext

from marketplace.catalogue.dimensions import DIMENSION_BY_CODE
from marketplace.catalogue.hazards import HAZARD_BY_CODE
from marketplace.catalogue.skills import SKILL_BY_CODE
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE


class Told(Protocol):
    """Anything with a word in Swedish and one in English."""

    @property
    def sv(self) -> str: ...

    @property
    def en(self) -> str: ...


class ToldEasily(Told, Protocol):
    """The same with an easy sentence."""

    @property
    def easy_sv(self) -> str: ...


DRAWN_AS = {"move": "transport", "event": "people", "care": "heart"}
"""Kinds of tasks that have no drawing of their own in icons.svg, by the nearest one."""

OWN_DRAWINGS = {
    "clear_snow": "snow",
    "spread_sand": "snow",
    "clear_brush": "tree",
    "plant_trees": "tree",
    "stack_firewood": "tree",
    "sand_wood": "joinery",
    "saw_wood": "joinery",
    "build_simple_things": "joinery",
    "repair_furniture": "joinery",
    "look_after_property": "assemble",
    "run_errands": "shop",
    "host_at_school": "people",
    "answer_telephone": "phone",
    "sort_mail": "mail",
}
"""Tasks that the drawing of their kind would tell wrongly."""


def _in(*, sv: str, en: str, easy_sv: str) -> str:
    """The word of three that the reader reads, or the easy one in her language."""
    language = str(get_locale() or "sv").split("_")[0]
    known = {"sv": sv, "en": en}
    return known[language] if language in known else str(gettext(easy_sv))


def task_name(code: str) -> str:
    """What a task is called; a code that has left the catalogue stands for itself."""
    task = TASK_BY_CODE.get(code)
    return _in(sv=task.sv, en=task.en, easy_sv=task.easy_sv) if task else code


def task_easy(code: str) -> str:
    """A task in one easy sentence to the person who is to do it: "Du packar varor."."""
    task = TASK_BY_CODE.get(code)
    return _in(sv=task.easy_sv, en=task.en, easy_sv=task.easy_sv) if task else code


def task_icon(code: str) -> str:
    """The pictogram of a task."""
    task = TASK_BY_CODE.get(code)
    if task is None:
        return "other"
    return OWN_DRAWINGS.get(code) or DRAWN_AS.get(task.pictogram, task.pictogram)


def skill_name(code: str) -> str:
    """What a skill is called."""
    skill = SKILL_BY_CODE.get(code)
    return _in(sv=skill.sv, en=skill.en, easy_sv=skill.easy_sv) if skill else code


def skill_easy(code: str) -> str:
    """A skill in one easy sentence to the person who has it: "Du kan diska i ett stort kök."."""
    skill = SKILL_BY_CODE.get(code)
    return _in(sv=skill.easy_sv, en=skill.en, easy_sv=skill.easy_sv) if skill else code


def condition_name(code: str) -> str:
    """What a work condition is called."""
    one = WORK_CONDITION_BY_CODE.get(code)
    return _in(sv=one.sv, en=one.en, easy_sv=one.easy_sv) if one else code


def condition_question(code: str) -> str:
    """How a company is asked about a work condition."""
    one = WORK_CONDITION_BY_CODE.get(code)
    return _in(sv=one.question_sv, en=one.question_en, easy_sv=one.easy_sv) if one else code


def condition_easy(code: str) -> str:
    """A work condition to the person who needs it."""
    one = WORK_CONDITION_BY_CODE.get(code)
    return _in(sv=one.easy_sv, en=one.en, easy_sv=one.easy_sv) if one else code


def hazard_easy(code: str) -> str:
    """A hazard to the person who stays away from it."""
    one = HAZARD_BY_CODE.get(code)
    return _in(sv=one.easy_sv, en=one.en, easy_sv=one.easy_sv) if one else code


def level_easy(code: str, level: int) -> str:
    """A level of an ability to the person who has it: "Du lyfter upp till 7 kilo."."""
    one = DIMENSION_BY_CODE.get(code)
    if one is None:
        return code
    step = one.levels[level]
    return _in(sv=step.easy_sv, en=step.en, easy_sv=step.easy_sv)


def told(entry: Told) -> str:
    """An entry of a catalogue to those who work with it."""
    return _in(sv=entry.sv, en=entry.en, easy_sv=entry.sv)


def told_easy(entry: ToldEasily) -> str:
    """An entry of a catalogue to the person it is about: "Jag kan själv."."""
    return _in(sv=entry.easy_sv, en=entry.en, easy_sv=entry.easy_sv)


def register(app: Flask) -> None:
    """Give templates these as filters of the same name."""
    for word in WORDS:
        app.add_template_filter(word)


WORDS = (
    task_name,
    task_easy,
    task_icon,
    skill_name,
    skill_easy,
    condition_name,
    condition_question,
    condition_easy,
    hazard_easy,
    level_easy,
    told,
    told_easy,
)
