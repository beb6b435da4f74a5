"""Small real documents for the tests: a cooperative, a company, lines, drafts, issued invoices."""

from dataclasses import replace
from datetime import date
from typing import Any

from invoicing import (
    Address,
    Buyer,
    BuyerSector,
    Document,
    Draft,
    Line,
    Seller,
    Series,
    Stream,
    Unit,
    VatCategory,
    VatTreatment,
    issue,
    line_from_minutes,
)

SUPPLIED = date(2026, 12, 15)
ISSUED = date(2026, 12, 18)

LABOUR = VatTreatment(code="labour", category=VatCategory.STANDARD, rate_basis_points=2500)
CATERING = VatTreatment(code="catering", category=VatCategory.STANDARD, rate_basis_points=1200)
CULTURE = VatTreatment(code="culture", category=VatCategory.STANDARD, rate_basis_points=600)
CARE = VatTreatment(
    code="care",
    category=VatCategory.EXEMPT,
    reason_swedish="Undantag från moms: social omsorg",
    reason_english="Exempt from VAT: social care",
)
ABROAD = VatTreatment(
    code="abroad",
    category=VatCategory.REVERSE_CHARGE,
    reason_swedish="Omvänd betalningsskyldighet",
    reason_english="Reverse charge",
    reason_code="VATEX-EU-AE",
)
GRANT = VatTreatment(
    code="grant",
    category=VatCategory.OUTSIDE_SCOPE,
    reason_swedish="Bidrag utanför momsen",
    reason_english="Grant outside the scope of VAT",
    reason_code="VATEX-EU-O",
)


def make_seller(**changes: Any) -> Seller:
    seller = Seller(
        name="Karins Döttrar ekonomisk förening",
        organisation_number="5560360793",
        vat_number="SE556036079301",
        address=Address(street="Bergslagsvägen 12", postal_code="61230", city="Finspång"),
        seat="Finspång",
        f_tax_approved=True,
        bankgiro="50501055",
        contact_name="Karin Berg",
        email="karin@karinsdottrar.example",
        phone="0122-00 00 00",
    )
    return replace(seller, **changes)


def make_buyer(**changes: Any) -> Buyer:
    buyer = Buyer(
        name="Finspångs Gran AB",
        address=Address(street="Storgatan 3", postal_code="612 31", city="Finspång"),
        organisation_number="2120000142",
        reference="Anna Lind",
    )
    return replace(buyer, **changes)


def make_line(minutes: int = 480, hourly_rate_ore: int = 28_500, **changes: Any) -> Line:
    line = line_from_minutes(
        minutes,
        hourly_rate_ore,
        description="Packning av granar",
        vat=LABOUR,
        stream=Stream.MARKET,
        buyer_sector=BuyerSector.COMPANY,
        supplied_on=SUPPLIED,
    )
    return replace(line, **changes)


def make_goods(quantity_thousandths: int, unit_price_ore: int, **changes: Any) -> Line:
    line = Line(
        description="Saft",
        quantity_thousandths=quantity_thousandths,
        unit=Unit.PIECE,
        unit_price_ore=unit_price_ore,
        vat=CATERING,
        stream=Stream.MARKET,
        buyer_sector=BuyerSector.COMPANY,
        supplied_on=SUPPLIED,
    )
    return replace(line, **changes)


def make_draft(*lines: Line, **changes: Any) -> Draft:
    draft = Draft(seller=make_seller(), buyer=make_buyer(), lines=lines or (make_line(),))
    return replace(draft, **changes)


def make_series(letters: str = "F", digit: int = 1, year: int = 2026) -> Series:
    return Series(seller="5560360793", letters=letters, digit=digit, year=year)


CREDIT_SERIES = make_series("K", 2)


def make_invoice(*lines: Line, number: int = 17, **changes: Any) -> Document:
    draft = make_draft(*lines, **changes)
    return issue(draft, series=make_series(), number=number, issued_on=ISSUED)
