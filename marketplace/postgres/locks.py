"""Locks between processes that the kernel gives back by itself, even after kill -9."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from marketplace.postgres.account import Account
from marketplace.postgres.failure import PostgresError


def open_lock(path: Path, account: Account) -> int:
    """Open (and make) a lock file that `account` can open later, too; not passed on to children."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if account.is_borrowed:
        os.fchown(descriptor, account.user_id, account.group_id)
    return descriptor


@contextmanager
def alone(path: Path, account: Account, patience_seconds: float) -> Iterator[bool]:
    """Hold the lock alone; yields False when the file was deleted while we waited for it.

    Raises PostgresError after `patience_seconds`, since its holder may be paused.
    """
    try:
        descriptor = open_lock(path, account)
    except FileNotFoundError:  # so was its folder
        yield False
        return
    try:
        deadline = time.monotonic() + patience_seconds
        while not try_lock(descriptor, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise PostgresError(
                    f"Another process has been starting or stopping the database for"
                    f" {patience_seconds:.0f} s and holds {path}. If it hangs, end it, then start"
                    " again."
                )
            time.sleep(0.02)
        yield _is_still(path, descriptor)
    finally:
        os.close(descriptor)


def try_lock(descriptor: int, kind: int) -> bool:
    """Take the lock now, or say False."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def somebody_holds(path: Path, account: Account) -> bool:
    """True when any process holds a share of the lock at `path`."""
    descriptor = open_lock(path, account)
    try:
        return not try_lock(descriptor, fcntl.LOCK_EX)
    finally:
        os.close(descriptor)


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        named, held = path.stat(), os.fstat(descriptor)
    except FileNotFoundError:
        return False
    return (named.st_dev, named.st_ino) == (held.st_dev, held.st_ino)
