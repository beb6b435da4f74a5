"""Revenue municipality by municipality and month by month, as rows of pages and of files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import Response, request
from flask_babel import gettext

from marketplace.errors import N_
from marketplace.models.companies import BuyerSector
from marketplace.models.invoices import Stream
from marketplace.services.periods import year_of
from marketplace.services.revenue import Revenue
from marketplace.services.revenue_places import Figures, Spot, gathered
from marketplace.text import kronor
from marketplace.web.revenue_words import (
    chart_of,
    days_words,
    decimal,
    months_of,
    per_hour_words,
    share_words,
)
from marketplace.web.spreadsheets import Kind, csv_table
from marketplace.web.text import hours, month_name

NO_PLACE = "-"
"""in the address, for what no work at a place stands behind"""
KINDS = (
    (Stream.MARKET, BuyerSector.PRIVATE_PERSON),
    (Stream.MARKET, BuyerSector.COMPANY),
    (Stream.MARKET, BuyerSector.PUBLIC),
    (Stream.PUBLIC_COMPENSATION, BuyerSector.PUBLIC),
)
HEADS = (
    N_("Intäkter"),
    N_("Marknad: privatpersoner"),
    N_("Marknad: företag"),
    N_("Marknad: offentlig sektor"),
    N_("Offentlig ersättning"),
    N_("Timmar"),
    N_("Per timme"),
    N_("Dagar till betalning"),
    N_("Största kundens del"),
)
FILE_KINDS = (*[Kind.ORE] * 5, Kind.MINUTES, Kind.ORE, Kind.PLAIN, Kind.PLAIN)
Found = Mapping[Spot, Figures]


@dataclass(frozen=True, slots=True)
class Row:
    """A municipality or a month, with a cell for each head."""

    name: str
    cells: Sequence[str]
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """A year as the page shows it: a row for each place, and the months of what is chosen."""

    heads: Sequence[Mapping[str, object]]
    """of columns of figures, for components/table.html"""
    places: Sequence[Row]
    chosen: str | None
    """the name of the place whose months are shown; None for all together"""
    months: Sequence[Row]
    chart: Mapping[str, object]


def places_of(found: Found, number: int, url_of: Callable[[str | None], str]) -> Places:
    """The page of a year. `url_of` gives the address of a place, and of all of them for None."""
    by_place = gathered(found, lambda spot: spot.place)
    known = {_code(place): place for place in by_place}
    asked = request.args.get("place")
    place = known.get(asked or "")
    kept = {spot: one for spot, one in found.items() if asked not in known or spot.place == place}
    year = Revenue(kept)
    everything = gathered(found, lambda _: None).get(None, Figures())
    rows = [
        Row(place_name(one), cells_of(by_place[one]), url_of(_code(one)))
        for one in sorted(by_place, key=_last_without_place)
    ]
    return Places(
        heads=[{"label": gettext(head), "number": True} for head in HEADS],
        places=[*rows, Row(gettext("Alla"), cells_of(everything), url_of(None))],
        chosen=place_name(place) if asked in known else None,
        months=[
            Row(month_name(day), cells_of(year.by_month.get(day, Figures())))
            for day in year_of(number).months
        ],
        chart=chart_of(months_of(year, number)),
    )


def places_file(name: str, found: Found, sellers: Mapping[int, str] | None = None) -> Response:
    """A row for each month and municipality, and for each cooperative where several are given."""
    heads = [gettext("månad"), gettext("kommun"), *(gettext(head) for head in HEADS)]
    order = sorted(found, key=lambda spot: (spot.month, _last_without_place(spot.place), spot))
    rows = [[f"{spot.month:%Y-%m}", place_name(spot.place), *raw_of(found[spot])] for spot in order]
    kinds = [Kind.PLAIN, Kind.PLAIN, *FILE_KINDS]
    if sellers is not None:
        heads, kinds = [gettext("kooperativ"), *heads], [Kind.PLAIN, *kinds]
        rows = [[sellers[spot.cooperative_id], *row] for spot, row in zip(order, rows, strict=True)]
    return csv_table(name, heads, kinds, rows)


def place_name(place: str | None) -> str:
    """A municipality, or words for none."""
    return gettext("Ingen plats: varor, bidrag, butik") if place is None else place


def cells_of(figures: Figures) -> list[str]:
    """What is read under each head."""
    return [
        kronor(figures.total_ore),
        *(kronor(figures.by_kind[kind]) for kind in KINDS),
        hours(figures.minutes),
        per_hour_words(figures),
        days_words(figures),
        share_words(figures),
    ]


def raw_of(figures: Figures) -> list[object]:
    """What a file holds under each head."""
    return [
        figures.total_ore,
        *(figures.by_kind[kind] for kind in KINDS),
        figures.minutes,
        figures.ore_per_hour,
        figures.days_to_pay,
        decimal(figures.largest_share),
    ]


def _code(place: str | None) -> str:
    return NO_PLACE if place is None else place


def _last_without_place(place: str | None) -> tuple[bool, str]:
    return place is None, place or ""
