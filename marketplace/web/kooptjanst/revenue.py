"""What every cooperative earns in a year, beside each other."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.models.invoices import Stream
from marketplace.models.users import Role
from marketplace.services import cooperatives, revenue
from marketplace.services.revenue import Revenue
from marketplace.web.files import csv_file
from marketplace.web.periods import asked_year
from marketplace.web.revenue_words import gender_words

blueprint = Blueprint("revenue", __name__, url_prefix="/revenue")
HEADS = (
    "kooperativ",
    "intäkter",
    "marknad",
    "offentlig ersättning",
    "per timme",
    "dagar till betalning",
    "största kundens del",
)
Row = tuple[str, Revenue]


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str:
    """A row for each cooperative, and all together."""
    number = asked_year()
    return render_template(
        "kooptjanst/revenue/index.html",
        number=number,
        rows=_rows(number),
        market=Stream.MARKET,
        public=Stream.PUBLIC_COMPENSATION,
        genders=gender_words(revenue.genders(number)),
    )


@blueprint.get("/cooperatives.csv")
@open_to(Role.KOOPTJANST)
def table() -> Response:
    """The same for a spreadsheet."""
    number = asked_year()
    rows = [
        (
            name,
            one.total_ore,
            one.by_stream.get(Stream.MARKET, 0),
            one.by_stream.get(Stream.PUBLIC_COMPENSATION, 0),
            one.ore_per_hour,
            one.days_to_pay,
            f"{one.largest_share:.2f}".replace(".", ",") if one.largest_share else "",
        )
        for name, one in _rows(number)
    ]
    return csv_file(f"intakter-{number}.csv", HEADS, rows, ore=(1, 2, 3, 4))


def _rows(number: int) -> list[Row]:
    found = revenue.of_year(number)
    return [(one.name, found.get(one.id, Revenue())) for one in cooperatives.by_name()]
