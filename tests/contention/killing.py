"""The whole site under load, with one of its processes killed by -9 again and again.

`python -m tests.contention.killing 50` kills fifty times and prints the figures. Members answer
their questions through the real pages, changing their minds; what an answer acknowledged must
stand in the database in the end, whatever died meanwhile.
"""

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from urllib.parse import urlencode

import psutil
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from marketplace import create_app
from marketplace.database import db
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.messages import Channel, Message
from marketplace.models.proposals import Ask, Proposal, ProposalStatus
from marketplace.postgres import Embedded
from marketplace.postgres.postmaster import running_postmaster
from marketplace.services import audit, messages
from marketplace.services.sessions import digest
from marketplace.settings import Settings
from tests.contention.storm import DOUBLE, HALF_DONE, OVERFULL, count, prepare
from tests.database import SECRETS
from tests.postgres.conftest import end_servers_below

CHECKOUT = Path(__file__).parents[2]
PATIENCE_SECONDS = 240
CLIENTS = 6
QUESTIONS = 60
LETTERS = 120
ANSWERS_BETWEEN = 4
"""So many answers must be acknowledged after a kill before the next one."""
CSRF = re.compile(r'name="csrf_token"\s+value="([^"]+)"')
BROKEN = (http.client.HTTPException, OSError)


@dataclass
class Tally:
    """What was acknowledged: the answer that stands by link, the last one, how many of each."""

    last: dict[str, str] = field(default_factory=dict)
    standing: dict[str, str] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)

    @property
    def acknowledged(self) -> int:
        """How many answers came back as taken or as refused."""
        return self.answers["yes"] + self.answers["no"] + self.answers["refused"]


@dataclass
class Result:
    """What the deaths did. `lost` and `half_done` must be empty."""

    kills: Counter[str]
    tally: Tally
    recovery_seconds: dict[str, list[float]]
    """until the next answer, by what was killed"""
    lost: list[str]
    half_done: list[str]
    faults: list[str]


class Site:
    """A whole site on an instance of its own: database, web server and worker under one parent."""

    def __init__(self, instance: Path) -> None:
        self.instance = instance
        with socket.create_server(("127.0.0.1", 0)) as door:
            self.port = door.getsockname()[1]
        given = {name: value for name, value in os.environ.items() if "DATABASE_URL" not in name}
        self.environment = {**given, **SECRETS, "ORANGERIET_INSTANCE": str(instance)}
        self.embedded = Embedded(instance)
        self.app = create_app(Settings.from_env({**SECRETS, "ORANGERIET_INSTANCE": str(instance)}))

    @contextmanager
    def running(self) -> Iterator["Site"]:
        """The site as `make run` starts it, on rows made before, until the block ends."""
        command = (sys.executable, "-m", "flask", "--app", "wsgi")
        with self.embedded:
            subprocess.run([*command, "migrate"], cwd=CHECKOUT, env=self.environment, check=True)
            with self.app.app_context():
                self.tokens = prepare(QUESTIONS, members=20)
                for number in range(LETTERS):
                    messages.send(
                        Channel.MAIL, "kim@example.org", "audit_head", position=number, hash="-"
                    )
                db.session.commit()
            with (self.instance / "site.log").open("w") as log:
                self.parent = psutil.Popen(
                    [*command, "start", "--port", str(self.port)],
                    cwd=CHECKOUT,
                    env=self.environment,
                    stdout=log,
                    stderr=log,
                )
                try:
                    yield self
                finally:
                    self.parent.terminate()
                    self.parent.wait()

    def victims(self) -> dict[str, Callable[[], list[psutil.Process]]]:
        """What can be killed, by its name: each gives the processes of this moment."""
        return {
            "database": lambda: [self._postmaster()],
            "web server": lambda: self._programs("gunicorn")[:1],
            "worker": lambda: self._programs("worker")[-1:],
            "database and all its children": lambda: [
                self._postmaster(),
                *self._postmaster().children(),
            ],
            "one web process": lambda: self._programs("gunicorn")[-1:],
            "one connection of the database": lambda: [
                one for one in self._postmaster().children() if "orangeriet_app" in _words(one)
            ][:1],
        }

    def _postmaster(self) -> psutil.Process:
        while (found := running_postmaster(self.embedded.place.data)) is None:
            time.sleep(0.05)
        return found

    def _programs(self, word: str) -> list[psutil.Process]:
        """Our own processes with this word in their command, parents first, leashes left out."""
        below = self.parent.children(recursive=True)
        return [one for one in below if word in _words(one) and "leash.py" not in _words(one)]


def _words(process: psutil.Process) -> str:
    with contextlib.suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


