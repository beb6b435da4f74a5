"""Who runs the server: PostgreSQL refuses root, so root lends it another account."""

import os
import pwd
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marketplace.postgres.failure import PostgresError

# A dedicated account wins; `nobody` exists on every Debian and macOS.
SERVICE_ACCOUNTS = ("orangeriet", "nobody")
# The server inherits nothing else: no PGPORT that moves the socket, no LANG that the machine does
# not know, and none of the site's keys in an environment that /proc shows.
PASSED_ON = ("PATH", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")


@dataclass(frozen=True)
class Outcome:
    """What a finished program left: its exit code and all it wrote."""

    code: int
    text: str


@dataclass(frozen=True)
class Account:
    """An operating-system user that programs of the database run as."""

    name: str
    user_id: int
    group_id: int

    @property
    def is_borrowed(self) -> bool:
        """True when this is not the account of the present process."""
        return self.user_id != os.geteuid()

    def run(self, *command: str | Path, folder: Path, timeout_seconds: float = 120) -> Outcome:
        """Run a program to its end in `folder` as this account; raises PostgresError on a hang."""
        borrowed: dict[str, Any] = {}
        if self.is_borrowed:
            borrowed = {"user": self.user_id, "group": self.group_id, "extra_groups": []}
        passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        with tempfile.TemporaryFile() as output:  # a pipe would be kept open by the server
            try:
                finished = subprocess.run(  # noqa: S603  (fixed programs, no shell, no user input)
                    [str(part) for part in command],
                    cwd=folder,
                    env=passed | {"LC_ALL": "C"},
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    timeout=timeout_seconds,
                    check=False,
                    **borrowed,
                )
            except subprocess.TimeoutExpired as late:
                raise PostgresError(
                    f"{Path(command[0]).name} was not done in {timeout_seconds} s"
                ) from late
            except OSError as refused:
                return Outcome(126, str(refused))
            output.seek(0)
            return Outcome(finished.returncode, output.read().decode(errors="replace").strip())

    def can_enter(self, folder: Path) -> bool:
        """True when this account may pass through every parent of `folder` and into it."""
        if not self.is_borrowed:
            return os.access(folder, os.X_OK)
        # Tried, not computed from mode bits: access lists and mount options count as well.
        entered = self.run("/bin/sh", "-c", 'cd -- "$1"', "sh", folder, folder=Path("/"))
        return entered.code == 0

    def own(self, path: Path) -> None:
        """Give `path` to this account when root made it."""
        if self.is_borrowed:
            os.chown(path, self.user_id, self.group_id)


def present_account() -> Account:
    """The account of this process."""
    return _by_id(os.geteuid(), os.getegid())


def service_account(data: Path) -> Account:
    """The account to run the server of `data` as: ours, or, for root, the owner of the data.

    Raises PostgresError when root finds no account to lend the server.
    """
    if os.geteuid() != 0:
        return present_account()
    if data.exists() and (kept := data.stat()).st_uid != 0:
        return _by_id(kept.st_uid, kept.st_gid)
    for name in SERVICE_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise PostgresError(
        "PostgreSQL does not run as root, and this machine has no user to lend it: create one"
        f" called {SERVICE_ACCOUNTS[0]} (useradd --system {SERVICE_ACCOUNTS[0]}), start as an"
        " ordinary user, or set DATABASE_URL."
    )


def _by_id(user_id: int, group_id: int) -> Account:
    try:
        name = pwd.getpwuid(user_id).pw_name
    except KeyError:  # containers run as numbers nobody has named
        name = str(user_id)
    return Account(name, user_id, group_id)
