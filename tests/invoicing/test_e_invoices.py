from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invoice_examples import (
    ABROAD,
    CARE,
    CATERING,
    CULTURE,
    GRANT,
    LABOUR,
    make_buyer,
    make_goods,
    make_invoice,
    make_line,
    make_seller,
)
from lxml import etree
from peppol_py import validate_peppol_document
from test_crediting import make_credit

from invoicing import Address, BuyerSector, Kind, LineCredit, Stream, Terms, Unit, remaining_ore
from invoicing.peppol import PeppolError, is_sendable, to_ubl, validate
from invoicing.peppol.reasons import reason_in_swedish
from invoicing.peppol.schematron import RULE_FILES

NAMES = st.text(
    st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), min_size=1, max_size=40
).filter(str.strip)
RATED = [LABOUR, CATERING, CULTURE]


@st.composite
def invoices(draw):
    mode = draw(st.sampled_from(["rated", "rated", "rated", "exempt", "reverse", "outside"]))
    treatments = {
        "rated": RATED,
        "exempt": [*RATED, CARE],
        "reverse": [*RATED, ABROAD],
        "outside": [GRANT],
    }[mode]
    sector = draw(st.sampled_from(list(BuyerSector)))
    stream = draw(st.sampled_from(list(Stream))) if sector is BuyerSector.PUBLIC else Stream.MARKET
    common = {"buyer_sector": sector, "stream": stream}
    lines = [make_line(draw(st.integers(1, 600)), 90_000, vat=treatments[-1], **common)]
    for _ in range(draw(st.integers(0, 6))):
        vat = draw(st.sampled_from(treatments))
        price = draw(st.integers(0, 90_000))
        if draw(st.booleans()):
            line = make_line(draw(st.integers(0, 6_000)), price, vat=vat, **common)
        else:
            unit = draw(st.sampled_from([unit for unit in Unit if unit is not Unit.HOUR]))
            amount = draw(st.integers(0, 50_000))
            line = make_goods(amount, price, unit=unit, vat=vat, **common)
        discount_ore = draw(st.integers(0, line.gross_ore))
        if discount_ore:
            line = replace(line, discount_ore=discount_ore, discount_reason="Rabatt")
        lines.append(replace(line, description=draw(NAMES), detail=draw(st.just("") | NAMES)))
    private = sector is BuyerSector.PRIVATE_PERSON
    buyer = make_buyer(
        name=draw(NAMES),
        reference="" if private else draw(NAMES),
        organisation_number="" if private else "2120000142",
        order_reference=draw(st.sampled_from(["", "PO-7"])),
        identifier=draw(st.sampled_from(["", "1042"])),
        email=draw(st.sampled_from(["", "anna@gran.example"])),
        vat_number="SE212000014201" if mode == "reverse" else "",
    )
    seller = make_seller(
        f_tax_approved=draw(st.booleans()),
        plusgiro=draw(st.sampled_from(["", "41803511"])),
        seat=draw(st.sampled_from(["", "Finspång"])),
    )
    return make_invoice(
        *lines,
        buyer=buyer,
        seller=seller,
        terms=Terms(days=draw(st.integers(0, 60)), late_payment_text=draw(st.just("") | NAMES)),
        language=draw(st.sampled_from(["sv", "en"])),
        note=draw(st.just("") | NAMES),
        whole_kronor=draw(st.booleans()),
    )


def judge(xml):
    """The rule files read by peppol-py itself, as a second judge of our own judging."""
    return validate_peppol_document(xml, list(RULE_FILES), warnings=True)


def rules_broken_by(invoice, before, after):
    xml = to_ubl(invoice).decode()
    assert before in xml
    return {finding.rule for finding in validate(xml.replace(before, after).encode())}


@pytest.mark.slow
@settings(max_examples=250, deadline=None)
@given(invoices(), st.data())
def test_five_hundred_generated_documents_break_no_rule_not_even_a_warning(invoice, data):
    assert validate(to_ubl(invoice)) == []
    left = remaining_ore(invoice)
    place = data.draw(st.sampled_from([i for i, rest in enumerate(left, start=1) if rest]))
    part = LineCredit(line_number=place, net_ore=data.draw(st.integers(1, left[place - 1])))
    note = make_credit(invoice, chosen=[part])
    rest = make_credit(invoice, number=2, earlier=[note])
    assert validate(to_ubl(data.draw(st.sampled_from([note, rest])))) == []


