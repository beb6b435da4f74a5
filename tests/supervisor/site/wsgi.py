"""A site of three doors, to see what the supervisor does to its processes."""

import os
import signal
import time
from pathlib import Path

from flask import Flask

app = Flask(__name__)
INSTANCE = Path(os.environ["ORANGERIET_INSTANCE"])


@app.get("/health")
def health() -> str:
    """Well."""
    return "well"


@app.get("/parent")
def parent() -> str:
    """The number of the process that all web processes belong to."""
    return str(os.getppid())


@app.get("/me")
def me() -> str:
    """The number of the process that answers."""
    return str(os.getpid())


@app.cli.command("worker")
def worker() -> None:
    """Write down each start, then wait; leave a mark when asked to stop."""
    with (INSTANCE / "workers.txt").open("a") as file:
        file.write(f"{os.getpid()}\n")
    signal.signal(signal.SIGTERM, lambda *_: stop())
    while True:
        time.sleep(60)


def stop() -> None:
    """Leave in order."""
    (INSTANCE / "stopped.txt").write_text("in order")
    raise SystemExit(0)
