"""Site and worker as processes of their own, kept alive by one parent and gone with it."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from marketplace.leash import SIGNAL_BASE
from marketplace.postgres import Embedded, PostgresError

CHECKOUT = Path(__file__).parents[1]
LEASH = Path(__file__).with_name("leash.py")
LOOK_EVERY_SECONDS = 0.2
LOOK_AT_DATABASE_EVERY_SECONDS = 2.0
GRACE_SECONDS = 5  # for requests and jobs under way when told to stop
KILL_AFTER_SECONDS = GRACE_SECONDS + 3
FIRST_PAUSE_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 4.0  # as long as a start works: more would only keep people waiting
STEADY_SECONDS = 10.0  # who lived that long starts again without a pause
TRIES_BEFORE_READY = 3
LET_THE_SITE_FIRST_SECONDS = 10.0
"""The worker comes when the site is there, or then: who waits for both would wait longer."""
WORKER = (sys.executable, "-m", "flask", "--app", "wsgi", "worker")


class CannotServe(RuntimeError):
    """The site cannot be served; the text says why and what to do."""


@dataclass
class Child:
    """A program that is to run all the time."""

    name: str
    command: Sequence[str]
    folder: Path
    environment: dict[str, str]
    listener: socket.socket | None = None
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    deaths_in_a_row: int = 0
    start_at: float = field(default_factory=time.monotonic)

    def start_when_due(self) -> None:
        """Start it, if it does not run, on a leash and as the leader of a group of processes."""
        if self.process is not None or time.monotonic() < self.start_at:
            return
        passed = () if self.listener is None else (self.listener.fileno(),)
        leash = [sys.executable, "-I", str(LEASH), *(map(str, passed) if passed else "-")]
        self.began = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  (our own programs)
            [*leash, *self.command],
            stdin=subprocess.PIPE,
            pass_fds=passed,
            cwd=self.folder,
            env=self.environment,
            start_new_session=True,
        )

    def look(self) -> None:
        """Notice a death, say so, and settle when to start again."""
        if self.process is None or (code := self.process.poll()) is None:
            return
        self.sweep()
        lived = time.monotonic() - self.began
        self.deaths_in_a_row = 1 if lived > STEADY_SECONDS else self.deaths_in_a_row + 1
        pause = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (self.deaths_in_a_row - 1))
        self.start_at = time.monotonic() + pause
        killed = -code if code < 0 else code - SIGNAL_BASE
        how = f"was killed by signal {killed}" if killed > 0 else f"ended with code {code}"
        say(f"!! The {self.name} {how} after {lived:.0f} s. Starting it again in {pause:.2g} s.")

    def sweep(self) -> None:
        """Kill whatever is left of its group."""
        if self.process is None:
            return
        # macOS answers "not permitted" for a group of nothing but unburied dead.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()
        self.process = None


def serve(
    instance: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    web_workers: int = 2,
    threads: int = 8,
    database: Embedded | None = None,
    folder: Path = CHECKOUT,
    meanwhile: Callable[[], None] | None = None,
) -> None:
    """Serve the site at host and port until a signal says stop, then return within seconds.

    The web server (processes times threads) and one worker run as children. Whoever dies is
    started again, and so is the embedded `database` if one is given. Requests that arrive while
    the web server starts again wait for it. `meanwhile` is done while it comes up. Raises
    CannotServe when the port is taken or the site does not come up at all.
    """
    with listen(host, port) as listener:
        place = listener.getsockname()
        url = f"http://{f'[{host}]' if ':' in host else host}:{place[1]}"
        environment = {
            "PUBLIC_URL": url,
            **os.environ,
            "ORANGERIET_INSTANCE": str(instance),
            "PYTHONUNBUFFERED": "1",
        }
        web = Child("web server", _web_command(listener, web_workers, threads), folder, environment)
        web.listener = listener
        worker = Child("worker", WORKER, folder, environment)
        worker.start_at += LET_THE_SITE_FIRST_SECONDS
        with _told_to_stop() as stop, _tended(database, stop):
            try:
                web.start_when_due()
                if meanwhile:
                    meanwhile()
                _keep(web, worker, stop, url)
            finally:
                _end((web, worker), stop)


@contextmanager
def listen(host: str, port: int) -> Iterator[socket.socket]:
    """Take the port; 0 takes any free one. Raises CannotServe with what to do when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(512)
        except OSError as taken:
            raise CannotServe(
                f"{host}:{port} cannot be used ({taken.strerror}). Another program, perhaps another"
                f" Orangeriet, serves there: stop it, or choose another port:"
                f" make run PORT={port + 1}"
            ) from taken
        yield listener
    finally:
        listener.close()


