"""Every error as a page that says what to do, in the shell of the site."""

from flask import Flask, render_template
from flask_babel import force_locale, gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from marketplace.database import db
from marketplace.errors import Conflict, Invalid, MarketplaceError, NotAllowed, NotFound

STATUS = {NotFound: 404, NotAllowed: 403, Conflict: 409, Invalid: 400}
BUSY = (
    "55P03",  # lock_timeout
    "57014",  # statement_timeout
    "40P01",  # deadlock
    "40001",  # two changed the same at once
    "57P01",  # the server was told to stop
    "57P02",  # a neighbour process was killed
    "57P03",  # it is starting
    "53300",  # no connection is free
    "53100",  # the disk is full
    "25P03",  # a transaction did nothing for a minute
)
"""SQLSTATEs of a database that is busy, restarting or full: the request may be tried again."""


def say(error: MarketplaceError) -> str:
    """The error in the reader's language."""
    return str(gettext(error.message, **error.values))


def plain(app: Flask, name: str) -> str:
    """A page drawn in Swedish without its surroundings: the database that tells who looks is gone.

    The template must need none of them.
    """
    with force_locale("sv"):
        return app.jinja_env.get_template(name).render()


def register(app: Flask) -> None:
    """Answer each kind of error with its page."""
    _answer_for_the_database(app)

    @app.errorhandler(MarketplaceError)
    def told(error: MarketplaceError) -> tuple[str, int]:
        db.session.rollback()
        status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
        return render_template(f"errors/{status}.html", message=say(error)), status

    @app.errorhandler(CSRFError)
    def stale(_error: CSRFError) -> tuple[str, int]:
        return render_template("errors/csrf.html"), 400

    @app.errorhandler(HTTPException)
    def known(error: HTTPException) -> tuple[str, int] | HTTPException:
        if error.code is None or error.code < 400:
            return error
        names = {400, 403, 404, 405, 413, 429}
        name = error.code if error.code in names else 500
        return render_template(f"errors/{name}.html", message=None), error.code

    @app.errorhandler(500)
    def broken(_error: Exception) -> tuple[str, int]:
        db.session.rollback()
        return plain(app, "errors/500.html"), 500


def _answer_for_the_database(app: Flask) -> None:
    """What the database refuses or cannot do just now, in words too."""

    @app.errorhandler(StaleDataError)
    def overtaken(_error: StaleDataError) -> tuple[str, int]:
        """Somebody else changed a job between our reading and our writing."""
        db.session.rollback()
        return render_template("errors/409.html", message=None), 409

    @app.errorhandler(OperationalError)
    @app.errorhandler(DBAPIError)
    @app.errorhandler(TimeoutError)
    def database(error: DBAPIError | TimeoutError) -> tuple[str, int, dict[str, str]]:
        db.session.rollback()
        state = getattr(getattr(error, "orig", None), "sqlstate", None)
        if state is not None and state not in BUSY:
            raise error
        app.logger.warning("database busy: %s", state or type(error).__name__)
        return plain(app, "errors/503.html"), 503, {"Retry-After": "5"}
