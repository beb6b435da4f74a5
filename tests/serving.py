"""An application on a port of this process, for a browser to visit."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from werkzeug.serving import make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


@contextmanager
def served(app: "WSGIApplication") -> Iterator[str]:
    """The address at which `app` answers, until the block ends."""
    server = make_server("127.0.0.1", 0, closes_its_answers(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def closes_its_answers(app: "WSGIApplication") -> "WSGIApplication":
    """The same application, whose answers are closed also when the browser hangs up.

    werkzeug 3.1 reads what is left of the request before it closes the answer, and forgets the
    answer when that read fails; a file in it would stay open, which is a warning and an error.
    """

    def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        return parts(app(environ, start))

    return answer


def parts(answer: Iterable[bytes]) -> Iterator[bytes]:
    """The parts of an answer, which is closed when they end or nobody wants more of them."""
    closable: Any = answer
    if not hasattr(answer, "close"):
        yield from answer
        return
    with closing(closable):
        yield from answer
