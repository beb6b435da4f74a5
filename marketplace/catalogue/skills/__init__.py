"""Skills that entry-level work asks for, in plain words, with optional JobTech concept ids."""

from collections.abc import Mapping

from marketplace.catalogue.entries import by_code
from marketplace.catalogue.skills.food import FOOD
from marketplace.catalogue.skills.goods import GOODS
from marketplace.catalogue.skills.premises import PREMISES
from marketplace.catalogue.skills.service import SERVICE
from marketplace.catalogue.skills.skill import SKILL_LEVELS, Skill, SkillLevel

__all__ = ["SKILLS", "SKILL_BY_CODE", "SKILL_LEVELS", "Skill", "SkillLevel"]

SKILLS = GOODS + FOOD + PREMISES + SERVICE
SKILL_BY_CODE: Mapping[str, Skill] = by_code(SKILLS)
