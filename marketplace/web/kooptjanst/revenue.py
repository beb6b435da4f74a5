"""What every cooperative earns in a year, beside each other."""

from collections import Counter
from collections.abc import Mapping

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.clock import today
from marketplace.errors import N_
from marketplace.models.cooperatives import Cooperative
from marketplace.models.invoices import Stream
from marketplace.models.ledger import AnnualAccount
from marketplace.models.users import Role
from marketplace.services import cooperatives, revenue, revenue_places, sie_files
from marketplace.services.revenue import Revenue
from marketplace.web.files import csv_file
from marketplace.web.periods import asked_year
from marketplace.web.revenue_places import places_file, places_of
from marketplace.web.revenue_words import (
    days_words,
    decimal,
    gender_heads,
    gender_rows,
    gender_words,
    kept_words,
    pay_words,
    per_hour_words,
    share_words,
)
from marketplace.web.text import month_name

blueprint = Blueprint("revenue", __name__, url_prefix="/revenue")
HEADS = (
    N_("kooperativ"),
    N_("intäkter"),
    N_("marknad"),
    N_("offentlig ersättning"),
    N_("per timme"),
    N_("dagar till betalning"),
    N_("största kundens del"),
    N_("löneandel"),
    N_("överskott"),
    N_("stannade"),
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
        is_last=number >= today().year,
        rows=rows,
        market=Stream.MARKET,
        public=Stream.PUBLIC_COMPENSATION,
        places=sorted(_places(rows).items(), key=lambda pair: (-pair[1], pair[0])),
        kept=kept_words,
        per_hour=per_hour_words,
        days=days_words,
        share=share_words,
        pay_words=pay_words,
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
            one.whole.ore_per_hour,
            one.whole.days_to_pay,
            decimal(one.whole.largest_share),
            decimal(account.pay_share if account else None),
            account.surplus_ore if account else None,
            account.kept_ore if account else None,
        )
        for name, one, account in _rows(number)
    ]
    return csv_file(f"intakter-{number}.csv", HEADS, rows, ore=(1, 2, 3, 4, 8, 9))


@blueprint.get("/places")
@open_to(Role.KOOPTJANST)
def places() -> str:
    """The year municipality by municipality, of one cooperative or of all."""
    number, sellers, chosen = asked_year(), cooperatives.by_name(), _asked_cooperative()
    slug, key = (chosen.slug, chosen.id) if chosen else (None, None)
    return render_template(
        "kooptjanst/revenue/places.html",
        number=number,
        is_last=number >= today().year,
        sellers=sellers,
        slug=slug,
        gender_heads=gender_heads(),
        genders=gender_rows(revenue.genders_by_place(number, key)),
        gender_months=gender_rows(revenue.genders_by_month(number, key), month_name),
        found=places_of(
            revenue_places.of_year(number, key),
            number,
            lambda place: url_for(
                "kooptjanst.revenue.places", year=number, cooperative=slug, place=place
            ),
        ),
    )


@blueprint.get("/places.csv")
@open_to(Role.KOOPTJANST)
def places_table() -> Response:
    """Every month of every municipality and cooperative for a spreadsheet."""
    number, chosen = asked_year(), _asked_cooperative()
    found = revenue_places.of_year(number, chosen.id if chosen else None)
    sellers = {one.id: one.name for one in cooperatives.by_name()}
    return places_file(f"intakter-kommun-{number}", found, sellers)


def _asked_cooperative() -> Cooperative | None:
    """The cooperative that the address asks for; None for all."""
    asked = request.args.get("cooperative")
    return next((one for one in cooperatives.by_name() if one.slug == asked), None)


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
