"""Users of an embedded server in processes of their own, steered over input and output.

Each says when the server it sees began, waits for the input to close, then leaves and says whether
it stopped the server. With a number, that many race from one import of the site.
"""

import os
import sys
from pathlib import Path

import psycopg

from marketplace.postgres import Embedded, PostgresError


def hold(folder: Path) -> None:
    """Start, report, wait, leave."""
    server = Embedded(folder)
    try:
        server.start()
    except PostgresError as error:
        say(f"refused: {error}")
        return
    with psycopg.connect(server.superuser_dsn(), autocommit=True) as connection:
        row = connection.execute("SELECT pg_postmaster_start_time()").fetchone()
    say(f"began {row}")
    os.read(0, 1)
    say(f"stopped {server.stop_if_last()}")


def say(line: str) -> None:
    """Write a line at once and whole, since several processes share the output."""
    os.write(1, f"{line}\n".encode())


def race(folder: Path, number: int) -> None:
    """Hold in `number` processes at once."""
    children = []
    for _ in range(number):
        child = os.fork()
        if child == 0:
            hold(folder)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


if __name__ == "__main__":
    race(Path(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else hold(Path(sys.argv[1]))
