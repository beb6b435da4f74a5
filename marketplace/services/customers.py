"""Customers entered by a cooperative: private persons, public bodies, other cooperatives."""

from collections.abc import Sequence

from sqlalchemy import exists, or_, select

from invoicing import references
from invoicing.references import ReferenceNumberError
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.agreements import Agreement
from marketplace.models.companies import BuyerSector, Company
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.models.postings import Posting
from marketplace.services import agreements, alphabet
from marketplace.services.history import record


def of_cooperative(cooperative_id: int) -> Sequence[Company]:
    """Everybody whom a cooperative has an agreement with or has worked for, by name."""
    agreed = exists().where(
        Agreement.company_id == Company.id, Agreement.cooperative_id == cooperative_id
    )
    worked_for = exists().where(
        Posting.company_id == Company.id, Posting.cooperative_id == cooperative_id
    )
    query = select(Company).where(or_(agreed, worked_for))
    return db.session.scalars(query.order_by(alphabet.ordered(Company.name), Company.id)).all()


def enter(
    cooperative: Cooperative,
    *,
    name: str,
    sector: BuyerSector,
    organisation_number: str,
    email: str,
    street: str,
    postal_code: str,
    city: str,
    reference: str,
    by: Actor,
) -> Company:
    """Take down a customer, or find the one with that organisation number; with an agreement.

    A private person has no number here: a personal identity number never stands on an invoice of
    ours. Raises Invalid for a wrong number, or one that is missing where it is needed.
    """
    number = _number(sector, organisation_number)
    company = known(number) or Company(
        name=name,
        organisation_number=number or None,
        buyer_sector=sector,
        email=email,
        phone="",
        street=street,
        postal_code=postal_code,
        city=city,
        reference=reference,
    )
    db.session.add(company)
    db.session.flush()
    agreement = agreements.of(cooperative.id, company.id)
    record("agreements.begun", agreement, by)
    return company


def known(number: str) -> Company | None:
    """The company of that organisation number, as it is kept; None for no number."""
    query = select(Company).where(Company.organisation_number == number)
    return db.session.scalars(query).one_or_none() if number else None


def other_cooperatives(cooperative_id: int) -> Sequence[Cooperative]:
    """The other cooperatives: they buy lent hours and goods as strangers do."""
    query = select(Cooperative).where(Cooperative.id != cooperative_id)
    return db.session.scalars(query.order_by(alphabet.ordered(Cooperative.name))).all()


def as_customer(seller: Cooperative, buyer: Cooperative, by: Actor) -> Company:
    """Another cooperative as a customer, taken down from what is known of it."""
    return enter(
        seller,
        name=buyer.name,
        sector=BuyerSector.COMPANY,
        organisation_number=buyer.organisation_number,
        email=buyer.email,
        street=buyer.street,
        postal_code=buyer.postal_code,
        city=buyer.city,
        reference=buyer.name,
        by=by,
    )


def _number(sector: BuyerSector, typed: str) -> str:
    if sector == BuyerSector.PRIVATE_PERSON:
        if typed:
            raise Invalid(
                N_("Skriv inget personnummer. En privatperson faktureras med namn och adress."),
                "organisation_number",
            )
        return ""
    return checked(organisation_number=typed)


def checked(*, organisation_number: str) -> str:
    """A number as it is kept. Raises Invalid, on its field, where it cannot be right."""
    try:
        digits = references.parse_organisation_number(organisation_number)
    except ReferenceNumberError as error:
        raise Invalid(str(error), "organisation_number") from error
    return references.format_organisation_number(digits)