@pytest.mark.parametrize("vat", [LABOUR, CARE, GRANT, ABROAD])
def test_peppol_py_and_our_judge_agree_that_a_document_is_right(vat):
    buyer = make_buyer(vat_number="SE212000014201") if vat is ABROAD else make_buyer()
    invoice = make_invoice(make_line(440, vat=vat), make_line(480, vat=vat), buyer=buyer)
    for document in (invoice, make_credit(invoice)):
        assert judge(to_ubl(document)) == validate(to_ubl(document)) == []


def test_peppol_py_and_our_judge_agree_on_what_is_wrong():
    xml = to_ubl(make_invoice()).replace(b">2850.00<", b">2851.00<").replace(b"Anna Lind", b"")
    theirs = {error["code"] for error in judge(xml)}
    assert {finding.rule for finding in validate(xml)} == theirs
    assert "BR-CO-15" in theirs


def test_the_same_document_gives_the_same_xml():
    assert to_ubl(make_invoice()) == to_ubl(make_invoice())


def test_hours_are_exact_decimals_or_minutes_never_rounded():
    xml = to_ubl(make_invoice(make_line(450), make_line(440), make_line(-60))).decode()
    assert '<cbc:InvoicedQuantity unitCode="HUR">7.5<' in xml
    assert '<cbc:InvoicedQuantity unitCode="MIN">440<' in xml
    assert '<cbc:BaseQuantity unitCode="MIN">60<' in xml
    assert '<cbc:InvoicedQuantity unitCode="HUR">-1<' in xml


def test_rounding_and_tax_reduction_stand_in_the_total():
    line = make_line(60, 40_001, buyer_sector=BuyerSector.PRIVATE_PERSON)
    buyer = make_buyer(organisation_number="", reference="")
    invoice = make_invoice(line, buyer=buyer, tax_reduction_ore=25_000)
    xml = to_ubl(invoice)
    assert b">250.00</cbc:PrepaidAmount>" in xml
    assert b">-0.01</cbc:PayableRoundingAmount>" in xml
    assert b">250.00</cbc:PayableAmount>" in xml
    assert validate(xml) == []


def test_a_private_person_has_no_address_in_the_network_but_a_right_document():
    line = make_line(buyer_sector=BuyerSector.PRIVATE_PERSON)
    buyer = make_buyer(organisation_number="", reference="", name="Anna Lind")
    invoice = make_invoice(line, buyer=buyer)
    assert not is_sendable(invoice)
    assert validate(to_ubl(invoice)) == []
    assert b"<cbc:BuyerReference>Anna Lind<" in to_ubl(invoice)


def test_a_buyer_abroad_is_reached_by_its_own_address():
    address = Address(
        street="Hauptstr. 1", extra="Hof", postal_code="10115", city="Berlin", country_code="DE"
    )
    buyer = make_buyer(
        address=address,
        organisation_number="",
        vat_number="DE123456789",
        peppol_id="9930:DE123456789",
    )
    seller = make_seller(
        bankgiro="",
        iban="SE4550000000058398257466",
        bic="ESSESESS",
        contact_name="",
        email="",
        phone="",
    )
    invoice = make_invoice(make_line(vat=ABROAD), buyer=buyer, seller=seller)
    assert is_sendable(invoice)
    assert validate(to_ubl(invoice)) == []
    assert b'<cbc:EndpointID schemeID="9930">DE123456789<' in to_ubl(invoice)


def test_a_credit_note_refers_to_its_invoice():
    xml = to_ubl(make_credit(make_invoice())).decode()
    assert "<cac:InvoiceDocumentReference><cbc:ID>F2026-00017<" in xml
    assert "<cbc:CreditNoteTypeCode>381<" in xml
    assert "<cac:PaymentMeans>" not in xml


