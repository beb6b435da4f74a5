"""Seller and buyer as UBL parties, with the Swedish rules for their numbers."""

from lxml import etree

from invoicing.invoice import Document
from invoicing.party import Address, Buyer, Seller
from invoicing.peppol.elements import group, value
from invoicing.vat import VatCategory

SWEDISH_ORGANISATION = "0007"
F_TAX_WORDS = "Godkänd för F-skatt"


def seller_party(parent: etree._Element, document: Document) -> None:
    """Add the seller: registration, VAT number, the F-tax words (SE-R-005), seat and contact."""
    seller = document.seller
    party = group(parent, "AccountingSupplierParty", "Party")
    _endpoint(party, seller_endpoint(seller))
    value(group(party, "PartyName"), "Name", seller.name)
    _address(party, seller.address)
    if not _is_outside_vat(document):
        _tax_scheme(party, seller.vat_number, "VAT")
    if seller.f_tax_approved:
        _tax_scheme(party, F_TAX_WORDS, "TAX")
    legal = group(party, "PartyLegalEntity")
    value(legal, "RegistrationName", seller.name)
    value(legal, "CompanyID", seller.organisation_number, schemeID=SWEDISH_ORGANISATION)
    value(legal, "CompanyLegalForm", f"Säte: {seller.seat}" if seller.seat else "")
    _contact(party, seller.contact_name, seller.phone, seller.email)


def buyer_party(parent: etree._Element, document: Document) -> None:
    """Add the buyer; one without an address in the network gets the seller's own.

    BIS Billing 3 demands an electronic address of every buyer. A private person has none, so such
    a document is addressed back to the seller, who hands it over by post or mail.
    """
    buyer = document.buyer
    party = group(parent, "AccountingCustomerParty", "Party")
    _endpoint(party, buyer_endpoint(buyer) or seller_endpoint(document.seller))
    if buyer.identifier:
        value(group(party, "PartyIdentification"), "ID", buyer.identifier)
    value(group(party, "PartyName"), "Name", buyer.name)
    _address(party, buyer.address)
    if buyer.vat_number and not _is_outside_vat(document):
        _tax_scheme(party, buyer.vat_number, "VAT")
    legal = group(party, "PartyLegalEntity")
    value(legal, "RegistrationName", buyer.name)
    if buyer.organisation_number:
        value(legal, "CompanyID", buyer.organisation_number, schemeID=SWEDISH_ORGANISATION)
    _contact(party, "", "", buyer.email)


def seller_endpoint(seller: Seller) -> str:
    """Give the seller's electronic address, `scheme:identifier`."""
    return seller.peppol_id or f"{SWEDISH_ORGANISATION}:{seller.organisation_number}"


def buyer_endpoint(buyer: Buyer) -> str:
    """Give the buyer's electronic address, or nothing when it has none in the network."""
    if buyer.peppol_id or not buyer.organisation_number:
        return buyer.peppol_id
    return f"{SWEDISH_ORGANISATION}:{buyer.organisation_number}"


def _is_outside_vat(document: Document) -> bool:
    """Tell whether EN 16931 forbids VAT numbers on the document (BR-O-02)."""
    return document.lines[0].vat.category is VatCategory.OUTSIDE_SCOPE


def _endpoint(party: etree._Element, peppol_id: str) -> None:
    scheme, _, identifier = peppol_id.partition(":")
    value(party, "EndpointID", identifier, schemeID=scheme)


def _address(party: etree._Element, address: Address) -> None:
    place = group(party, "PostalAddress")
    value(place, "StreetName", address.street)
    value(place, "AdditionalStreetName", address.extra)
    value(place, "CityName", address.city)
    value(place, "PostalZone", address.postal_code)
    value(group(place, "Country"), "IdentificationCode", address.country_code)


def _tax_scheme(party: etree._Element, number: str, scheme: str) -> None:
    tax = group(party, "PartyTaxScheme")
    value(tax, "CompanyID", number)
    value(group(tax, "TaxScheme"), "ID", scheme)


def _contact(party: etree._Element, name: str, phone: str, email: str) -> None:
    if name or phone or email:
        contact = group(party, "Contact")
        value(contact, "Name", name)
        value(contact, "Telephone", phone)
        value(contact, "ElectronicMail", email)
