"""Where the database of an instance folder lies: inside it, or, for root, where it must.

PostgreSQL run by root is lent another account, and that account often cannot enter the folder of
the instance (a checkout below /root). Rights of parent folders are never changed; the data then
lies below /var/lib/orangeriet, and a note in the instance folder says so and leads back to it.
"""

import contextlib
import errno
import hashlib
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from marketplace.postgres.account import Account, service_account
from marketplace.postgres.failure import PostgresError

STATE = Path("/var/lib/orangeriet")
NOTE = "postgres-is-elsewhere.txt"
# sun_path holds 104 bytes on macOS and 108 on Linux, the file name and a final zero included.
LONGEST_SOCKET_FOLDER = 103 - len("/.s.PGSQL.5432.lock")
# Characters that a socket folder's name loses its meaning by, to libpq or in a URL.
AMBIGUOUS = frozenset(",:;@%?#&'\"\\")


@dataclass(frozen=True)
class Place:
    """The folder of one database server and the account that owns it."""

    folder: Path
    account: Account
    note: Path

    @property
    def data(self) -> Path:
        """The data directory (PGDATA)."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server says, kept beside the data."""
        return self.folder / "server.log"

    @property
    def sockets(self) -> Path:
        """The folder of the socket: beside the data, or a private one in /tmp if its name is unfit.

        It is closed to all other users, which is what guards the server: within it nobody is asked
        for a password, and there is no TCP port.
        """
        inside = self.folder / "run"
        name = str(inside)
        fits = len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER
        if fits and name.isprintable() and not AMBIGUOUS & set(name):
            return inside
        short = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path("/tmp") / f"orangeriet-{self.account.user_id}-{short}"  # noqa: S108  (checked to be ours and closed)

    def make_sockets(self) -> None:
        """Make the socket folder; raises PostgresError when it is not ours alone."""
        folder = self.sockets
        try:
            folder.mkdir(mode=0o700)
            self.account.own(folder)
        except FileExistsError:
            pass
        found = folder.lstat()
        closed = stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
        if not closed or found.st_uid != self.account.user_id:
            raise PostgresError(
                f"{folder} is not a folder that only {self.account.name} can enter, so the"
                " database will not put its socket there. Remove it and start again."
            )

    def forget_socket(self) -> None:
        """Remove the socket's lock file, whose process id may be a stranger's by now.

        To be called only when the server does not run. No other server ever uses this folder.
        """
        (self.sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)

    def remove_sockets(self) -> None:
        """Remove the socket folder of a server that stopped; one that is not empty stays."""
        with contextlib.suppress(OSError):
            self.sockets.rmdir()


def settle(instance: Path) -> Place:
    """Find, or choose and make, the place for the database of the folder `instance`.

    The same folder is given the same place for ever; a folder that was deleted and made again
    starts with an empty one. Raises PostgresError when the place belongs to somebody else.
    """
    try:
        return _settle(instance.absolute())
    except PermissionError as refused:
        raise PostgresError(
            f"{refused.filename or instance} is closed to this user. The database in {instance}"
            " belongs to the user who started it first: start as that user, choose another folder"
            " (INSTANCE=...), or set DATABASE_URL."
        ) from refused


def make_open_folder(folder: Path, mode: int = 0o755) -> None:
    """Make a folder with just this mode, whatever mask root works under; leave an existing one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir()
        folder.chmod(mode)
    except FileExistsError:
        pass


def _settle(instance: Path) -> Place:
    as_root = os.geteuid() == 0
    # Root's instance folder can be passed through, not listed: the lent account must get by. What
    # lies in it is closed file by file.
    if not instance.exists():
        make_open_folder(instance, 0o711 if as_root else 0o700)
    note, inside = instance / NOTE, instance / "postgres"
    if as_root and note.exists() and (kept := _noted(note)):
        return _made(kept, note)
    account = service_account(inside)
    if inside.exists() or account.can_enter(instance):
        return _made(inside, note)
    return _made(_moved_out(instance, note, account), note)


def _made(folder: Path, note: Path) -> Place:
    account = service_account(folder)
    try:
        folder.mkdir(mode=0o700)
        account.own(folder)
    except FileExistsError:
        pass
    if not account.can_enter(folder):
        if not account.is_borrowed:
            raise PermissionError(errno.EACCES, "not ours", str(folder))
        raise PostgresError(
            f"The database lies in {folder}, where its user {account.name} can no longer reach"
            " it: one of the folders above was closed. Open them again for passing through"
            " (chmod o+x), or move the folder out and set INSTANCE to it."
        )
    return Place(folder, account, note)


def _noted(note: Path) -> Path | None:
    """The place that a note leads to; None when the note came along with a copied folder."""
    origin, place = _read(note)
    first = origin / NOTE
    if first.exists() and not first.samefile(note) and _read(first)[1] == place:
        note.unlink()  # two folders must not share one database
        return None
    return place


def _read(note: Path) -> tuple[Path, Path]:
    lines = dict(line.split(": ", 1) for line in note.read_text().splitlines() if ": " in line)
    return Path(lines["instance"]), Path(lines["place"])


def _moved_out(instance: Path, note: Path, account: Account) -> Path:
    make_open_folder(STATE)
    key = hashlib.sha256(os.fsencode(instance)).hexdigest()[:12]
    place = STATE / f"{key}-{secrets.token_hex(3)}"
    draft = instance / f".{NOTE}.{os.getpid()}"
    draft.write_text(
        "The database of this folder lies elsewhere.\n"
        f"PostgreSQL does not run as root; it runs as {account.name}, who cannot enter this"
        " folder, and the rights of the folders above are not ours to change.\n\n"
        f"instance: {instance}\n"
        f"place: {place}\n\n"
        "Keep this note: it leads back to the data. To begin with an empty database, stop the"
        " site, then delete this note and the place.\n"
    )
    try:
        os.link(draft, note)  # the first of several racing starts decides for all
    except FileExistsError:
        return _noted(note) or place
    finally:
        draft.unlink()
    return place
