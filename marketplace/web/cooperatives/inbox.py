"""What waits for the coach, most urgent first."""

from flask import Blueprint, render_template

from marketplace.access import STAFF, open_to, viewer
from marketplace.models.costs import PriceSide
from marketplace.models.postings import Posting
from marketplace.models.users import Role
from marketplace.services import (
    asks,
    follow_up_lists,
    hire_lists,
    inbox,
    incidents,
    invoices,
    lending,
    member_skills,
    missing,
    placements,
    price_floors,
    second_looks,
)

blueprint = Blueprint("inbox", __name__, url_prefix="/inbox")


@blueprint.get("")
@open_to(*STAFF)
def show() -> str:
    """Everything to do, each thing with the way to it."""
    own = viewer().cooperative_id or 0
    found = inbox.of_cooperative(own)
    return render_template(
        "cooperatives/inbox/show.html",
        inbox=found,
        missing=missing.of_cooperative(own),
        incidents=incidents.count_open(Posting.cooperative_id == own),
        held=price_floors.count_held(PriceSide.COOPERATIVE, Posting.cooperative_id == own),
        totals={draft.id: invoices.preview(draft) for draft in found.drafts},
        waiting=len(asks.wanting_to_talk(own)) + len(second_looks.waiting(own)),
        to_ask=follow_up_lists.count_waiting(own) if viewer().role == Role.COACH else 0,
        placements=placements.to_plan(own),
        said=member_skills.count_said_lately(own),
        loans=lending.count_waiting(own),
        hire_offers=hire_lists.count_new(own),
    )
