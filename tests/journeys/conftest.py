"""What every journey is made with."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

PATIENCE_MILLISECONDS = 120_000  # a busy machine is slow; a wait that ends sooner costs nothing


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A small screen, as most who hurry have."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="sv-SE")
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(chromium: Browser) -> Iterator[Page]:
    """A small screen without script."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, locale="sv-SE", java_script_enabled=False
    )
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    yield context.new_page()
    context.close()
