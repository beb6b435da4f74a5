"""Every text of the code, read once for all tests here."""

import pytest
from babel.messages.catalog import Catalog

from marketplace.translations.extraction import extract


@pytest.fixture(scope="session")
def texts() -> Catalog:
    """What the code says."""
    return extract()
