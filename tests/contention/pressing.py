"""People who press the same button at the same moment, each with a browser of her own."""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from marketplace.database import db
from marketplace.models.users import User
from marketplace.services import sessions

TOKEN = re.compile(r'name="csrf_token"\s+value="([^"]+)"')


class Presser:
    """A browser on a page, with everything ready to be sent."""

    def __init__(self, app: Flask, page: str, user: User | None = None) -> None:
        self.client: FlaskClient = app.test_client()
        if user is not None:
            with app.app_context():
                token = sessions.start(db.session.merge(user))
                db.session.commit()
            with self.client.session_transaction() as cookie:
                cookie["_user_id"], cookie["_fresh"] = token, True
        with app.app_context():  # one of its own: what a request keeps is nobody else's
            found = TOKEN.search(self.client.get(page).get_data(as_text=True))
        assert found is not None, f"no form on {page}"
        self.token = found.group(1)

    def press(self, path: str, **values: Any) -> TestResponse:
        """Send the form of the page."""
        return self.client.post(path, data={"csrf_token": self.token, **values})


def at_once(presses: Sequence[Callable[[], TestResponse]]) -> list[TestResponse]:
    """Let all go at the same moment; the answers in the same order."""
    together = Barrier(len(presses))

    def one(press: Callable[[], TestResponse]) -> TestResponse:
        together.wait()
        return press()

    with ThreadPoolExecutor(len(presses)) as people:
        return list(people.map(one, presses))
