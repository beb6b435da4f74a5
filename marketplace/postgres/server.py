"""One server process over one data directory: made, started, waited for, stopped."""

import os
import shutil
import time
from enum import IntEnum

import psutil

from marketplace.postgres.binaries import Binaries, find_binaries
from marketplace.postgres.configuration import make_cluster, write_configuration
from marketplace.postgres.failure import PostgresError
from marketplace.postgres.place import STATE, Place
from marketplace.postgres.postmaster import disown_stranger, is_paused, running_postmaster

SUPERUSER = "postgres"
SILENCE_SECONDS = 20  # a server that recovers answers "not yet"; one that says nothing hangs
DYING_SECONDS = 60  # how long a killed server's children may keep the data from a new one
LARGEST_LOG_BYTES = 20_000_000
TAIL_CHARACTERS = 2_000


class Answer(IntEnum):
    """What pg_isready found: its exit codes."""

    ACCEPTING = 0
    NOT_YET = 1
    SILENT = 2
    NOT_ASKED = 3


class Server:
    """The server of a place. Its methods expect that nobody else starts or stops it meanwhile."""

    def __init__(self, place: Place, *, fast: bool, patience_seconds: float) -> None:
        """Find the programs that fit the data; raises PostgresError when there are none."""
        self.place = place
        self.binaries = _matching_binaries(place)
        self._fast = fast
        self._patience_seconds = patience_seconds

    def bring_up(self) -> None:
        """Return once the server accepts connections, however it was left.

        Alive means that it answers in its own protocol; a process id proves nothing. Raises
        PostgresError with what to do.
        """
        began = time.monotonic()
        while (answer := self._ask()) is not Answer.ACCEPTING:
            waited = time.monotonic() - began
            process = running_postmaster(self.place.data)
            if process is None and answer is not Answer.NOT_YET:
                self._launch(may_retry=waited < DYING_SECONDS)
            else:
                self._check_patience(answer, process, waited)
            time.sleep(0.05)

    def answers(self) -> bool:
        """True when the server accepts connections just now."""
        return self._ask() is Answer.ACCEPTING

    def stop(self) -> None:
        """Stop the server if it runs; what was committed is on the disk."""
        if running_postmaster(self.place.data) is None:
            return
        mode = "immediate" if self._fast else "fast"
        if not self._control("stop", "-m", mode, "-t", "60"):
            raise PostgresError(f"The database server did not stop. See {self.place.log}.")
        self.place.remove_sockets()

    def discard(self) -> None:
        """Stop the server and delete its data, log and socket."""
        self.stop()
        for path in self.place.folder.glob("data*"):
            shutil.rmtree(path)
        self.place.log.unlink(missing_ok=True)

    def _check_patience(
        self, answer: Answer, process: psutil.Process | None, waited: float
    ) -> None:
        pid, log = process.pid if process else "unknown", self.place.log
        if process and is_paused(process):
            raise PostgresError(
                f"The database server (process {pid}) is paused by a signal. Let it go on with"
                f" `kill -CONT {pid}`, or end it with `kill -KILL {pid}`; nothing is lost."
            )
        if answer is not Answer.NOT_YET and waited > SILENCE_SECONDS:
            raise PostgresError(
                f"The database server (process {pid}) runs but does not answer at"
                f" {self.place.sockets}. End it with `kill -INT {pid}` and start again. See {log}."
            )
        if waited > self._patience_seconds:
            raise PostgresError(
                f"The database server (process {pid}) is still recovering after {waited:.0f} s."
                f" It goes on by itself: start again later. See {log}."
            )

    def _ask(self) -> Answer:
        asked = self.place.account.run(
            self.binaries.program("pg_isready"),
            "--quiet",
            f"--host={self.place.sockets}",
            "--port=5432",
            f"--username={SUPERUSER}",
            f"--dbname={SUPERUSER}",
            "--timeout=3",
            folder=self.place.folder,
        )
        return Answer(asked.code) if asked.code in tuple(Answer) else Answer.NOT_ASKED

    def _launch(self, *, may_retry: bool) -> None:
        place = self.place
        if not (place.data / "PG_VERSION").exists():
            self._make_data()
        place.make_sockets()
        disown_stranger(place.data)
        place.forget_socket()
        write_configuration(place, fast=self._fast)
        if place.log.exists() and place.log.stat().st_size > LARGEST_LOG_BYTES:
            place.log.replace(place.log.with_suffix(".log.1"))
        before = place.log.stat().st_size if place.log.exists() else 0
        patience = f"{self._patience_seconds:.0f}"
        if self._control("start", "-l", place.log.name, "-t", patience):
            return
        said = self._said(before)
        # Right after kill -9 the old server is still dying, and a new one waits for that.
        dying = "lock file" in said or "pre-existing shared memory" in said
        if not (dying and may_retry) and running_postmaster(place.data) is None:
            raise PostgresError(f"The database server did not start. It said:\n{said}")

    def _control(self, verb: str, *options: str) -> bool:
        # Names relative to the place: pg_ctl hands them to a shell.
        done = self.place.account.run(
            self.binaries.program("pg_ctl"),
            verb,
            *("-D", self.place.data.name, "-s", "-w"),
            *options,
            folder=self.place.folder,
            timeout_seconds=self._patience_seconds + 30,
        )
        return done.code == 0

    def _make_data(self) -> None:
        folder = self.place.folder
        for abandoned in folder.glob("data.new*"):  # its maker was killed half-way
            shutil.rmtree(abandoned, ignore_errors=True)
        draft = f"data.new.{os.getpid()}"
        make_cluster(self.place, self.binaries, draft, fast=self._fast)
        (folder / draft).rename(self.place.data)  # a half-made cluster never bears the real name

    def _said(self, since: int) -> str:
        try:
            with self.place.log.open("rb") as file:
                file.seek(since)
                return file.read().decode(errors="replace")[-TAIL_CHARACTERS:]
        except FileNotFoundError:
            return "(nothing)"


def _matching_binaries(place: Place) -> Binaries:
    copies = STATE / "binaries"
    version = place.data / "PG_VERSION"
    if not version.exists():
        return find_binaries(place.account, copies)
    major = int(version.read_text())
    try:
        return find_binaries(place.account, copies, major)
    except PostgresError as missing:
        raise PostgresError(
            f"The database in {place.data} was written by PostgreSQL {major} and can be read by no"
            f" other version. {missing} To move it to a newer one: save it once more with the"
            f" programs of {major} (PGBIN=... flask --app wsgi backup FILE), move the folder away,"
            " and bring it back with the newer ones (flask --app wsgi restore FILE)."
        ) from missing
