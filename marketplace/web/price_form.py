"""A held job with who has signed it, as both sides see it: never a figure of anybody's costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement

from marketplace.models.cooperatives import Cooperative
from marketplace.models.costs import PriceSide, PriceSignature
from marketplace.models.history import Event
from marketplace.models.postings import Posting
from marketplace.services import price_floors
from marketplace.web import events
from marketplace.web.events import Line
from marketplace.web.listing import Row, rows
from marketplace.web.vocabulary import task_name


@dataclass(frozen=True, slots=True)
class Held:
    """A job that waits, the signatures it has, and whether this side's is missing."""

    row: Row
    signatures: Sequence[PriceSignature]
    waits_for_us: bool

    @property
    def posting(self) -> Posting:
        """The job."""
        return self.row.posting


def held(side: PriceSide, *within: ColumnElement[bool]) -> list[Held]:
    """Jobs that wait for signatures, in a fixed number of queries."""
    found = price_floors.held(*within)
    signed = price_floors.signatures(found)
    return [
        Held(
            row,
            signed[row.posting.id],
            all(one.side != side for one in signed[row.posting.id]),
        )
        for row in rows(found)
    ]


def happenings(cooperative: Cooperative | None = None) -> list[Line]:
    """What has happened to prices below the floor, newest first, each with its job."""
    found, jobs = price_floors.happenings(cooperative)

    def note(event: Event) -> str:
        job = jobs.get(event.subject_id) if event.subject_type == "postings" else None
        return f"{job.company.name}, {task_name(job.task)}" if job else ""

    return events.lines(found, note)
