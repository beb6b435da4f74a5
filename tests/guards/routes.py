"""Every address of the site, read from the application without a database.

`python -m tests.guards.routes` writes them down in routes.json.
"""

import inspect
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

from flask import Flask
from werkzeug.routing import Rule

from marketplace import access, create_app
from marketplace.models.users import Role
from marketplace.settings import Settings

LIST = Path(__file__).with_name("routes.json")
NOWHERE = {
    "SECRET_KEY": "no request is made with this application",
    "ORANGERIET_KEYS": "1:" + "A" * 43 + "=",
    "DATABASE_URL": "postgresql://nobody@localhost/nowhere",
    "APP_DATABASE_URL": "postgresql://nobody@localhost/nowhere",
}


@dataclass(frozen=True)
class Route:
    """An address with the view behind it."""

    rule: Rule
    view: object

    def __str__(self) -> str:
        return f"{' '.join(self.methods)} {self.rule.rule}"

    @property
    def methods(self) -> list[str]:
        """The methods it answers itself, unsafe ones last."""
        return sorted(set(self.rule.methods or ()) - {"HEAD", "OPTIONS"})

    @property
    def endpoint(self) -> list[str]:
        """Group, noun and verb."""
        return self.rule.endpoint.split(".")

    @property
    def module(self) -> ModuleType:
        """The file the view is written in."""
        found = inspect.getmodule(inspect.unwrap(self.view))
        assert found is not None
        return found

    @property
    def roles(self) -> frozenset[Role]:
        """Who may enter; empty: anyone."""
        return access.roles_of(self.view)

    def address(self, identity: str) -> str:
        """The path with this in the place of its parameter."""
        builder = self.rule.build(
            dict.fromkeys(self.rule.arguments, identity), append_unknown=False
        )
        assert builder is not None, f"{self}: {identity!r} does not fit"
        return builder[1]


@cache
def application() -> Flask:
    """An application that reaches no database."""
    return create_app(Settings.from_env(NOWHERE))


@cache
def routes() -> list[Route]:
    """All of them, save the folder of static files."""
    app = application()
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    return [
        Route(rule, app.view_functions[rule.endpoint])
        for rule in sorted(rules, key=lambda rule: (rule.rule, sorted(rule.methods or ())))
    ]


def as_written() -> list[str]:
    """What routes.json should hold."""
    return [str(route) for route in routes()]


if __name__ == "__main__":
    LIST.write_text(json.dumps(as_written(), indent=1) + "\n")
