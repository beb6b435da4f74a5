"""Addresses that came from outside."""

from urllib.parse import urlsplit


def safe_next(address: str | None) -> str:
    """Where to go on to: only ever a path of ours, else the first page.

    Browsers read a backslash as a slash, and two slashes as another host.
    """
    address = (address or "").rstrip("?")
    parts = urlsplit(address.replace("\\", "/"))
    ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    clean = all(character.isprintable() for character in address)
    return address if ours and clean and not parts.netloc and not parts.scheme else "/"
