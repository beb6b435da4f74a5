"""One page of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Select, func, select

from marketplace.database import db

A_PAGE = 25
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Found(Generic[Row]):
    """The rows of one page, and how many there are on all pages."""

    rows: Sequence[Row]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total)


def pages_of(total: int) -> int:
    """How many pages so many rows fill, at least one."""
    return max(1, -(-total // A_PAGE))


def fetch(query: Select[Row], page: int) -> Found[Row]:
    """That page of a query of one thing, in two queries; a page that does not exist is the nearest.

    The query gives its order, and it must be complete: ties would let a row stand on two pages.
    """
    total = count(query)
    page = nearest(page, total)
    rows = db.session.scalars(query.limit(A_PAGE).offset((page - 1) * A_PAGE)).all()
    return Found(rows, total, page)


def count(query: Select[Row]) -> int:
    """How many rows a query has."""
    inner = query.order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(inner)) or 0


def nearest(page: int, total: int) -> int:
    """The existing page that is nearest to the one asked for."""
    return max(1, min(page, pages_of(total)))