def test_a_requisition_is_no_e_invoice():
    line = make_line(vat=GRANT, stream=Stream.PUBLIC_COMPENSATION, buyer_sector=BuyerSector.PUBLIC)
    requisition = make_invoice(line, kind=Kind.REQUISITION)
    assert not is_sendable(requisition)
    with pytest.raises(PeppolError, match="ingen faktura"):
        to_ubl(requisition)


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("<cbc:PaymentID>261001796<", "<cbc:PaymentID>261001797<", "OCR"),
        ("<cbc:PaymentID>261001796<", "<cbc:PaymentID>1008<", "OCR"),
        (">5560360793</cbc:CompanyID>", ">5560360794</cbc:CompanyID>", "SE-R-013"),
        (">2120000142</cbc:CompanyID>", ">2120000143</cbc:CompanyID>", "SE-R-013"),
        (
            '<cbc:TaxAmount currencyID="SEK">570.00</cbc:TaxAmount><cac:TaxCategory>',
            '<cbc:TaxAmount currencyID="SEK">570.01</cbc:TaxAmount><cac:TaxCategory>',
            "ORE",
        ),
        ("<cbc:BuyerReference>Anna Lind</cbc:BuyerReference>", "", "PEPPOL-EN16931-R003"),
        ("Godkänd för F-skatt", "F-skatt", "SE-R-005"),
        ("<cbc:Percent>25<", "<cbc:Percent>24<", "SE-R-006"),
        (">50501055<", ">123456<", "SE-R-009"),
        ("<cbc:DueDate>2027-01-17<", "<cbc:DueDate>snart<", "XSD"),
        ("<cbc:DueDate>2027-01-17<", "<cbc:Hopp>2027-01-17<", "XML"),
    ],
)
def test_a_broken_rule_is_named(before, after, rule):
    assert rule in rules_broken_by(make_invoice(), before, after)


def test_one_ore_off_is_allowed_where_a_part_credit_needs_it_and_no_more():
    note = make_credit(make_invoice())
    vat = '<cbc:TaxAmount currencyID="SEK">{}</cbc:TaxAmount>'
    one_off = rules_broken_by(note, vat.format("570.00"), vat.format("570.01"))
    two_off = rules_broken_by(note, vat.format("570.00"), vat.format("570.02"))
    assert "ORE" not in one_off
    assert "ORE" in two_off


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not xml",
        b"<a/>",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b"<a>" * 10_000,
    ],
)
def test_hostile_files_are_findings_never_exceptions(content):
    [finding] = validate(content)
    assert finding.rule in {"XML", "XSD"}
    assert finding.reason


def test_a_file_beyond_the_limit_is_not_even_read(monkeypatch):
    monkeypatch.setattr("invoicing.peppol.validation.LARGEST_BYTES", 10)
    assert validate(b"<a>too large</a>")[0].place == "filen är större än 50 MB"


def test_a_finding_speaks_swedish_and_points_at_the_place():
    xml = to_ubl(make_invoice()).replace(b"Godk\xc3\xa4nd", b"Ok")
    [finding] = validate(xml)
    assert finding.reason == "Skattefältet ska innehålla orden Godkänd för F-skatt och inget annat."
    assert "PartyTaxScheme" in finding.place
    assert not finding.is_warning


def test_a_rule_without_swedish_words_is_quoted():
    assert reason_in_swedish("BR-66", "One card.") == "Regeln BR-66 är inte uppfylld: One card."


def test_two_hundred_lines_make_one_right_document():
    xml = to_ubl(make_invoice(*[make_line(1, 1_001) for _ in range(200)]))
    assert len(etree.fromstring(xml).findall("{*}InvoiceLine")) == 200
    assert validate(xml) == []


def test_the_supply_period_of_a_line_is_kept():
    xml = to_ubl(make_invoice(make_line(supplied_from=date(2026, 12, 1))))
    assert b"<cbc:StartDate>2026-12-01<" in xml


def test_goods_discount_order_plusgiro_and_customer_number_are_written():
    goods = make_goods(
        1_500, 1_999, discount_ore=99, discount_reason="Stamkund", unit=Unit.KILOGRAM
    )
    invoice = make_invoice(
        goods,
        seller=make_seller(plusgiro="41803511"),
        buyer=make_buyer(order_reference="PO-7", identifier="1042"),
    )
    xml = to_ubl(invoice).decode()
    assert '<cbc:InvoicedQuantity unitCode="KGM">1.5<' in xml
    assert "<cbc:AllowanceChargeReason>Stamkund<" in xml
    assert "<cac:OrderReference><cbc:ID>PO-7<" in xml
    assert "<cac:PartyIdentification><cbc:ID>1042<" in xml
    assert "<cbc:ID>41803511</cbc:ID>" in xml
    assert validate(xml.encode()) == []


def test_outside_vat_and_without_f_tax_there_is_no_tax_number():
    invoice = make_invoice(make_line(vat=GRANT), seller=make_seller(f_tax_approved=False))
    xml = to_ubl(invoice)
    assert b"PartyTaxScheme" not in xml
    assert validate(xml) == []
