"""A browser that hangs up leaves nothing open behind it."""

import socket
import struct
import threading
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.serving import served

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

HANG_UP_AT_ONCE = struct.pack("ii", 1, 0)


class Answer:
    """An answer that ends when the browser has hung up, and knows whether it has been closed."""

    def __init__(self) -> None:
        self.left, self.closed = threading.Event(), threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        yield b"whole"
        assert self.left.wait(60)

    def close(self) -> None:
        self.closed.set()


def test_an_answer_is_closed_when_the_browser_hangs_up() -> None:
    answer = Answer()

    def app(_environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        start("200 OK", [("Content-Length", "5")])
        return answer

    with served(app) as address:
        place = urlsplit(address)
        browser = socket.create_connection((place.hostname or "", place.port or 0))
        browser.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
        received = b""
        while not received.endswith(b"whole"):
            received += browser.recv(100)
        browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, HANG_UP_AT_ONCE)
        browser.close()
        answer.left.set()
        assert answer.closed.wait(60)
