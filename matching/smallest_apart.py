"""The smallest changes of many empty seats, in a process of its own that may be ended at any time.

Run as a module it is that process: one order in on standard input, a line out for each shift.
"""

import json
import sys
import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from matching.leash import MEMORY_MIB, end_with_parent, on_leash
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
    problem: Problem,
    shifts: Sequence[str],
    *,
    seconds: float,
    memory_mib: float = MEMORY_MIB,
    seed: int = 1,
) -> Generator[Told, None, None]:
    """The smallest change for each of these shifts, one by one as they are found.

    Ends early, without a word, where `seconds` of wall time are over, the process takes more than
    `memory_mib` or breaks; it is gone when the iterator is. The problem goes over a pipe, never to
    a disk.
    """
    order = {"problem": problem.to_json(), "shifts": list(shifts), "seed": seed}
    with on_leash("matching.smallest_apart", seconds=seconds, memory_mib=memory_mib) as child:
        stdin, stdout = child.stdin, child.stdout
        if stdin is None or stdout is None:
            return
        text = json.dumps(order) + "\n"
        saying = threading.Thread(target=_say, args=(stdin, text), daemon=True)
        saying.start()
        try:
            for line in stdout:
                said = json.loads(line)
                yield Told(said["shift"], said["change"], said["complete"])
        finally:
            child.kill()
            saying.join()


def _say(pipe: IO[str], text: str) -> None:
    try:
        pipe.write(text)
        pipe.flush()
    except (OSError, ValueError):
        return  # the child is gone, and the one who listens will notice


def main() -> None:
    """Read the order and answer shift by shift."""
    from matching.coverage import most_filled
    from matching.smallest import smallest_change
    from matching.solver import solve

    order = json.loads(sys.stdin.readline())
    threading.Thread(target=end_with_parent, args=(sys.stdin,), daemon=True).start()
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


if __name__ == "__main__":
    main()
