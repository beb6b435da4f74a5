"""A process kept warm that says how much work problems could have filled, one after another.

Run as a module it is that process: a problem in on each line of standard input, its coverage out.
"""

import json
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from matching.apart import SolveFailed
from matching.coverage import Coverage, most_filled
from matching.leash import MEMORY_MIB, end_with_parent, on_leash
from matching.problem import Problem


@contextmanager
def warm_measure(
    seconds: float, memory_mib: float = MEMORY_MIB
) -> Iterator[Callable[[Problem], Coverage]]:
    """Inside the block: a way to measure in the warm process, as `most_filled` does here.

    Raises SolveFailed from the measuring where the process breaks, takes more than `memory_mib`, or
    `seconds` of wall time are over since the block began. Problems go over a pipe, never to a disk.
    """
    with on_leash("matching.warm", seconds=seconds, memory_mib=memory_mib) as child:
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

        yield measure


def main() -> None:
    """Measure each problem that comes, and end with the parent even in the middle of one."""
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=end_with_parent, args=(sys.stdin, lines.put), daemon=True).start()
    while True:
        found = most_filled(Problem.from_json(json.loads(lines.get())))
        sys.stdout.write(json.dumps({"value": found.value, "bound": found.bound}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
