import io
import json

import pypdf
import pytest
from invoice_examples import (
    CARE,
    CULTURE,
    GRANT,
    make_buyer,
    make_goods,
    make_invoice,
    make_line,
    make_seller,
)
from test_crediting import make_credit

from invoicing import Address, BuyerSector, Kind, Stream, Terms, Unit
from invoicing.document import DocumentError, render_pdf, render_png
from invoicing.qr import payment_svg, payment_text

HOSTILE = [
    '#panic("x") $x$ *bold* _it_ `code` @ref <label> \\ // /* */ [ ]',
    "<script>alert(1)</script>",
    "= Rubrik",
    "{page} {pages} %s {0}",
    "محمد \u200fعلي",
    "W" * 300,
]


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf):
    pages = (page.extract_text() for page in read(pdf).pages)
    return " ".join(" ".join(pages).replace("\u200b", "").replace("\u00a0", " ").split())


def test_the_pdf_is_tagged_titled_and_in_swedish_with_the_e_invoice_inside():
    reader = read(render_pdf(make_invoice(), xml="<a>å</a>".encode()))
    root = reader.trailer["/Root"]
    assert root["/Lang"].startswith("sv")
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Faktura F2026-00017"
    assert reader.attachments == {"F2026-00017.xml": ["<a>å</a>".encode()]}
    assert root["/AF"][0].get_object()["/AFRelationship"] == "/Alternative"
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_the_same_document_gives_the_same_bytes():
    invoice = make_invoice()
    assert render_pdf(invoice, xml=b"<a/>") == render_pdf(invoice, xml=b"<a/>")


def test_everything_a_swedish_invoice_must_say_is_on_it():
    invoice = make_invoice(
        make_line(detail="Fyra personer"), make_goods(1_500, 2_533, unit=Unit.KILOGRAM)
    )
    text = text_of(render_pdf(invoice))
    for fact in (
        "F2026-00017",
        "2026-12-18",
        "2027-01-17",
        "2026-12-15",
        "Karins Döttrar ekonomisk förening",
        "Bergslagsvägen 12",
        "556036-0793",
        "SE556036079301",
        "Godkänd för F-skatt",
        "Finspångs Gran AB",
        "Storgatan 3",
        "612 31 Finspång",
        "Anna Lind",
        "Packning av granar",
        "8 tim",
        "1,5 kg",
        "285,00",
        "25 %",
        "12 %",
        "Moms 25 % på 2 280,00",
        "570,00 kr",
        "Öresavrundning",
        "2 893,00 kr",
        "5050-1055",
        "261001796",
        "30 dagar netto",
        "Sida 1 av 1",
    ):
        assert fact in text, fact


def test_an_english_invoice_speaks_english():
    invoice = make_invoice(make_line(440), make_line(20), make_line(90), language="en")
    pdf = render_pdf(invoice)
    text = text_of(pdf)
    assert read(pdf).trailer["/Root"]["/Lang"].startswith("en")
    for fact in ("Invoice", "7 h 20 min", "20 min", "1.5 h", "SEK 3 266.00", "Page 1 of 1"):
        assert fact in text, fact


def test_a_credit_note_names_the_invoice_it_changes_and_asks_for_no_payment():
    note = make_credit(make_invoice())
    text = text_of(render_pdf(note))
    assert "Kreditfaktura K2026-00001" in text
    assert "F2026-00017 av den 2026-12-18" in text
    assert "Fel antal timmar" in text
    assert "OCR" not in text
    assert payment_svg(note) is None


def test_why_no_vat_is_charged_is_written_out():
    text = text_of(render_pdf(make_invoice(make_line(vat=CARE))))
    assert "Undantag från moms: social omsorg" in text
    assert "Varav utan moms 2 280,00 kr" in text


def test_a_requisition_has_its_own_name():
    line = make_line(vat=GRANT, stream=Stream.PUBLIC_COMPENSATION, buyer_sector=BuyerSector.PUBLIC)
    text = text_of(render_pdf(make_invoice(line, kind=Kind.REQUISITION)))
    assert "Rekvisition" in text
    assert "Begärt belopp 2 280,00 kr" in text
    assert "5050-1055" in text
    assert payment_text(make_invoice(line, kind=Kind.REQUISITION)) is None


def test_discount_tax_reduction_period_terms_and_note_are_shown():
    line = make_line(
        buyer_sector=BuyerSector.PRIVATE_PERSON,
        discount_ore=1_000,
        discount_reason="Stamkund",
        supplied_from=make_line().supplied_on.replace(day=1),
    )
    invoice = make_invoice(
        line,
        buyer=make_buyer(organisation_number="", reference=""),
        tax_reduction_ore=10_000,
        terms=Terms(days=14, late_payment_text="Ränta enligt avtal."),
        note="Tack för i år!",
    )
    text = text_of(render_pdf(invoice))
    for fact in (
        "Rabatt 10,00 kr: Stamkund",
        "Preliminär skattereduktion (RUT) \u2212100,00 kr",
        "2026-12-01\u20132026-12-15",
        "14 dagar netto",
        "Ränta enligt avtal.",
        "Tack för i år!",
    ):
        assert fact in text, fact


