"""A held job with who has signed it, as both sides see it: never a figure of anybody's costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import ColumnElement
from wtforms.validators import DataRequired

from marketplace.models.cooperatives import Cooperative
from marketplace.models.costs import PriceSide, PriceSignature
from marketplace.models.history import Event
from marketplace.models.postings import Posting
from marketplace.services import price_floors
from marketplace.web import events
from marketplace.web.events import Line
from marketplace.web.fields import NoteField
from marketplace.web.listing import Row, rows
from marketplace.web.vocabulary import task_name


class SignForm(FlaskForm):
    """Why the price of one held job may be so low, or why it may not; services demand it."""

    reason = NoteField(_l("Varför?"), [DataRequired()], render_kw={"rows": 2, "maxlength": 1000})

    @classmethod
    def of(cls, posting: Posting, *, refused: str = "") -> "SignForm":
        """The form of that job, empty; or as it was sent, with what was wrong with it."""
        form = cls() if refused else cls(formdata=None)
        form.reason.id = form.reason.label.field_id = f"reason-{posting.public_id}"
        form.reason.errors = [refused] if refused else []
        return form


@dataclass(frozen=True, slots=True)
class Held:
    """A job that waits, the signatures it has, and whether this side's is missing."""

    row: Row
    signatures: Sequence[PriceSignature]
    waits_for_us: bool
    form: SignForm

    @property
    def posting(self) -> Posting:
        """The job."""
        return self.row.posting


def held(
    side: PriceSide, *within: ColumnElement[bool], tried: SignForm | None = None
) -> list[Held]:
    """Jobs that wait for signatures, one with the form it sent; a fixed number of queries."""
    found = price_floors.held(*within)
    signed = price_floors.signatures(found)
    return [
        Held(
            row,
            signed[row.posting.id],
            all(one.side != side for one in signed[row.posting.id]),
            _form_of(row.posting, tried),
        )
        for row in rows(found)
    ]


def _form_of(posting: Posting, tried: SignForm | None) -> SignForm:
    form = SignForm.of(posting)
    return tried if tried is not None and tried.reason.id == form.reason.id else form


def happenings(cooperative: Cooperative | None = None) -> list[Line]:
    """What has happened to prices below the floor, newest first, each with its job."""
    found, jobs = price_floors.happenings(cooperative)

    def note(event: Event) -> str:
        job = jobs.get(event.subject_id) if event.subject_type == "postings" else None
        return f"{job.company.name}, {task_name(job.task)}" if job else ""

    return events.lines(found, note)
