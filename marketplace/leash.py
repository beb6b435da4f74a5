"""Runs one program and takes it, with all it started, down when whoever holds the leash is gone.

`python -I leash.py PASSED PROGRAM ARGUMENT…`, with a pipe as standard input; PASSED is the number
of an open file for the program, or "-". A process killed with -9 cannot tidy up, but the kernel
closes its end of the pipe; that works on macOS as on Linux. Run as a script by its path, so that
it costs no import of the site.
"""

import os
import signal
import subprocess
import sys
import threading

SIGNAL_BASE = 128  # shells say it so: 137 is "killed by signal 9"


def hold(passed: int | None, command: list[str]) -> int:
    """Run the command to its end; its exit code, or SIGNAL_BASE and the signal that killed it."""
    handed = () if passed is None else (passed,)
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=handed)  # noqa: S603  (ours)
    if passed is not None:
        os.close(passed)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: child.send_signal(received))
    threading.Thread(target=_end_with_holder, daemon=True).start()
    code = child.wait()
    return SIGNAL_BASE - code if code < 0 else code


def _end_with_holder() -> None:
    os.read(0, 1)  # nothing is ever written: this returns at the end of the holder
    os.killpg(0, signal.SIGKILL)  # we lead our own group, so this is the program and its children


if __name__ == "__main__":
    sys.exit(hold(None if sys.argv[1] == "-" else int(sys.argv[1]), sys.argv[2:]))
