"""Solving in a process of its own: it can be stopped, and it cannot take more than it is given."""

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import IO

from matching.leash import end_family, environment
from matching.memory import resident_mib
from matching.plan import Plan
from matching.problem import Problem
from matching.progress import Progress

POLL_SECONDS = 0.02
MEMORY_EVERY = 5  # polls between two looks at the child's memory
Listener = Callable[[Progress], None]


class SolveFailed(RuntimeError):
    """The solving process ended without a plan; the message is its last word."""


def solve_apart(
    problem: Problem,
    *,
    seconds: float | None = None,
    memory_mib: int | None = None,
    seed: int = 1,
    workers: int = 2,
    effort: str = "normal",
    on_progress: Listener | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Plan:
    """As `solve`, in a child process with hard limits on wall time and resident memory.

    Where a limit strikes or `should_stop` says so, the child is killed and the best verified
    plan so far comes back as `stopped`, with `stopped_by` seconds, memory or user. The problem
    goes over a pipe and is never written to disk. Raises SolveFailed if the child breaks.
    """
    began = time.monotonic()
    order = {"seed": seed, "workers": workers, "effort": effort}
    child = _Child(problem, order)
    limits = _Limits(began, seconds, memory_mib, should_stop)
    try:
        stopped_by = _wait(child, limits, on_progress)
    finally:
        child.end()
    elapsed = time.monotonic() - began
    if stopped_by is None and child.finished is not None:
        peak = max(child.finished.peak_mib, child.peak_mib)
        return replace(child.finished, seconds=elapsed, peak_mib=peak)
    best = child.best or _simple(problem, seed, workers, effort)
    return replace(
        best,
        status="stopped",
        stopped_by=stopped_by,
        seconds=elapsed,
        peak_mib=max(best.peak_mib, child.peak_mib),
    )


def _simple(problem: Problem, seed: int, workers: int, effort: str) -> Plan:
    """What simple rules give at once, for a child that had no time to give anything."""
    from matching.simple import simple_plan  # numpy is not loaded for those who never need it

    return simple_plan(problem, seed=seed, workers=workers, effort=effort)


@dataclass(frozen=True, slots=True)
class _Limits:
    began: float
    seconds: float | None
    memory_mib: int | None
    should_stop: Callable[[], bool] | None

    def struck(self, child: "_Child", *, look_at_memory: bool) -> str | None:
        if self.should_stop is not None and self.should_stop():
            return "user"
        if self.seconds is not None and time.monotonic() - self.began >= self.seconds:
            return "seconds"
        if look_at_memory:
            child.look_at_memory()
            if self.memory_mib is not None and child.resident_mib > self.memory_mib:
                return "memory"
        return None


def _wait(child: "_Child", limits: _Limits, on_progress: Listener | None) -> str | None:
    """Until the child has finished (None) or a limit strikes (its name)."""
    polls = 0
    while True:
        news = child.hear()
        if news is not None and on_progress is not None:
            on_progress(news)
        if child.finished is not None:
            return None
        if child.broken is not None:
            raise SolveFailed(child.broken)
        polls += 1
        struck = limits.struck(child, look_at_memory=polls % MEMORY_EVERY == 1)
        if struck is not None:
            return struck


@dataclass(slots=True)
class _Child:
    """The process, and what it has said so far."""

    problem: Problem
    order: dict[str, object]
    process: "subprocess.Popen[str]" = field(init=False)
    threads: list[threading.Thread] = field(init=False)
    lines: "queue.SimpleQueue[str | None]" = field(default_factory=queue.SimpleQueue)
    best: Plan | None = None
    finished: Plan | None = None
    broken: str | None = None
    resident_mib: float = 0.0
    peak_mib: float = 0.0

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "matching.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=environment(),
        )
        message = {**self.order, "digest": self.problem.digest, "problem": self.problem.to_json()}
        text = json.dumps(message, ensure_ascii=True) + "\n"
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            raise SolveFailed("the solving process has no pipes")
        self.threads = [
            threading.Thread(target=_say, args=(stdin, text), daemon=True),
            threading.Thread(target=_listen, args=(stdout, self.lines), daemon=True),
        ]
        for thread in self.threads:
            thread.start()

    def hear(self) -> Progress | None:
        """Take one line from the child, if one comes within a moment."""
        try:
            line = self.lines.get(timeout=POLL_SECONDS)
        except queue.Empty:
            return None
        if line is None:
            self.broken = self.broken or f"the solving process ended ({self.process.wait()})"
            return None
        said = json.loads(line)
        if "progress" in said:
            return Progress(**said["progress"])
        if "error" in said:
            self.broken = str(said["error"])
        if "plan" in said:
            self.best = Plan.from_json(said["plan"])
            self.finished = self.best if said.get("finished") else None
        return None

    def look_at_memory(self) -> None:
        """Resident memory now and at most, workers of the child included."""
        resident = resident_mib(self.process.pid)
        if resident is None:
            return
        self.resident_mib = resident
        self.peak_mib = max(self.peak_mib, resident)

    def end(self) -> None:
        """Leave no process behind."""
        end_family(self.process)
        for thread in self.threads:
            thread.join()
        if self.process.stdin is not None:
            with suppress(OSError):  # what was not sent to a process that is gone
                self.process.stdin.close()


def _say(pipe: IO[str], text: str) -> None:
    try:
        pipe.write(text)
        pipe.flush()
    except (OSError, ValueError):
        return  # the child is gone, and the one who listens will notice


def _listen(pipe: IO[str], lines: "queue.SimpleQueue[str | None]") -> None:
    with pipe:
        for line in pipe:
            lines.put(line)
    lines.put(None)