def test_sixty_lines_take_several_pages_and_the_header_is_repeated():
    reader = read(render_pdf(make_invoice(*[make_line(vat=CULTURE) for _ in range(60)])))
    assert len(reader.pages) > 1
    for page in reader.pages[:-1]:
        assert "Beskrivning" in page.extract_text()


def test_negative_and_free_lines_are_printed():
    text = text_of(render_pdf(make_invoice(make_line(), make_line(-440), make_line(480, 0))))
    assert "\u22127 tim 20 min" in text
    assert "\u22122 090,00" in text


def test_a_negative_count_of_goods_keeps_its_sign():
    text = text_of(render_pdf(make_invoice(make_line(), make_goods(-1_000, 100))))
    assert "\u22121 st" in text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_only_text(hostile):
    address = Address(street=hostile, postal_code="61231", city="Finspång", extra=hostile)
    invoice = make_invoice(
        make_line(description=hostile, detail=hostile),
        buyer=make_buyer(name=hostile, reference=hostile, address=address),
        seller=make_seller(name=hostile, seat=hostile),
        note=hostile,
    )
    text = text_of(render_pdf(invoice))
    if hostile.isascii():
        assert "".join(hostile.split()) in text.replace(" ", "")


def test_characters_without_a_glyph_are_shown_as_squares_and_it_is_said():
    invoice = make_invoice(buyer=make_buyer(name="Bageriet 😀😀 ትግርኛ"))
    text = text_of(render_pdf(invoice))
    assert "Bageriet □ □" in text
    assert "Tecken som typsnittet saknar visas som □." in text


def test_a_preview_is_one_picture_a_page():
    pages = render_png(make_invoice(buyer=make_buyer(name="Kafé 😀")), pixels_per_inch=40)
    assert [page[:8] for page in pages] == [b"\x89PNG\r\n\x1a\n"]


def test_the_payment_code_holds_what_a_bank_app_needs():
    content = json.loads(payment_text(make_invoice(make_line(60, 12_345), whole_kronor=False)))
    assert content == {
        "uqr": 1,
        "tp": 1,
        "nme": "Karins Döttrar ekonomisk förening",
        "cid": "556036-0793",
        "iref": "261001796",
        "idt": "20261218",
        "ddt": "20270117",
        "due": 154.31,
        "cur": "SEK",
        "pt": "BG",
        "acc": "5050-1055",
    }


def test_plusgiro_and_iban_are_payable_too():
    plusgiro = make_seller(bankgiro="", plusgiro="41803511")
    assert json.loads(payment_text(make_invoice(seller=plusgiro)))["acc"] == "4 18 03 51-1"
    iban = make_seller(bankgiro="", iban="SE4550000000058398257466", bic="ESSESESS")
    invoice = make_invoice(seller=iban)
    assert json.loads(payment_text(invoice))["pt"] == "IBAN"
    assert "SE45 5000 0000 0583 9825 7466" in text_of(render_pdf(invoice))


def test_nothing_to_pay_gives_no_payment_code():
    invoice = make_invoice(make_line(480, 0))
    assert payment_text(invoice) is None
    assert "Att betala 0,00 kr" in text_of(render_pdf(invoice))


def test_scripts_that_a_typeface_has_are_kept_beside_those_it_lacks():
    invoice = make_invoice(buyer=make_buyer(name="Кафе 😀 Ελλάδα"))
    text = text_of(render_pdf(invoice))
    assert "Кафе □ Ελλάδα" in text


def test_a_hostile_number_of_strange_characters_is_not_tried_one_by_one():
    name = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 900))
    text = text_of(render_pdf(make_invoice(buyer=make_buyer(name=name))))
    assert "Till □ Storgatan 3" in text


def test_an_address_abroad_ends_with_its_country():
    address = Address(street="Hauptstr. 1", postal_code="10115", city="Berlin", country_code="DE")
    text = text_of(render_pdf(make_invoice(buyer=make_buyer(address=address))))
    assert "10115 Berlin DE" in text


def test_an_attachment_that_is_not_utf_8_is_refused():
    with pytest.raises(DocumentError, match="UTF-8"):
        render_pdf(make_invoice(), xml=b"\xff")


def test_what_the_typesetter_cannot_do_is_a_clear_error(monkeypatch):
    monkeypatch.setattr("invoicing.document.PDF_STANDARDS", ["a-2b", "a-3a"])
    with pytest.raises(DocumentError, match="gick inte att sätta"):
        render_pdf(make_invoice())
