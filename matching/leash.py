"""Processes of our own on a leash: over in time, within their memory, and never left behind.

The parent holds one end, a clock and a look at the child's memory; the child holds the other, its
standard input, and ends when that is closed. A killed parent leaves nothing running.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import psutil

from matching.memory import resident_mib

LOOK_SECONDS = 0.1
MEMORY_MIB = 3000
Child = subprocess.Popen[str]


@contextmanager
def on_leash(module: str, *, seconds: float, memory_mib: float) -> Iterator[Child]:
    """A process that runs a module of ours, spoken with over its standard input and output.

    It is killed when `seconds` of wall time are over or it holds more than `memory_mib`, whichever
    comes first, and in any case when the block ends.
    """
    child = subprocess.Popen(  # noqa: S603 -- our own interpreter, a module of ours
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
    )
    over = threading.Event()
    limits = (child, over, time.monotonic() + seconds, memory_mib)
    watch = threading.Thread(target=_watch, args=limits, daemon=True)
    watch.start()
    try:
        yield child
    finally:
        over.set()
        watch.join()
        end_family(child)
        for pipe in (child.stdout, child.stdin):
            if pipe is not None:
                with suppress(OSError):  # what was not sent to a process that is gone
                    pipe.close()


def _watch(child: Child, over: threading.Event, until: float, memory_mib: float) -> None:
    while not over.wait(min(LOOK_SECONDS, max(0.0, until - time.monotonic()))):
        resident = resident_mib(child.pid)
        too_much = resident is not None and resident > memory_mib
        if too_much or time.monotonic() >= until:
            end_family(child)
            return


def end_family(child: Child) -> None:
    """Kill a process with all it has started, and wait until it is gone."""
    try:
        family = psutil.Process(child.pid).children(recursive=True)
    except psutil.Error:
        family = []
    child.kill()
    for one in family:
        with suppress(psutil.Error):
            one.kill()
    child.wait()


def environment() -> dict[str, str]:
    """Where a process of its own finds this package."""
    root = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path}


def end_with_parent(pipe: IO[str], take: Callable[[str], None] | None = None) -> None:
    """The child's end: hand on what the parent says until it is gone, then end at once, whatever
    else is going on in the process."""
    while line := pipe.readline():
        if take is not None:
            take(line)
    os._exit(0)
