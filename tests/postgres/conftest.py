"""Folders for embedded servers, and a promise that no server outlives its test."""

import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from marketplace.postgres import Embedded

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A new folder that every user can pass through, unlike pytest's own; emptied of servers."""
    made = Path(tempfile.mkdtemp(prefix="orangeriet-test-", dir="/tmp")).resolve()
    made.chmod(0o755)
    yield made
    end_servers_below(made)
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Path]:
    """The folder of a stopped server, made once: initdb is what costs time here."""
    made = Path(tempfile.mkdtemp(prefix="orangeriet-test-", dir="/tmp")).resolve()
    made.chmod(0o755)
    with Embedded(made):
        pass
    yield made
    shutil.rmtree(made)


@pytest.fixture
def stocked(folder: Path, cluster: Path) -> Path:
    """A folder that already has the data of a stopped server."""
    stock(folder, cluster)
    return folder


def stock(folder: Path, cluster: Path) -> None:
    """Copy the data of a stopped server into `folder`, which every user can then pass through."""
    folder.chmod(0o755)
    subprocess.run(["/bin/cp", "-a", cluster / "postgres", folder], check=True)


def end_servers_below(folder: Path) -> None:
    """Kill every server whose data lies below `folder`."""
    for process in psutil.process_iter():
        try:
            if process.name().startswith("postgres") and is_below(process, folder):
                process.kill()
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue


def is_below(process: psutil.Process, folder: Path) -> bool:
    """True when the process works below `folder`."""
    return Path(process.cwd()).is_relative_to(folder)


@pytest.fixture
def holder() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts processes that use the embedded server of a folder; see holder.py."""
    started: list[subprocess.Popen[str]] = []

    def start(folder: Path, *number: int, **options: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.postgres.holder", str(folder), *map(str, number)],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **options,  # type: ignore[call-overload]
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.communicate()
