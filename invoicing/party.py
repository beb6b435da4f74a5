"""Who sells and who buys, as they stood on the day of issue: a snapshot, never a link."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from invoicing import references
from invoicing.problems import Problem, number, optional_text, required_text

_SWEDISH_POSTAL_CODE = re.compile(r"[1-9]\d{2} ?\d{2}")
_COUNTRY_CODE = re.compile(r"[A-Z]{2}")
_PEPPOL_ID = re.compile(r"[0-9A-Z]{2}[0-9A-Z]{0,2}:[\x21-\x7e]{1,50}")


class BuyerSector(StrEnum):
    """Who the buyer is, for revenue by sector; chosen by a person, never guessed."""

    PRIVATE_PERSON = "private_person"
    COMPANY = "company"
    PUBLIC = "public"


@dataclass(frozen=True, kw_only=True)
class Address:
    """A postal address; `country_code` is ISO 3166-1 alpha-2."""

    street: str
    postal_code: str
    city: str
    extra: str = ""
    country_code: str = "SE"


@dataclass(frozen=True, kw_only=True)
class Seller:
    """The cooperative that sells. Numbers are in compact form (see `references.parse_*`).

    `seat` is the registered municipality (säte). At least one of bankgiro, plusgiro and IBAN is
    needed, since a buyer must be able to pay.
    """

    name: str
    organisation_number: str
    address: Address
    vat_number: str = ""
    seat: str = ""
    f_tax_approved: bool = False
    bankgiro: str = ""
    plusgiro: str = ""
    iban: str = ""
    bic: str = ""
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    peppol_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Buyer:
    """The customer. `reference` is "Er referens"; `peppol_id` is `scheme:identifier`.

    `identifier` is the seller's own customer number. A private person leaves the organisation
    number empty; a personal identity number never belongs on an invoice of ours.
    """

    name: str
    address: Address
    organisation_number: str = ""
    vat_number: str = ""
    reference: str = ""
    order_reference: str = ""
    identifier: str = ""
    email: str = ""
    peppol_id: str = ""


def seller_problems(seller: Seller) -> Iterator[Problem]:
    """Yield everything that stops the seller from standing on an invoice."""
    yield from required_text("seller.name", seller.name, "Säljarens namn saknas.")
    yield from _address_problems("seller.address", seller.address)
    if not seller.organisation_number:
        yield Problem("seller.organisation_number", "Säljarens organisationsnummer saknas.")
    yield from _identity_problems("seller", seller)
    yield from number("seller.bankgiro", seller.bankgiro, references.parse_bankgiro)
    yield from number("seller.plusgiro", seller.plusgiro, references.parse_plusgiro)
    yield from number("seller.iban", seller.iban, references.parse_iban)
    if not (seller.bankgiro or seller.plusgiro or seller.iban):
        yield Problem("seller.bankgiro", "Säljaren behöver bankgiro, plusgiro eller IBAN.")
    if seller.iban and not seller.bic:
        yield Problem("seller.bic", "Skriv bankens BIC när IBAN används.")
    for field in ("seat", "contact_name", "email", "phone", "website", "bic"):
        yield from optional_text(f"seller.{field}", getattr(seller, field))


def buyer_problems(buyer: Buyer, sector: BuyerSector) -> Iterator[Problem]:
    """Yield everything that stops the buyer from being sent an invoice.

    Companies and public bodies need a reference: Peppol BIS Billing 3 refuses an invoice that
    has neither buyer reference nor order reference (PEPPOL-EN16931-R003).
    """
    yield from required_text("buyer.name", buyer.name, "Köparens namn saknas.")
    yield from _address_problems("buyer.address", buyer.address)
    yield from _identity_problems("buyer", buyer)
    if sector is not BuyerSector.PRIVATE_PERSON:
        if not (buyer.reference.strip() or buyer.order_reference.strip()):
            yield Problem("buyer.reference", "Köparens referens (Er referens) saknas.")
        if buyer.address.country_code == "SE" and not buyer.organisation_number:
            yield Problem("buyer.organisation_number", "Köparens organisationsnummer saknas.")
    for field in ("reference", "order_reference", "identifier", "email"):
        yield from optional_text(f"buyer.{field}", getattr(buyer, field))


def _identity_problems(prefix: str, party: Seller | Buyer) -> Iterator[Problem]:
    yield from number(
        f"{prefix}.organisation_number",
        party.organisation_number,
        references.parse_organisation_number,
    )
    yield from number(f"{prefix}.vat_number", party.vat_number, references.parse_vat_number)
    if party.peppol_id and not _PEPPOL_ID.fullmatch(party.peppol_id):
        yield Problem(
            f"{prefix}.peppol_id", "Peppol-id skrivs schema:nummer, till exempel 0007:5560360793."
        )


def _address_problems(field: str, address: Address) -> Iterator[Problem]:
    yield from required_text(f"{field}.street", address.street, "Gatuadress eller box saknas.")
    yield from required_text(f"{field}.city", address.city, "Postort saknas.")
    yield from required_text(f"{field}.postal_code", address.postal_code, "Postnummer saknas.")
    yield from optional_text(f"{field}.extra", address.extra)
    if not _COUNTRY_CODE.fullmatch(address.country_code):
        yield Problem(f"{field}.country_code", "Landet skrivs med två stora bokstäver, som SE.")
    swedish = address.country_code == "SE" and address.postal_code.strip()
    if swedish and not _SWEDISH_POSTAL_CODE.fullmatch(address.postal_code):
        yield Problem(f"{field}.postal_code", "Ett svenskt postnummer har fem siffror.")
