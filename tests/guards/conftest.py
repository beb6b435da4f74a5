"""One world for all guards of a file, and the size of the matrix at the end of a run."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask import Flask

    from tests.guards.world import Tenant


@dataclass(frozen=True)
class World:
    """Those who ask, and those whose things they ask for.

    `customer` shares their cooperative, `cooperative` their municipality, `foreign` neither. What
    happens within `undone()` has never happened.
    """

    own: "Tenant"
    customer: "Tenant"
    cooperative: "Tenant"
    foreign: "Tenant"
    undone: Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="module")
def world(app: "Flask") -> Iterator[World]:
    """Four tenants, made once a file and undone after it; the clock of the product stands."""
    from marketplace import clock
    from marketplace.database import db
    from tests.guards.world import make_customer, make_tenant
    from tests.make import make_cooperative
    from tests.transaction import rolled_back

    @contextmanager
    def undone() -> Iterator[None]:
        db.session.commit()  # a savepoint of the session's own would end with the first commit
        savepoint = db.engines[None].begin_nested()
        try:
            yield
        finally:
            db.session.rollback()
            savepoint.rollback()
            db.session.expire_all()

    with clock.standing_at(clock.now()), rolled_back(app):
        own = make_tenant("linkoping")
        [municipality] = own.cooperative.municipalities
        yield World(
            own,
            customer=make_customer(own.cooperative),
            cooperative=make_customer(make_cooperative(municipality)),
            foreign=make_tenant("finspang"),
            undone=undone,
        )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many cells of the matrix were tried."""
    reports = terminalreporter.stats.get("passed", [])
    cells = sum(dict(report.user_properties).get("cells", 0) for report in reports)
    if cells:
        terminalreporter.write_line(f"Matrix of routes, roles and relations: {cells} cells held.")
