"""Who owes what: customers with open invoices, by how long they have been due."""

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, open_to
from marketplace.errors import N_
from marketplace.services import debtors
from marketplace.services.debtors import Ages, Debtor
from marketplace.web import lists
from marketplace.web.cooperatives import own
from marketplace.web.lists import Choice, Column
from marketplace.web.spreadsheets import Kind, csv_table

blueprint = Blueprint("debtors", __name__, url_prefix="/debtors")
CHOICES = (
    Choice("due", N_("Visa kunder"), {"due": N_("Med något förfallet"), "back": N_("Till godo")}),
)
COLUMNS: tuple[Column[Debtor], ...] = (
    Column(N_("Kund"), lambda one: one.name, "name"),
    Column(N_("Att betala"), lambda one: one.ages.owed_ore, "owed", Kind.ORE),
    Column(N_("Till godo"), lambda one: one.ages.owed_back_ore, "back", Kind.ORE),
    Column(N_("Inte förfallet"), lambda one: one.ages.not_due_ore, kind=Kind.ORE),
    Column(N_("1–30 dagar"), lambda one: one.ages.late_ore, kind=Kind.ORE),
    Column(N_("31–60 dagar"), lambda one: one.ages.later_ore, kind=Kind.ORE),
    Column(N_("Över 60 dagar"), lambda one: one.ages.latest_ore, "latest", Kind.ORE),
    Column(N_("Fakturor"), lambda one: one.invoices, "invoices", Kind.WHOLE),
)


@blueprint.get("")
@open_to(*STAFF)
def index() -> str | Response:
    """Every customer that owes something, whoever owes most first."""
    everybody = debtors.of_cooperative(own.cooperative().id)
    listed = lists.read(debtors.gathered(everybody), CHOICES)
    return listed.file(f"{own.cooperative().slug}-skulder", COLUMNS) or render_template(
        "cooperatives/debtors/index.html",
        tabs=own.tabs("cooperatives.debtors.index"),
        listed=listed,
        columns=listed.heads(COLUMNS),
        total=sum((one.ages for one in everybody), Ages()),
    )


@blueprint.get("/debtors.csv")
@open_to(*STAFF)
def table() -> Response:
    """The same for a spreadsheet, all customers, whatever the page was narrowed to."""
    everybody = debtors.of_cooperative(own.cooperative().id)
    return csv_table(
        f"{own.cooperative().slug}-skulder",
        [gettext(column.label) for column in COLUMNS],
        [column.kind for column in COLUMNS],
        [[column.cell(one) for column in COLUMNS] for one in everybody],
    )