class Member(threading.Thread):
    """Somebody who answers one question after the other until told to stop."""

    def __init__(self, port: int, questions: "SimpleQueue[str]", tally: Tally, stop) -> None:
        super().__init__(daemon=True)
        self.port, self.questions, self.tally, self.stop = port, questions, tally, stop

    def run(self) -> None:
        while not self.stop.is_set():
            token = self.questions.get()
            answer = "no" if self.tally.last.get(token) in ("yes", "refused") else "yes"
            outcome = None
            while outcome is None:  # asked again until it is acknowledged, as a person would
                outcome = self._answer(token, answer)
            self.tally.answers[outcome] += 1
            self.tally.last[token] = outcome
            if outcome in ("yes", "no"):
                self.tally.standing[token] = outcome
            if outcome != "over":
                self.questions.put(token)

    def _answer(self, token: str, answer: str) -> str | None:
        path = f"/members/asks/{token}"
        try:
            status, page, cookie = self._ask("GET", f"{path}?change=1")
            found = CSRF.search(page)
            if status == 200 and found:
                form = urlencode({"csrf_token": found.group(1), "answer": answer})
                status, page, _ = self._ask("POST", path, form, cookie)
        except BROKEN:
            time.sleep(0.1)
            return None
        if status == 503:
            time.sleep(0.1)
            return None
        known = {200: answer, 409: "refused", 410: "over"}
        if status not in known:
            self.tally.answers[f"answered {status}"] += 1
            time.sleep(0.2)
        return known.get(status)

    def _ask(
        self, method: str, path: str, form: str = "", cookie: str = ""
    ) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request(method, path, form or None, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
            kept = str(answer.getheader("Set-Cookie", "")).partition(";")[0]
            return answer.status, page, kept
        finally:
            connection.close()


def kill_again_and_again(times: int) -> Result:
    """Let the site run, kill one of its processes so many times under load, and compare."""
    folder = Path(tempfile.mkdtemp(prefix="orangeriet-test-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        with Site(folder).running() as site:
            return _under_load(site, times)
    finally:
        end_servers_below(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _under_load(site: Site, times: int) -> Result:
    tally, stop = Tally(), threading.Event()
    questions: SimpleQueue[str] = SimpleQueue()
    for token in site.tokens:
        questions.put(token)
    people = [Member(site.port, questions, tally, stop) for _ in range(CLIENTS)]
    for person in people:
        person.start()
    result = Result(Counter(), tally, {}, [], [], [])
    _wait_for_answers(tally, ANSWERS_BETWEEN)
    names = list(site.victims())
    for number in range(times):
        name = names[number % len(names)]
        processes = site.victims()[name]()
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGKILL)
        result.kills[name] += bool(processes)
        began = time.monotonic()
        _wait_for_answers(tally, 1)
        result.recovery_seconds.setdefault(name, []).append(time.monotonic() - began)
        _wait_for_answers(tally, ANSWERS_BETWEEN)
    stop.set()
    for person in people:
        person.join(PATIENCE_SECONDS)
        assert not person.is_alive(), "somebody still waits for an answer"
    _compare(site, result)
    result.faults = _faults((site.instance / "site.log").read_text())
    return result


def _faults(said: str) -> list[str]:
    """The last line of each fault that a page of the site ended with."""
    blocks = re.findall(r"Exception on .*?(?=^\[20|\Z)", said, re.DOTALL | re.MULTILINE)
    return [re.findall(r"^[\w.]+: .*", block, re.MULTILINE)[-1][:200] for block in blocks]


def _wait_for_answers(tally: Tally, more: int) -> None:
    wanted, deadline = tally.acknowledged + more, time.monotonic() + PATIENCE_SECONDS
    while tally.acknowledged < wanted:
        assert time.monotonic() < deadline, f"nobody is answered any more: {tally.answers}"
        time.sleep(0.02)


def _compare(site: Site, result: Result) -> None:
    """What was acknowledged against what stands there, and nothing in between."""
    with site.app.app_context():
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (standing := _standing()) is None:
            assert time.monotonic() < deadline, "the database does not come back"
            time.sleep(0.2)
        for token, answer in result.tally.standing.items():
            if standing[digest(token)] != answer:
                result.lost.append(f"{answer} to {token}, found {standing[digest(token)]}")
        for name, query in (("half", HALF_DONE), ("double", DOUBLE), ("overfull", OVERFULL)):
            if count(query):
                result.half_done.append(f"{name}: {count(query)}")
        broken = audit.verify().broken
        if broken:
            result.half_done.append(str(broken))
        twice = db.session.scalars(select(Message).where(Message.tries > 1)).all()
        result.half_done += [f"message {one.id} left {one.tries} times" for one in twice]
        db.session.remove()
        db.engine.dispose()


def _standing() -> dict[str, str] | None:
    """The answer that stands by each link; None while the database is away."""
    try:
        rows = db.session.execute(
            select(Ask.token_hash, Proposal.status, Assignment.id)
            .join(Proposal, Proposal.ask_id == Ask.id)
            .outerjoin(
                Assignment,
                (Assignment.proposal_id == Proposal.id) & Assignment.status.in_(BOOKED),
            )
        ).all()
    except DBAPIError:
        db.session.rollback()
        return None
    words = {(ProposalStatus.ACCEPTED, True): "yes", (ProposalStatus.DECLINED, False): "no"}
    return {
        token: words.get((status, booked is not None), f"{status}, booked: {booked is not None}")
        for token, status, booked in rows
    }


def main(times: int) -> None:
    """Tell what came of it."""
    result = kill_again_and_again(times)
    sys.stdout.write(
        json.dumps(
            {
                "kills": dict(result.kills),
                "answers": dict(result.tally.answers),
                "acknowledged lost": result.lost,
                "half done": result.half_done,
                "seconds to the next answer, middle and longest": {
                    name: [round(statistics.median(one), 2), round(max(one), 2)]
                    for name, one in result.recovery_seconds.items()
                },
                "faults of the site": Counter(result.faults),
            },
            indent=2,
        )
        + "\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
