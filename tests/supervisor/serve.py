"""Serves a site under the supervisor, in a process that a test can kill."""

import sys
from pathlib import Path

from marketplace import supervisor
from marketplace.postgres import Embedded


def main(site: str, instance: str, port: str, database: str) -> None:
    """Serve until told to stop."""
    server = Embedded(Path(database), fast=True) if database else None

    def greet() -> None:
        if (Path(instance) / "no-greeting").exists():
            raise supervisor.CannotServe("nobody greets")
        supervisor.say("Greeted: all")

    try:
        supervisor.serve(
            Path(instance),
            port=int(port),
            web_workers=1,
            database=server,
            folder=Path(site),
            meanwhile=greet,
        )
    except supervisor.CannotServe as reason:
        sys.exit(f"refused: {reason}")


if __name__ == "__main__":
    main(*sys.argv[1:])
