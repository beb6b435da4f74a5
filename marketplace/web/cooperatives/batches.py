"""Many invoices issued together: how far it has come, and which failed why."""

from flask import Blueprint, render_template

from marketplace.access import STAFF, find, open_to
from marketplace.models.batches import Batch, BatchOutcome
from marketplace.services import batches
from marketplace.web.cooperatives import own

blueprint = Blueprint("batches", __name__, url_prefix="/batches")


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def show(public_id: str) -> str:
    """The batch, renewed while it goes on."""
    return render_template("cooperatives/batches/show.html", **_state(public_id))


@blueprint.get("/<public_id>/progress")
@open_to(*STAFF)
def progress(public_id: str) -> str:
    """The part of the page that is renewed."""
    return render_template("cooperatives/batches/progress.html", **_state(public_id))


def _state(public_id: str) -> dict[str, object]:
    batch = find(Batch, public_id, Batch.cooperative_id == own.cooperative().id)
    counts = batches.counts(batch)
    return {
        "batch": batch,
        "issued": counts[BatchOutcome.ISSUED],
        "waiting": counts[BatchOutcome.WAITING],
        "total": sum(counts.values()),
        "failed": batches.failed(batch),
    }