def say(text: str) -> None:
    """Tell whoever started us."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def _web_command(listener: socket.socket, workers: int, threads: int) -> list[str]:
    # The socket is ours and handed over: it stays open, and requests wait, while the web server
    # starts again. The control socket would lie in the home folder, one for all instances.
    # Imported once and forked: half the work of a start, and a process killed is back in a moment.
    heartbeat = Path("/dev/shm")  # noqa: S108  (gunicorn's advice: memory, since a disk can block)
    return [
        *(sys.executable, "-m", "gunicorn", "wsgi:app", "--preload", "--no-control-socket"),
        *("--bind", f"fd://{listener.fileno()}"),
        *("--worker-class", "gthread"),
        *("--workers", str(workers), "--threads", str(threads)),
        *("--timeout", "60", "--graceful-timeout", str(GRACE_SECONDS)),
        *("--log-level", "warning"),
        *(("--worker-tmp-dir", str(heartbeat)) if heartbeat.is_dir() else ()),
    ]


@contextmanager
def _told_to_stop() -> Iterator[threading.Event]:
    """An event that the usual signals set, as long as this lasts."""
    stop = threading.Event()

    def tell(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():  # told twice: at once
            raise KeyboardInterrupt
        stop.set()

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, tell) for number in numbers}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _tended(database: Embedded | None, stop: threading.Event) -> Iterator[None]:
    """Keep the embedded database up meanwhile."""
    if database is None:
        yield
        return
    database.start()
    watch = threading.Thread(target=_tend, args=(database, stop))
    watch.start()
    try:
        yield
    finally:
        stop.set()
        watch.join()
        database.stop_if_last()


def _tend(database: Embedded, stop: threading.Event) -> None:
    while not stop.wait(LOOK_AT_DATABASE_EVERY_SECONDS):
        if database.answers():
            continue
        say("!! The database does not answer. Starting it again.")
        try:
            database.start()
            say("The database is up again.")
        except PostgresError as failure:
            say(f"!! {failure}")


def _keep(web: Child, worker: Child, stop: threading.Event, url: str) -> None:
    ready = False
    while not stop.is_set():
        for child in (web, worker):
            child.look()
            child.start_when_due()
        if not ready:
            if web.deaths_in_a_row >= TRIES_BEFORE_READY:
                raise CannotServe("The site does not come up; its messages are above.")
            if ready := _is_healthy(url):
                worker.start_at = min(worker.start_at, time.monotonic())
                say(f"Ready: {url}  (Ctrl-C stops it)")
        stop.wait(LOOK_EVERY_SECONDS)


def _is_healthy(url: str) -> bool:
    """True when GET /health answers 200; asked directly, past any proxy of the environment."""
    place = urlsplit(url)
    # "Any address" is one to listen at, not one to ask.
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(place.hostname or "", place.hostname)  # noqa: S104  (not bound)
    connection = http.client.HTTPConnection(host or "127.0.0.1", place.port, timeout=1)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _end(children: Sequence[Child], stop: threading.Event) -> None:
    """Ask all to stop, wait a little, then end them."""
    stop.set()
    running = [child.process for child in children if child.process]
    try:
        for process in running:
            process.terminate()
        deadline = time.monotonic() + KILL_AFTER_SECONDS
        for process in running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
    finally:
        for child in children:
            child.sweep()
