"""Fixtures with a screen: a site as real processes, and a real Chromium to look at it."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser as Chromium

    from tests.database import CleanDatabase

CHECKOUT = Path(__file__).parents[1]
PATIENCE_SECONDS = 180
ARGUMENTS = [
    "--no-sandbox",  # containers have no user namespaces
    "--disable-dev-shm-usage",  # and a tiny /dev/shm
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    """A port that nobody listened at a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@dataclass(frozen=True)
class LiveSite:
    """A running site. `app` is an application on the same database, to make rows with."""

    url: str
    app: "Flask"
    web: subprocess.Popen[bytes]
    worker: subprocess.Popen[bytes]


@pytest.fixture
def live_site(clean_database: "CleanDatabase", tmp_path: Path) -> "Iterator[LiveSite]":
    """A web server and a worker as processes of their own, on a database of their own."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        url = f"http://127.0.0.1:{door.getsockname()[1]}"
        environment = {**os.environ, **clean_database.environment, "PUBLIC_URL": url}
        gunicorn = ("gunicorn", "wsgi:app", "--threads=4", f"--bind=fd://{door.fileno()}")
        with (
            _process(gunicorn, environment, tmp_path / "web.log", keep=door.fileno()) as web,
            _process(("flask", "--app=wsgi", "worker"), environment, tmp_path / "work.log") as work,
        ):
            _wait_for(url + "/health", web, tmp_path / "web.log")
            yield LiveSite(url, clean_database.app, web, work)
            assert work.poll() is None, (tmp_path / "work.log").read_text()


@contextlib.contextmanager
def _process(
    command: tuple[str, ...], environment: dict[str, str], log: Path, *, keep: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A Python program of ours, ended with the block."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=CHECKOUT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=() if keep is None else (keep,),
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        assert process.poll() is None, f"the site ended:\n{log.read_text()}"
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        else:
            return
        assert time.monotonic() < deadline, f"the site does not answer:\n{log.read_text()}"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def chromium() -> "Iterator[Chromium]":
    """A Chromium without a window; open pages with `chromium.new_page()`.

    Once a file, not once a run: while Playwright's loop is open in a process, nothing else in it
    may start one, neither a worker nor a second Playwright.
    """
    from playwright.sync_api import sync_playwright

    from tests.find_browser import find_browser

    executable = find_browser()
    if executable is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()
