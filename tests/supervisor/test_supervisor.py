"""Whoever dies is started again, and nobody outlives the supervisor."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from marketplace.supervisor import Child

CHECKOUT = Path(__file__).parents[2]
SITE = Path(__file__).with_name("site")
PATIENCE_SECONDS = 120  # a busy machine is slow; a wait that ends sooner costs nothing


@dataclass
class Served:
    """A running supervisor and the lines it has said so far."""

    process: subprocess.Popen[str]
    instance: Path
    url: str = ""

    def wait_for(self, pattern: str) -> str:
        """Read what it says until a line matches; gives the first group."""
        assert self.process.stderr is not None
        said = []
        for line in self.process.stderr:
            said.append(line)
            if found := re.search(pattern, line):
                return found.group(1)
        pytest.fail(f"never said {pattern!r}, but:\n{''.join(said)}")

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"{self.url}{path}", timeout=PATIENCE_SECONDS) as answer:
            return answer.read().decode()

    def workers(self) -> list[int]:
        """The worker processes started so far."""
        with contextlib.suppress(FileNotFoundError):
            return [int(line) for line in (self.instance / "workers.txt").read_text().split()]
        return []


@pytest.fixture
def serve(tmp_path) -> Iterator[Callable[..., Served]]:
    """Starts supervisors, and sees to it that none is left."""
    started: list[subprocess.Popen[str]] = []

    def start(site: Path = SITE, port: int = 0, database: str = "") -> Served:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.supervisor.serve"),
                *(str(site), str(tmp_path), str(port), database),
            ],
            cwd=CHECKOUT,
            env={**os.environ, "http_proxy": "http://127.0.0.1:9"},  # not to be asked
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return Served(process, tmp_path)

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def served(serve, monkeypatch) -> Served:
    """A supervisor whose site and worker are up."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    running = serve()
    running.url = running.wait_for(r"Ready: (http://\S+)")
    wait_until(running.workers)
    return running


def wait_until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail("waited in vain")
        time.sleep(0.02)


def is_gone(number: int) -> bool:
    """True when a process is dead, buried or not."""
    try:
        return psutil.Process(number).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_what_is_done_meanwhile_is_done_before_it_says_ready(serve, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    running = serve()
    assert running.wait_for(r"(Greeted|Ready): ") == "Greeted"
    assert running.wait_for(r"(Greeted|Ready): ") == "Ready"


def test_nobody_is_left_where_what_is_done_meanwhile_fails(serve, tmp_path):
    (tmp_path / "no-greeting").touch()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    running = serve(port=port)
    assert running.wait_for(r"refused: (.+)") == "nobody greets"
    running.process.wait(PATIENCE_SECONDS)
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
        pass


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_all_of_it_in_order(served, number):
    everybody = [int(served.get("/me")), int(served.get("/parent")), *served.workers()]
    served.process.send_signal(number)
    assert served.process.wait() == 0
    assert all(is_gone(one) for one in everybody)
    assert (served.instance / "stopped.txt").read_text() == "in order"


@pytest.mark.parametrize("door", ["/me", "/parent"], ids=["web process", "web server"])
def test_the_site_answers_the_next_request_after_its_process_was_killed(served, door):
    killed = int(served.get(door))
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: is_gone(killed))
    assert served.get("/health") == "well"
    assert int(served.get(door)) != killed


def test_a_killed_worker_is_replaced_and_it_is_said(served):
    [killed] = served.workers()
    os.kill(killed, signal.SIGKILL)
    assert served.wait_for(r"The worker was killed by signal (\d+)") == "9"
    wait_until(lambda: len(served.workers()) == 2)
    assert is_gone(killed)


def test_who_dies_again_and_again_is_never_long_away(tmp_path):
    """Requests wait meanwhile: a pause that doubles without end would be a closed site."""
    dying = Child("web server", (sys.executable, "-c", ""), tmp_path, dict(os.environ))
    pauses = []
    for _ in range(8):
        dying.start_at = 0.0
        dying.start_when_due()
        assert dying.process is not None
        dying.process.wait()
        before = time.monotonic()
        dying.look()
        pauses.append(round(dying.start_at - before))
    assert pauses[0] == 0
    assert pauses == sorted(pauses)
    assert pauses[-1] == 4


def test_nobody_outlives_a_killed_supervisor_and_the_port_is_free_at_once(served, serve):
    everybody = [int(served.get("/me")), int(served.get("/parent")), *served.workers()]
    served.process.kill()
    served.process.wait()
    wait_until(lambda: all(is_gone(one) for one in everybody))
    again = serve(port=int(served.url.rpartition(":")[2]))
    assert again.wait_for(r"Ready: (http://\S+)") == served.url


def test_a_killed_leash_takes_its_program_along(served):
    killed = int(served.get("/parent"))
    psutil.Process(killed).parent().kill()
    wait_until(lambda: is_gone(killed))
    assert served.get("/health") == "well"


def test_a_taken_port_is_named_with_a_way_out(serve):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = serve(port=port)
        said = refused.wait_for(r"(refused: .*)")
    assert f"127.0.0.1:{port} cannot be used" in said
    assert "make run PORT=" in said
    assert refused.process.wait() == 1


def test_a_site_that_cannot_be_imported_is_given_up(serve, tmp_path):
    site = tmp_path / "broken"
    site.mkdir()
    (site / "wsgi.py").write_text("raise RuntimeError('broken on purpose')\n")
    refused = serve(site=site)
    assert refused.wait_for(r"(refused: .*)") == (
        "refused: The site does not come up; its messages are above."
    )
    assert refused.process.wait() == 1


def test_a_killed_database_is_started_again(serve):
    with tempfile.TemporaryDirectory(prefix="orangeriet-test-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        served = serve(database=folder)
        served.wait_for(r"Ready: (http://\S+)")
        data = Path(folder) / "postgres" / "data"
        killed = int((data / "postmaster.pid").read_text().split()[0])
        os.kill(killed, signal.SIGKILL)
        served.wait_for("(The database is up again)")
        assert int((data / "postmaster.pid").read_text().split()[0]) != killed
        served.process.terminate()
        assert served.process.wait() == 0
        assert not data.exists()
        shutil.rmtree(folder, ignore_errors=True)
