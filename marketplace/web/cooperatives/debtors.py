"""Who owes what: customers with open invoices, by how long they have been due."""

from collections.abc import Sequence

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from marketplace.access import STAFF, open_to
from marketplace.errors import N_
from marketplace.services import debtors, pages
from marketplace.services.debtors import Ages, Debtor
from marketplace.web.cooperatives import own
from marketplace.web.files import csv_file
from marketplace.web.paging import asked_page, paging

blueprint = Blueprint("debtors", __name__, url_prefix="/debtors")
HEADS = (
    N_("kund"),
    N_("fakturor"),
    N_("inte förfallet"),
    N_("1–30 dagar"),
    N_("31–60 dagar"),
    N_("över 60 dagar"),
    N_("att betala"),
    N_("till godo"),
)


@blueprint.get("")
@open_to(*STAFF)
def index() -> str:
    """Every customer that owes something, whoever owes most first."""
    everybody = debtors.of_cooperative(own.cooperative().id)
    found = _page(everybody, asked_page())
    return render_template(
        "cooperatives/debtors/index.html",
        tabs=own.tabs("cooperatives.debtors.index"),
        found=found,
        paging=paging(found),
        total=sum((one.ages for one in everybody), Ages()),
    )


@blueprint.get("/debtors.csv")
@open_to(*STAFF)
def table() -> Response:
    """The same for a spreadsheet."""
    rows = [
        (
            one.name,
            one.invoices,
            one.ages.not_due_ore,
            one.ages.late_ore,
            one.ages.later_ore,
            one.ages.latest_ore,
            one.ages.owed_ore,
            one.ages.owed_back_ore,
        )
        for one in debtors.of_cooperative(own.cooperative().id)
    ]
    return csv_file(f"{own.cooperative().slug}-skulder.csv", HEADS, rows, ore=range(2, 8))


def _page(everybody: Sequence[Debtor], asked: int) -> pages.Found[Debtor]:
    page = pages.nearest(asked, len(everybody))
    first = (page - 1) * pages.A_PAGE
    return pages.Found(everybody[first : first + pages.A_PAGE], len(everybody), page)
