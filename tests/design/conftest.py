"""A server for the design system, once a run."""

import logging
import threading
from collections.abc import Iterator

import pytest
from werkzeug.serving import make_server

from tests.design.application import create_application


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the design system is served."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, create_application(), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
