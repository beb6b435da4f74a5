"""Many invoices issued together: how far it has come, and which failed why."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, find, open_to
from marketplace.errors import N_
from marketplace.models.batches import Batch, BatchOutcome
from marketplace.services import batches
from marketplace.web import events, lists
from marketplace.web.cooperatives import own
from marketplace.web.lists import Choice, Column
from marketplace.web.spreadsheets import Kind

blueprint = Blueprint("batches", __name__, url_prefix="/batches")


STATES = {
    "going": N_("Pågår"),
    "failed": N_("Något gick inte att utfärda"),
    "done": N_("Alla utfärdade"),
}
CHOICES = (Choice("state", N_("Läge"), STATES),)
Counts = Mapping[int, Mapping[BatchOutcome, int]]


@blueprint.get("")
@open_to(*STAFF)
def index() -> str | Response:
    """Every time that several invoices were issued at once."""
    listed = lists.read(batches.source(own.cooperative().id), CHOICES)
    counts = batches.counts_of(listed.rows)
    columns = _columns(counts)
    return listed.file("utfardade-tillsammans", columns) or render_template(
        "cooperatives/batches/index.html",
        listed=listed,
        columns=listed.heads(columns),
        counts=counts,
        states={batch.id: gettext(STATES[_standing(batch, counts)]) for batch in listed.rows},
    )


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def show(public_id: str) -> str:
    """The batch, renewed while it goes on."""
    state = _state(public_id)
    return render_template(
        "cooperatives/batches/show.html", events=events.of(state["batch"]), **state
    )


@blueprint.get("/<public_id>/progress")
@open_to(*STAFF)
def progress(public_id: str) -> str:
    """The part of the page that is renewed."""
    return render_template("cooperatives/batches/progress.html", **_state(public_id))


def _standing(batch: Batch, counts: Counts) -> str:
    if batch.finished_at is None:
        return "going"
    return "failed" if counts[batch.id][BatchOutcome.FAILED] else "done"


def _columns(counts: Counts) -> Sequence[Column[Batch]]:
    def of(outcome: BatchOutcome) -> Callable[[Batch], object]:
        return lambda batch: counts[batch.id][outcome]

    return (
        Column(N_("När"), lambda batch: batch.asked_at, "asked"),
        Column(N_("Av"), lambda batch: batch.asked_by, "by"),
        Column(N_("Fakturor"), lambda batch: sum(counts[batch.id].values()), kind=Kind.WHOLE),
        Column(N_("Utfärdade"), of(BatchOutcome.ISSUED), kind=Kind.WHOLE),
        Column(N_("Gick inte"), of(BatchOutcome.FAILED), kind=Kind.WHOLE),
        Column(N_("Läge"), lambda batch: gettext(STATES[_standing(batch, counts)])),
    )


def _state(public_id: str) -> dict[str, Any]:
    batch = find(Batch, public_id, Batch.cooperative_id == own.cooperative().id)
    counts = batches.counts(batch)
    return {
        "batch": batch,
        "issued": counts[BatchOutcome.ISSUED],
        "waiting": counts[BatchOutcome.WAITING],
        "total": sum(counts.values()),
        "failed": batches.failed(batch),
    }
