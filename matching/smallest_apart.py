"""The smallest changes of many empty seats, in a process of its own that may be ended at any time.

Run as a module it is that process: one order in on standard input, a line out for each shift. It
ends when its parent closes the pipe, so a killed parent leaves nothing running.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from matching.problem import Problem


@dataclass(frozen=True, slots=True)
class Told:
    """What was found for one shift: the change as `explain --json` writes it, None where none is.

    `complete` is false where more changes existed than were tried.
    """

    shift: str
    change: dict[str, Any] | None
    complete: bool


def smallest_changes(
    problem: Problem, shifts: Sequence[str], *, seconds: float, seed: int = 1
) -> Generator[Told, None, None]:
    """The smallest change for each of these shifts, one by one as they are found.

    Ends early, without a word, where `seconds` of wall time are over or the process breaks; the
    process is gone when the iterator is. The problem goes over a pipe, never to a disk.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", "matching.smallest_apart"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
    )
    order = {"problem": problem.to_json(), "shifts": list(shifts), "seed": seed}
    stdin, stdout = child.stdin, child.stdout
    if stdin is None or stdout is None:
        return
    clock = threading.Timer(seconds, child.kill)
    saying = threading.Thread(target=_say, args=(stdin, json.dumps(order) + "\n"), daemon=True)
    clock.start()
    saying.start()
    try:
        for line in stdout:
            said = json.loads(line)
            yield Told(said["shift"], said["change"], said["complete"])
    finally:
        clock.cancel()
        child.kill()
        child.wait()
        saying.join()
        stdout.close()
        with suppress(OSError):  # what was not sent to a process that is gone
            stdin.close()


def _say(pipe: IO[str], text: str) -> None:
    try:
        pipe.write(text)
        pipe.flush()
    except (OSError, ValueError):
        return  # the child is gone, and the one who listens will notice


def environment() -> dict[str, str]:
    """Where a process of its own finds this package."""
    root = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path}


def main() -> None:
    """Read the order and answer shift by shift."""
    from matching.coverage import most_filled
    from matching.smallest import smallest_change
    from matching.solver import solve

    order = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, args=(sys.stdin,), daemon=True).start()
    problem, seed = Problem.from_json(order["problem"]), order["seed"]
    before = most_filled(problem)
    for shift in order["shifts"]:
        found = smallest_change(
            problem, shift, lambda one: solve(one, seed=seed, effort="quick", workers=1), before
        )
        change = None if found.found is None else found.found.to_json()
        said = {"shift": shift, "change": change, "complete": found.complete}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


def _end_with_parent(pipe: IO[str]) -> None:
    while pipe.readline():
        continue
    os._exit(0)


if __name__ == "__main__":
    main()
