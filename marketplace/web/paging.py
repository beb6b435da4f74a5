"""The ways from one page of a list to the next and the one before."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from marketplace.services.pages import Found


@dataclass(frozen=True, slots=True)
class Paging:
    """What components/pagination.html takes."""

    page: int
    pages: int
    previous_url: str | None
    next_url: str | None


def asked_page() -> int:
    """The page that the address asks for, the first if it says nothing sensible."""
    return request.args.get("page", 1, type=int)


def asked_words() -> str:
    """The words that the address searches for."""
    return request.args.get("q", "").replace("\0", "").strip()


def paging(found: Found[Any], **kept: str | None) -> Paging:
    """The ways around this page, with what else the address says."""
    endpoint = request.endpoint or ""
    query: dict[str, Any] = {**(request.view_args or {}), **{k: v for k, v in kept.items() if v}}

    def url(page: int) -> str:
        return url_for(endpoint, page=page, **query)

    return Paging(
        found.page,
        found.pages,
        url(found.page - 1) if found.page > 1 else None,
        url(found.page + 1) if found.page < found.pages else None,
    )
