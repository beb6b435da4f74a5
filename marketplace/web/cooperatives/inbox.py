"""What waits for the coach, most urgent first."""

from flask import Blueprint, render_template

from marketplace.access import STAFF, open_to, viewer
from marketplace.services import asks, inbox, invoices, second_looks
from marketplace.services import inbox, invoices, lending

blueprint = Blueprint("inbox", __name__, url_prefix="/inbox")


@blueprint.get("")
@open_to(*STAFF)
def show() -> str:
    """Everything to do, each thing with the way to it."""
    found = inbox.of_cooperative(viewer().cooperative_id or 0)
    totals = {draft.id: invoices.preview(draft) for draft in found.drafts}
    return render_template(
        "cooperatives/inbox/show.html", inbox=found, totals=totals, waiting=_waiting()
    )


def _waiting() -> int:
    """How many members wait for a talk or an answer."""
    own = viewer().cooperative_id or 0
    return len(asks.wanting_to_talk(own)) + len(second_looks.waiting(own))
        "cooperatives/inbox/show.html",
        inbox=found,
        totals=totals,
        loans=lending.count_asked(viewer().cooperative_id or 0),
