"""What the cooperative earns: a year by stream, buyer, place and hour, equal to its books."""

from flask import Blueprint, render_template, url_for
from werkzeug.wrappers import Response

from marketplace.access import STAFF, open_to
from marketplace.services import books, revenue, revenue_places, sie_files
from marketplace.web.cooperatives import own
from marketplace.web.files import csv_file
from marketplace.web.periods import asked_year
from marketplace.web.revenue_places import places_file, places_of
from marketplace.web.revenue_words import (
    HEADS,
    ORE,
    chart_of,
    facts_of,
    gender_heads,
    gender_rows,
    gender_words,
    kept_words,
    kind_words,
    months_of,
    pay_words,
    table_of,
)
from marketplace.web.text import month_name

blueprint = Blueprint("revenue", __name__, url_prefix="/revenue")


@blueprint.get("")
@open_to(*STAFF)
def show() -> str:
    """The year that is asked for."""
    number, cooperative_id = asked_year(), own.cooperative().id
    found = revenue.of_cooperative(number, cooperative_id)
    account = sie_files.annual_account(cooperative_id, number)
    months = months_of(found, number, account)
    owed_ore, owed_back_ore = books.owed(cooperative_id)
    return render_template(
        "cooperatives/revenue/show.html",
        number=number,
        years=_years(number),
        revenue=found,
        months=months,
        chart=chart_of(months),
        kinds=kind_words(found.by_kind),
        places=sorted(found.places.items(), key=lambda pair: (-pair[1], pair[0])),
        facts=facts_of(found),
        genders=gender_words(revenue.genders(number, cooperative_id)),
        gender_heads=gender_heads(),
        gender_months=gender_rows(revenue.genders_by_month(number, cooperative_id), month_name),
        owed_ore=owed_ore,
        owed_back_ore=owed_back_ore,
        account=account,
        kept=kept_words(account),
        pay_words=pay_words,
    )


@blueprint.get("/months.csv")
@open_to(*STAFF)
def table() -> Response:
    """The months for a spreadsheet."""
    number, cooperative = asked_year(), own.cooperative()
    account = sie_files.annual_account(cooperative.id, number)
    months = months_of(revenue.of_cooperative(number, cooperative.id), number, account)
    name = f"{cooperative.slug}-intakter-{number}.csv"
    return csv_file(name, HEADS, table_of(months), ore=ORE)


@blueprint.get("/places")
@open_to(*STAFF)
def places() -> str:
    """The year municipality by municipality, and the months of one of them or of all."""
    number = asked_year()
    return render_template(
        "cooperatives/revenue/places.html",
        number=number,
        years=_years(number),
        gender_heads=gender_heads(),
        genders=gender_rows(revenue.genders_by_place(number, own.cooperative().id)),
        found=places_of(
            revenue_places.of_year(number, own.cooperative().id),
            number,
            lambda place: url_for("cooperatives.revenue.places", year=number, place=place),
        ),
    )


@blueprint.get("/places.csv")
@open_to(*STAFF)
def places_table() -> Response:
    """Every month of every municipality for a spreadsheet."""
    number, cooperative = asked_year(), own.cooperative()
    found = revenue_places.of_year(number, cooperative.id)
    return places_file(f"{cooperative.slug}-intakter-kommun-{number}", found)


def _years(number: int) -> list[int]:
    return sorted({number, *books.years(own.cooperative().id)}, reverse=True)
