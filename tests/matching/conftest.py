"""Generated problems that several tests look at; reading them changes nothing."""

import pytest

from matching.generate import generate
from matching.problem import Problem


@pytest.fixture(scope="session")
def generated() -> Problem:
    """A problem of one cooperative, with every rule in use and accepted work in conflict."""
    return Problem.from_json(generate("S", 5, conflicts=True))
