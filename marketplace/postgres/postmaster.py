"""Is the server process named in the data directory alive, and is it ours?

A process id says little: after a crash or a restart of the container it names a stranger, a
process that is dying, or one that nobody has buried.
"""

import os
from pathlib import Path

import psutil

# Greater than any id that Linux (2^22) or macOS (99999) gives out: never a living process.
NO_SUCH_PROCESS = 2**31 - 1


def running_postmaster(data: Path) -> psutil.Process | None:
    """The living server process of the data directory `data`, or None."""
    number = _number(data / "postmaster.pid")
    if number is None:
        return None
    try:
        process = psutil.Process(number)
        ours = process.name().startswith("postgres") and _is_at(process, data)
        return process if ours and process.status() != psutil.STATUS_ZOMBIE else None
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return None


def is_paused(process: psutil.Process) -> bool:
    """True when the process was stopped by a signal (SIGSTOP) and answers nobody."""
    try:
        return process.status() in (psutil.STATUS_STOPPED, psutil.STATUS_TRACING_STOP)
    except psutil.NoSuchProcess:
        return False


def disown_stranger(data: Path) -> None:
    """Let a start go ahead when postmaster.pid names a process that is not the server.

    To be called only when `running_postmaster` is None. The file is never deleted: its line about
    shared memory is how PostgreSQL finds orphaned children of a killed server that still write.
    Only the number is replaced, by one that no process has.
    """
    lock = data / "postmaster.pid"
    number = _number(lock)
    if number is None or not psutil.pid_exists(number):
        return  # PostgreSQL sees for itself that nobody is there
    kept = lock.stat()
    _first, *others = lock.read_text().splitlines()
    draft = data / "postmaster.pid.new"
    draft.write_text("\n".join([str(NO_SUCH_PROCESS), *others]) + "\n")
    draft.chmod(0o600)
    if os.geteuid() == 0:
        os.chown(draft, kept.st_uid, kept.st_gid)
    draft.replace(lock)


def _number(lock: Path) -> int | None:
    try:
        return abs(int(lock.read_text().splitlines()[0]))
    except (FileNotFoundError, ValueError, IndexError):
        return None


def _is_at(process: psutil.Process, data: Path) -> bool:
    # The server works in its data directory. Its command line does not tell: paths there are
    # relative, so that no shell ever reads a folder's name.
    working = process.cwd()
    return bool(working) and os.path.exists(working) and os.path.samefile(working, data)
