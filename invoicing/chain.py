"""A hash chain: every link seals its content and the link before, so a changed byte shows.

A link is SHA-256 over the previous link's 32 bytes followed by the content's canonical JSON. The
first link of a series follows on 32 zero bytes.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

START = bytes(32)


@dataclass(frozen=True)
class Link:
    """A stored content and the hash that was stored with it."""

    content: bytes
    link_hash: bytes


def link_hash(previous: bytes, content: bytes) -> bytes:
    """Seal a content after the previous link's hash."""
    return hashlib.sha256(previous + content).digest()


def seal(contents: Iterable[bytes], *, after: bytes = START) -> Iterator[Link]:
    """Make the links of contents in order, following on a hash."""
    for content in contents:
        after = link_hash(after, content)
        yield Link(content, after)


def first_broken(links: Iterable[Link], *, after: bytes = START) -> int | None:
    """Give the place, counted from 0, of the first link that does not hold, or None.

    Everything before that place is as it was sealed. A link cut off at the end is not seen here:
    compare the count with the series' counter.
    """
    for place, link in enumerate(links):
        after = link_hash(after, link.content)
        if after != link.link_hash:
            return place
    return None
