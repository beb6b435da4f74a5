"""A server for the design system, once a run."""

import logging
from collections.abc import Iterator

import pytest

from tests.design.application import create_application
from tests.serving import served


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the design system is served."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with served(create_application()) as address:
        yield address
