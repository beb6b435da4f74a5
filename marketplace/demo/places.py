"""Municipalities with their networks, and the regions that are planned together."""

from collections.abc import Mapping

from marketplace.catalogue.municipalities import MUNICIPALITIES
from marketplace.demo.book import Book
from marketplace.models.places import Municipality, Network


def add_municipalities(book: Book) -> Mapping[str, int]:
    """The municipalities of the catalogue, by code."""
    return {
        entry.code: book.add(
            Municipality,
            slug=entry.code,
            code=entry.scb_code,
            name=entry.name,
            latitude=entry.centre.latitude,
            longitude=entry.centre.longitude,
        )
        for entry in MUNICIPALITIES
    }


def add_networks(book: Book, municipalities: Mapping[str, int]) -> Mapping[str, int]:
    """The network of each municipality, by the municipality's code."""
    return {
        code: book.add(Network, municipality_id=number, target=10)
        for code, number in municipalities.items()
    }
