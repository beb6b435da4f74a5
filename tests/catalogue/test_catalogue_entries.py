"""The catalogue holds together: codes are unique, what is referred to exists, counts are met."""

import re

import pytest

from marketplace.catalogue.dimensions import DIMENSION_BY_CODE, DIMENSIONS
from marketplace.catalogue.dimensions import GROUPS as DIMENSION_GROUPS
from marketplace.catalogue.entries import by_code
from marketplace.catalogue.hazards import HAZARD_BY_CODE, HAZARDS
from marketplace.catalogue.municipalities import MUNICIPALITIES
from marketplace.catalogue.skills import SKILL_BY_CODE, SKILL_LEVELS, SKILLS
from marketplace.catalogue.tasks import PICTOGRAMS, TASKS
from marketplace.catalogue.work_conditions import (
    GROUPS,
    WORK_CONDITION_BY_CODE,
    WORK_CONDITIONS,
)

NOUNS = {
    "skills": SKILLS,
    "tasks": TASKS,
    "work conditions": WORK_CONDITIONS,
    "dimensions": DIMENSIONS,
    "hazards": HAZARDS,
    "municipalities": MUNICIPALITIES,
}
WORDED = {noun: entries for noun, entries in NOUNS.items() if noun != "municipalities"}


@pytest.mark.parametrize("noun", NOUNS)
def test_codes_are_unique_slugs(noun):
    codes = [entry.code for entry in NOUNS[noun]]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", code) for code in codes)


@pytest.mark.parametrize("noun", WORDED)
def test_swedish_and_english_names_are_unique(noun):
    for language in ("sv", "en"):
        names = [getattr(entry, language).casefold() for entry in WORDED[noun]]
        assert len(names) == len(set(names))


def test_a_code_that_stands_twice_is_refused_by_name():
    with pytest.raises(ValueError, match=SKILLS[0].code):
        by_code((*SKILLS, SKILLS[0]))


def test_there_are_enough_entries_to_pick_from():
    assert len(TASKS) >= 120
    assert len(SKILLS) >= 70
    assert len(WORK_CONDITIONS) >= 24
    assert len(DIMENSIONS) >= 15
    assert len(HAZARDS) >= 15


def test_every_pictogram_has_tasks_and_every_task_a_known_pictogram():
    assert {task.pictogram for task in TASKS} == set(PICTOGRAMS)


def test_tasks_refer_only_to_skills_that_exist_at_a_level_that_exists():
    levels = {level.level for level in SKILL_LEVELS}
    for task in TASKS:
        assert set(task.skills) | set(task.merits) <= set(SKILL_BY_CODE), task.code
        assert set(task.skills.values()) | set(task.merits.values()) <= levels, task.code


def test_a_skill_is_either_required_or_welcome():
    for task in TASKS:
        assert not set(task.skills) & set(task.merits), task.code


def test_tasks_refer_only_to_dimensions_hazards_and_conditions_that_exist():
    for task in TASKS:
        assert set(task.demands) | set(task.floors) <= set(DIMENSION_BY_CODE), task.code
        assert set(task.hazards) <= set(HAZARD_BY_CODE), task.code
        assert set(task.conditions) <= set(WORK_CONDITION_BY_CODE), task.code
        assert len(task.conditions) == len(set(task.conditions)), task.code


def test_a_floor_is_a_demand_and_never_above_it():
    for task in TASKS:
        assert all(1 <= level <= 4 for level in task.demands.values()), task.code
        for dimension, least in task.floors.items():
            assert 1 <= least <= task.demands.get(dimension, 0), (task.code, dimension)


def test_a_task_that_needs_a_driver_asks_for_the_licence():
    for code in ("drive_deliveries", "drive_with_trailer"):
        (task,) = (task for task in TASKS if task.code == code)
        assert SKILL_BY_CODE["driving_licence_b"].is_certificate
        assert "driving_licence_b" in task.skills


def test_many_tasks_ask_for_no_skill_so_that_newcomers_have_somewhere_to_start():
    assert sum(not task.skills for task in TASKS) >= len(TASKS) // 2


def test_every_skill_is_of_use_in_some_task_or_is_a_certificate():
    asked = {code for task in TASKS for code in (*task.skills, *task.merits)}
    assert {skill.code for skill in SKILLS if not skill.is_certificate} <= asked


def test_every_work_condition_can_be_offered_by_a_site():
    for condition in WORK_CONDITIONS:
        assert condition.is_feature or condition.is_bookable, condition.code
        assert condition.group in GROUPS
        assert condition.question_sv.endswith("?")
        assert condition.question_en.endswith("?")


def test_every_hazard_and_dimension_can_be_asked_about():
    assert all(hazard.question_sv.endswith("?") for hazard in HAZARDS)
    assert all(dimension.easy_sv.endswith("?") for dimension in DIMENSIONS)
    assert {dimension.group for dimension in DIMENSIONS} == set(DIMENSION_GROUPS)


DIAGNOSES = (
    "adhd|autis|depress|ångest|diabet|epilep|reuma|astma|utmattn|ptsd|beroende|missbruk|dyslex"
    "|demens|diagnos|sjuk|blind|döv|handikapp|funktionsneds|förlam"
)


def test_no_work_condition_names_a_diagnosis():
    for condition in WORK_CONDITIONS:
        words = (condition.sv, condition.easy_sv, condition.question_sv, condition.arrangement_sv)
        assert not re.search(DIAGNOSES, " ".join(words).casefold()), condition.code


def test_the_levels_of_a_dimension_are_five_different_ones():
    for dimension in DIMENSIONS:
        assert len({level.sv for level in dimension.levels}) == 5, dimension.code
        assert len({level.easy_sv for level in dimension.levels}) == 5, dimension.code
