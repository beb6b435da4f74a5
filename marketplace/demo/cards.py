"""Company cards: most companies have given theirs within the year, one has to be rung up."""

from collections.abc import Iterable
from datetime import timedelta

from marketplace.catalogue.attestations import CODES
from marketplace.demo.book import Book, table_of
from marketplace.demo.companies import Customer
from marketplace.demo.setting import Setting, office_moment
from marketplace.models.agreements import Agreement
from marketplace.models.company_cards import CardChannel, CompanyCard
from marketplace.models.pay import ComparablePay

AGREEMENTS = ("Detaljhandelsavtalet", "Lager- och e-handelsavtalet", "Serviceentreprenad", "")
PAY = (155_00, 182_00)
FRESH_DAYS, OLD_DAYS = (20, 320), (380, 420)
RUN_OUT_OF_TEN = 1


def add_cards(book: Book, setting: Setting, customers: Iterable[Customer]) -> None:
    """A card of every customer that has asked for people; a tenth has run out."""
    agreements = {row["company_id"]: row["id"] for row in book.rows[table_of(Agreement)]}
    for customer in customers:
        if customer.until <= customer.since:
            continue
        draw = setting.draw("card", customer.fact.code)
        old = draw.randrange(10) < RUN_OUT_OF_TEN
        days = draw.randrange(*(OLD_DAYS if old else FRESH_DAYS))
        given_at = office_moment(draw, setting.day - timedelta(days=days))
        pay = draw.randrange(PAY[0] // 50, PAY[1] // 50) * 50
        book.add(
            CompanyCard,
            company_id=customer.number,
            collective_agreement=draw.choice(AGREEMENTS),
            pay_ore_per_hour=pay,
            attested=list(CODES),
            given_by=customer.fact.contact,
            given_at=given_at,
            channel=draw.choice(list(CardChannel)),
        )
        if customer.number in agreements:
            day = setting.day - timedelta(days=days)
            book.add(
                ComparablePay,
                agreement_id=agreements[customer.number],
                starts_on=day,
                ore_per_hour=pay,
            )
