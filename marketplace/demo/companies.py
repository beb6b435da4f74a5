"""Customers, their sites with workplace profiles, and where each stands in its network.

Whoever has asked for people has an agreement with the cooperative of its municipality.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from marketplace.clock import at
from marketplace.demo.book import Book
from marketplace.demo.cooperatives import Seller
from marketplace.demo.facts.companies import COMPANIES, CUSTOMERS
from marketplace.demo.facts.company import CompanyFact, SiteFact
from marketplace.demo.setting import Setting
from marketplace.demo.truths import RAMP_SITE, SHORT_NETWORK, SKILL_SITE, STUCK_SITE
from marketplace.geography import Place
from marketplace.models.agreements import Agreement
from marketplace.models.companies import BuyerSector, Company, FeatureAnswer, Site, SiteFeature
from marketplace.models.places import NetworkMembership, NetworkStatus

DORMANT, INVITED, LEFT = NetworkStatus.DORMANT, NetworkStatus.INVITED, NetworkStatus.LEFT
NOT_ACTIVE: Mapping[str, Sequence[NetworkStatus]] = {
    "finspang": (DORMANT,),
    "katrineholm": (INVITED,),
    "kinda": (INVITED,),
    "linkoping": (DORMANT, LEFT),
    SHORT_NETWORK: (DORMANT, DORMANT, INVITED, LEFT),
}
ALWAYS_ACTIVE = {SKILL_SITE[0], RAMP_SITE[0], STUCK_SITE[0]}
SIGNED_AT = 10 * 60
SILENT_DAYS = (190, 280)
"""How long ago, at least and at most, a company that is no longer active last asked for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A customer with its number; it asks for people between two days."""

    fact: CompanyFact
    number: int
    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """A site with its numbers, and the cooperative that answers for work there."""

    customer: Customer
    fact: SiteFact
    number: int
    seller: Seller
    place: Place
    answers: Mapping[str, str]

    @property
    def key(self) -> tuple[str, str]:
        """Company and locality: how the planted truths name a site."""
        return self.customer.fact.code, self.fact.locality

    @property
    def is_company(self) -> bool:
        """Whether the customer is neither a public body nor a private person."""
        return self.customer.fact.sector == "company"

    @property
    def is_main(self) -> bool:
        """Whether it is the first site of its company."""
        return self.fact is self.customer.fact.site

    def asks_on(self, day: date) -> bool:
        """Whether the company took part on that day."""
        return self.customer.since <= day < self.customer.until


def add_companies(
    book: Book,
    setting: Setting,
    municipalities: Mapping[str, int],
    networks: Mapping[str, int],
    sellers: Mapping[str, Seller],
) -> list[Workplace]:
    """Every customer with its sites; companies in the network of their municipality."""
    standing = _standing(setting)
    serving = {code: one for one in sellers.values() for code in one.fact.municipalities}
    found = []
    for fact in CUSTOMERS:
        draw = setting.draw("company", fact.code)
        status = standing.get(fact.code, NetworkStatus.ACTIVE)
        customer = _add_company(book, setting, draw, fact, status)
        if fact.sector == "company":
            joined = None if status == INVITED else customer.since
            book.add(
                NetworkMembership,
                network_id=networks[fact.municipality],
                company_id=customer.number,
                status=status,
                joined_on=joined,
            )
        seller = serving[fact.municipality]
        if customer.until > customer.since:
            book.add(
                Agreement,
                cooperative_id=seller.number,
                company_id=customer.number,
                created_at=at(customer.since, SIGNED_AT),
            )
        for site in fact.sites:
            number = municipalities[fact.municipality]
            found.append(_add_site(book, number, customer, site, seller))
    return found


def _standing(setting: Setting) -> Mapping[str, NetworkStatus]:
    """The companies that are not active, drawn anew for each demo."""
    found: dict[str, NetworkStatus] = {}
    for code, statuses in NOT_ACTIVE.items():
        own = [one.code for one in COMPANIES if one.municipality == code]
        drawable = [one for one in own if one not in ALWAYS_ACTIVE]
        drawn = setting.draw("network", code).sample(drawable, len(statuses))
        found |= dict(zip(drawn, statuses, strict=True))
    return found


def _add_company(
    book: Book, setting: Setting, draw: Random, fact: CompanyFact, status: NetworkStatus
) -> Customer:
    number = book.add(
        Company,
        name=fact.name,
        organisation_number=fact.organisation_number,
        buyer_sector=BuyerSector(fact.sector),
        email=fact.email,
        phone=fact.phone,
        street=fact.street,
        postal_code=fact.postal_code,
        city=fact.city,
        reference=fact.contact,
    )
    silent = setting.day - timedelta(days=draw.randrange(*SILENT_DAYS))
    until = {DORMANT: silent, LEFT: silent, INVITED: date.min}.get(status, date.max)
    since = setting.day - timedelta(days=draw.randrange(400, 1000))
    return Customer(fact=fact, number=number, since=since, until=until)


def _add_site(
    book: Book, municipality: int, customer: Customer, fact: SiteFact, seller: Seller
) -> Workplace:
    company, locality = customer.fact, customer.fact.place_of(fact)
    place = (locality.latitude, locality.longitude)
    number = book.add(
        Site,
        company_id=customer.number,
        municipality_id=municipality,
        name=fact.name,
        street=company.street_of(fact),
        locality=fact.locality,
        latitude=place[0],
        longitude=place[1],
        night_work=fact.night,
        staff_ledger=fact.staff_ledger,
        meeting_point=f"Fråga efter {company.contact.split()[0]} vid entrén.",
    )
    answers = fact.answers()
    for condition, (answer, places) in answers.items():
        if answer != "unknown":
            book.add(
                SiteFeature,
                site_id=number,
                condition=condition,
                answer=FeatureAnswer(answer),
                places=places,
            )
    told = {condition: answer for condition, (answer, _) in answers.items()}
    return Workplace(
        customer=customer, fact=fact, number=number, seller=seller, place=place, answers=told
    )
