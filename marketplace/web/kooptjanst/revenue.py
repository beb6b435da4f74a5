"""What every cooperative earns in a year, beside each other."""

from collections import Counter
from collections.abc import Mapping

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.models.invoices import Stream
from marketplace.models.ledger import AnnualAccount
from marketplace.models.users import Role
from marketplace.services import cooperatives, revenue, sie_files
from marketplace.services.revenue import Revenue
from marketplace.web.files import csv_file
from marketplace.web.periods import asked_year
from marketplace.web.revenue_words import gender_words, kept_words

blueprint = Blueprint("revenue", __name__, url_prefix="/revenue")
HEADS = (
    "kooperativ",
    "intäkter",
    "marknad",
    "offentlig ersättning",
    "per timme",
    "dagar till betalning",
    "största kundens del",
    "löneandel",
    "överskott",
    "stannade",
)
Row = tuple[str, Revenue, AnnualAccount | None]


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str:
    """A row for each cooperative, and all together."""
    number = asked_year()
    rows = _rows(number)
    return render_template(
        "kooptjanst/revenue/index.html",
        number=number,
        rows=rows,
        market=Stream.MARKET,
        public=Stream.PUBLIC_COMPENSATION,
        places=sorted(_places(rows).items(), key=lambda pair: (-pair[1], pair[0])),
        kept=kept_words,
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
            _decimal(one.largest_share),
            _decimal(account.pay_share) if account and account.income_ore > 0 else "",
            account.surplus_ore if account else None,
            account.kept_ore if account else None,
        )
        for name, one, account in _rows(number)
    ]
    return csv_file(f"intakter-{number}.csv", HEADS, rows, ore=(1, 2, 3, 4, 8, 9))


def _rows(number: int) -> list[Row]:
    found, accounts = revenue.of_year(number), sie_files.annual_accounts(number)
    return [
        (one.name, found.get(one.id, Revenue()), accounts.get(one.id))
        for one in cooperatives.by_name()
    ]


def _places(rows: list[Row]) -> Mapping[str, int]:
    """Revenue by municipality, of all cooperatives together."""
    sums: Counter[str] = Counter()
    for _, one, _ in rows:
        sums.update(one.places)
    return sums


def _decimal(share: float | None) -> str:
    return "" if share is None else f"{share:.2f}".replace(".", ",")
