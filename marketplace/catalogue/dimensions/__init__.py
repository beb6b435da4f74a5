"""Dimensions: one scale from 0 to 4 for what a task demands and what a person manages.

Our own words, made for this marketplace; no item of a licensed instrument is used. What a person
has not been asked stays unknown: it is neither able nor unable, but a question to the coach.
The weights of lifting follow the marks 3, 7, 15 and 25 kg that risk checks of manual handling use.
Surroundings (heights, cold, dust, noise) are hazards, not dimensions.
"""

from collections.abc import Mapping

from marketplace.catalogue.dimensions.body import BODY
from marketplace.catalogue.dimensions.dimension import GROUPS, Dimension, Level
from marketplace.catalogue.dimensions.mind import MIND
from marketplace.catalogue.dimensions.people import LANGUAGE, PEOPLE
from marketplace.catalogue.dimensions.senses import SENSES
from marketplace.catalogue.entries import by_code

__all__ = ["DIMENSIONS", "DIMENSION_BY_CODE", "GROUPS", "Dimension", "Level"]

DIMENSIONS = BODY + SENSES + MIND + PEOPLE + LANGUAGE
DIMENSION_BY_CODE: Mapping[str, Dimension] = by_code(DIMENSIONS)
