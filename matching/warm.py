"""A process kept warm that says how much work problems could have filled, one after another.

Run as a module it is that process: a problem in on each line of standard input, its coverage out.
It ends when its parent closes the pipe, so a killed parent leaves nothing running.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from matching.apart import SolveFailed
from matching.coverage import Coverage, most_filled
from matching.problem import Problem
from matching.smallest_apart import environment


@contextmanager
def warm_measure(seconds: float) -> Iterator[Callable[[Problem], Coverage]]:
    """Inside the block: a way to measure in the warm process, as `most_filled` does here.

    Raises SolveFailed from the measuring where the process breaks, or `seconds` of wall time are
    over since the block began. Problems go over a pipe, never to a disk.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", "matching.warm"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
    )
    stdin, stdout = child.stdin, child.stdout
    if stdin is None or stdout is None:
        raise SolveFailed("no pipe to the measuring process")

    def measure(problem: Problem) -> Coverage:
        try:
            stdin.write(json.dumps(problem.to_json()) + "\n")
            stdin.flush()
            return Coverage(**json.loads(stdout.readline()))
        except (OSError, ValueError) as gone:
            raise SolveFailed("the measuring process is gone") from gone

    clock = threading.Timer(seconds, child.kill)
    clock.start()
    try:
        yield measure
    finally:
        clock.cancel()
        child.kill()
        child.wait()
        stdout.close()
        with suppress(OSError):  # what was not sent to a process that is gone
            stdin.close()


def main() -> None:
    """Measure each problem that comes."""
    for line in sys.stdin:
        found = most_filled(Problem.from_json(json.loads(line)))
        sys.stdout.write(json.dumps({"value": found.value, "bound": found.bound}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
