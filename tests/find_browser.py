"""Finds a Chromium for the tests that look at real pages, or fetches one.

`python -m tests.find_browser --install` is what `make test` does first; the tests only find.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
DOWNLOAD_SECONDS = 600
PACKAGE_SECONDS = 900


def find_browser() -> Path | None:
    """A Chromium that runs here: CHROMIUM, one of the system's, or one Playwright fetched."""
    return next((one for one in _candidates() if _runs(one)), None)


def install_browser() -> Path | None:
    """A Chromium that runs here, fetched if need be; None when there is no way to one."""
    found = find_browser()
    if found is None:
        _say("No Chromium on this machine. Asking Playwright for its own.")
        _do(sys.executable, "-m", "playwright", "install", "chromium", seconds=DOWNLOAD_SECONDS)
        found = find_browser()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _say("Asking Debian for its package.")
        _do("apt-get", "update", seconds=PACKAGE_SECONDS)
        _do("apt-get", "install", "-y", "chromium", seconds=PACKAGE_SECONDS)
        found = find_browser()
    return found


def _candidates() -> Iterator[Path]:
    chosen = os.environ.get("CHROMIUM")
    if chosen:  # a choice is obeyed, never replaced by a guess
        yield Path(shutil.which(chosen) or chosen)
        return
    for name in NAMES:
        if installed := shutil.which(name):
            yield Path(installed)
    for application in APPLICATIONS:
        yield Path(application)
    yield from _fetched()


def _fetched() -> Iterator[Path]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def _runs(browser: Path) -> bool:
    """Whether it starts at all: a fetched one may lack libraries of the system."""
    if not browser.exists():
        return False
    try:
        asked = subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def _do(*command: str, seconds: int) -> None:
    """Try a command; what comes of it is found out by looking for the browser again."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, env=environment, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        _say(f"{command[0]} was not done in {seconds} s.")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    browser = install_browser() if "--install" in sys.argv else find_browser()
    _say(f"Browser for the tests: {browser or 'none; tests with a real browser will not run'}")
