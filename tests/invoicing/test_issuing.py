from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invoice_examples import (
    ABROAD,
    CARE,
    CULTURE,
    GRANT,
    ISSUED,
    LABOUR,
    SUPPLIED,
    make_buyer,
    make_draft,
    make_goods,
    make_invoice,
    make_line,
    make_seller,
    make_series,
)

from invoicing import (
    Address,
    BuyerSector,
    InvoiceError,
    Kind,
    Stream,
    Terms,
    Unit,
    add_up,
    draft_problems,
    issue,
)

lines = st.lists(
    st.one_of(
        st.builds(
            make_line,
            st.integers(-600, 6_000),
            st.integers(0, 200_000),
            vat=st.sampled_from([LABOUR, CULTURE, CARE]),
        ),
        st.builds(make_goods, st.integers(-5_000, 5_000_000), st.integers(0, 200_000)),
    ),
    min_size=1,
    max_size=30,
)


def fields_at_fault(draft):
    return [problem.field for problem in draft_problems(draft)]


def test_an_issued_invoice_has_number_due_date_and_payment_reference():
    invoice = make_invoice(number=17)
    assert invoice.number_text == "F2026-00017"
    assert invoice.ocr == "261001796"
    assert invoice.due_on == date(2027, 1, 17)
    assert invoice.totals.net_ore == 228_000
    assert invoice.totals.vat_ore == 57_000
    assert invoice.totals.payable_ore == 285_000
    assert invoice.sign == 1
    assert invoice.buyer_sector is BuyerSector.COMPANY


@given(lines)
def test_vat_is_taken_once_per_rate_on_the_summed_base(drawn):
    totals = add_up(drawn)
    assert totals.net_ore == sum(line.net_ore for line in drawn)
    for row in totals.vat_rows:
        base = sum(
            line.net_ore
            for line in drawn
            if (line.vat.category, line.vat.rate_basis_points)
            == (row.category, row.rate_basis_points)
        )
        assert row.net_ore == base
        assert abs(row.vat_ore * 10_000 - base * row.rate_basis_points) <= 5_000
    assert totals.vat_ore == sum(row.vat_ore for row in totals.vat_rows)


@given(lines, st.booleans())
def test_what_is_payable_is_whole_kronor_unless_rounding_is_off(drawn, whole_kronor):
    totals = add_up(drawn, whole_kronor=whole_kronor)
    assert totals.payable_ore == totals.gross_ore + totals.rounding_ore
    assert abs(totals.rounding_ore) <= (50 if whole_kronor else 0)
    assert not whole_kronor or totals.payable_ore % 100 == 0


def test_three_lines_of_a_third_are_taxed_together_not_one_by_one():
    thirds = [make_line(60, 33) for _ in range(3)]
    assert add_up(thirds).vat_ore == 25  # one by one it would be 3 x 8 = 24


def test_a_tax_reduction_lowers_what_a_private_person_pays_but_not_the_vat():
    line = make_line(60, 40_001, buyer_sector=BuyerSector.PRIVATE_PERSON)
    buyer = make_buyer(organisation_number="", reference="")
    invoice = make_invoice(line, buyer=buyer, tax_reduction_ore=25_000)
    assert invoice.totals.vat_ore == 10_000
    assert invoice.totals.payable_ore == 25_000
    assert invoice.totals.rounding_ore == -1


def test_the_supply_runs_from_the_first_day_to_the_last():
    early = make_line(supplied_from=date(2026, 12, 1), supplied_on=date(2026, 12, 3))
    invoice = make_invoice(early, make_line())
    assert (invoice.supplied_from, invoice.supplied_on) == (date(2026, 12, 1), SUPPLIED)


def test_ten_thousand_lines_are_fine():
    invoice = make_invoice(*[make_line(1, 1_001) for _ in range(10_000)])
    assert invoice.totals.net_ore == 170_000


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"buyer": make_buyer(name=" ")}, "buyer.name"),
        ({"buyer": make_buyer(reference="")}, "buyer.reference"),
        ({"buyer": make_buyer(organisation_number="")}, "buyer.organisation_number"),
        ({"buyer": make_buyer(organisation_number="212000-0142")}, "buyer.organisation_number"),
        ({"buyer": make_buyer(organisation_number="2120000143")}, "buyer.organisation_number"),
        ({"buyer": make_buyer(reference="a\u0000b")}, "buyer.reference"),
        ({"buyer": make_buyer(name="a\u202eb")}, "buyer.name"),
        ({"buyer": make_buyer(peppol_id="nonsense")}, "buyer.peppol_id"),
        ({"buyer": make_buyer(email="x" * 1_001)}, "buyer.email"),
        (
            {"buyer": make_buyer(address=Address(street="", postal_code="61231", city="X"))},
            "buyer.address.street",
        ),
        (
            {"buyer": make_buyer(address=Address(street="A", postal_code="6123", city="X"))},
            "buyer.address.postal_code",
        ),
        (
            {"buyer": make_buyer(address=Address(street="A", postal_code="", city="X"))},
            "buyer.address.postal_code",
        ),
        (
            {
                "buyer": make_buyer(
                    address=Address(street="A", postal_code="1", city="X", country_code="se")
                )
            },
            "buyer.address.country_code",
        ),
        ({"seller": make_seller(bankgiro="")}, "seller.bankgiro"),
        ({"seller": make_seller(bankgiro="50501056")}, "seller.bankgiro"),
        ({"seller": make_seller(vat_number="")}, "seller.vat_number"),
        ({"seller": make_seller(iban="SE4550000000058398257466")}, "seller.bic"),
        ({"terms": Terms(days=-1)}, "terms.days"),
        ({"language": "fi"}, "language"),
        ({"note": "\u0007"}, "note"),
        ({"kind": Kind.CREDIT_NOTE}, "kind"),
        ({"tax_reduction_ore": 100}, "tax_reduction_ore"),
        ({"lines": (make_line(-60),)}, "lines"),
        ({"lines": ()}, "lines"),
        ({"lines": (make_line(description=""),)}, "lines[0].description"),
        ({"lines": (make_line(detail="\ud800"),)}, "lines[0].detail"),
        ({"lines": (make_line(discount_ore=100),)}, "lines[0].discount_reason"),
        ({"lines": (make_line(supplied_from=date(2027, 1, 1)),)}, "lines[0].supplied_from"),
        ({"lines": (make_line(stream=Stream.PUBLIC_COMPENSATION),)}, "lines[0].stream"),
        (
            {"lines": (make_line(), make_line(buyer_sector=BuyerSector.PUBLIC))},
            "lines[1].buyer_sector",
        ),
        (
            {"lines": (make_line(source_reference="a"), make_line(source_reference="a"))},
            "lines[1].source_reference",
        ),
        (
            {"lines": (make_line(vat=replace(LABOUR, valid_until=date(2026, 1, 1))),)},
            "lines[0].vat",
        ),
        ({"lines": (make_line(vat=CARE), make_line(vat=GRANT))}, "lines"),
        (
            {"lines": (make_line(vat=CARE), make_line(vat=replace(CARE, reason_swedish="Annat")))},
            "lines",
        ),
        ({"lines": (make_line(vat=ABROAD),)}, "buyer.vat_number"),
        ({"kind": Kind.REQUISITION}, "lines[0].vat"),
    ],
)
def test_a_draft_that_cannot_be_issued_names_the_field(changes, field):
    draft = make_draft(**changes)
    assert field in fields_at_fault(draft)
    with pytest.raises(InvoiceError) as caught:
        issue(draft, series=make_series(), number=1, issued_on=ISSUED)
    assert field in str(caught.value)


def test_a_missing_organisation_number_of_the_seller_is_named():
    assert "seller.organisation_number" in fields_at_fault(
        make_draft(seller=make_seller(organisation_number=""))
    )


def test_a_tax_reduction_larger_than_the_invoice_is_refused():
    line = make_line(buyer_sector=BuyerSector.PRIVATE_PERSON)
    draft = make_draft(line, tax_reduction_ore=10**9)
    assert "tax_reduction_ore" in fields_at_fault(draft)


def test_a_private_person_needs_neither_reference_nor_organisation_number():
    line = make_line(buyer_sector=BuyerSector.PRIVATE_PERSON)
    assert not fields_at_fault(
        make_draft(line, buyer=make_buyer(reference="", organisation_number=""))
    )


def test_a_company_abroad_needs_no_swedish_numbers():
    address = Address(street="Hauptstr. 1", postal_code="D-10115", city="Berlin", country_code="DE")
    buyer = make_buyer(address=address, organisation_number="", vat_number="DE123456789")
    assert not fields_at_fault(make_draft(make_line(vat=ABROAD), buyer=buyer))


def test_a_requisition_is_outside_vat_and_needs_no_vat_number():
    line = make_line(vat=GRANT, stream=Stream.PUBLIC_COMPENSATION, buyer_sector=BuyerSector.PUBLIC)
    requisition = make_invoice(line, kind=Kind.REQUISITION, seller=make_seller(vat_number=""))
    assert requisition.totals.vat_ore == 0
    assert requisition.sign == 1


@pytest.mark.parametrize(
    ("series", "field"),
    [
        (make_series(year=2025), "series.year"),
        (replace(make_series(), seller="2120000142"), "series.seller"),
    ],
)
def test_a_number_from_a_wrong_series_is_refused(series, field):
    with pytest.raises(InvoiceError, match=field):
        issue(make_draft(), series=series, number=1, issued_on=ISSUED)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quantity_thousandths": 1_000}, "quantity"),
        ({"quantity_minutes": None}, "quantity"),
        ({"unit": Unit.PIECE}, "unit"),
        ({"unit_price_ore": -1}, "unit_price_ore"),
        ({"discount_ore": 228_001}, "discount_ore"),
        ({"discount_ore": -1}, "discount_ore"),
    ],
)
def test_a_contradictory_line_cannot_even_be_made(changes, field):
    with pytest.raises(InvoiceError, match=field):
        make_line(**changes)


def test_a_discount_lowers_the_line():
    line = make_line(discount_ore=28_000, discount_reason="Stamkund")
    assert line.gross_ore == 228_000
    assert line.net_ore == 200_000


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"net_ore": 1}, "net_ore"),
        ({"vat_ore": 1}, "vat_ore"),
        ({"vat_rows": ()}, "vat_rows"),
    ],
)
def test_a_document_whose_sums_do_not_hold_cannot_exist(changes, field):
    invoice = make_invoice()
    with pytest.raises(InvoiceError, match=field):
        replace(invoice, totals=replace(invoice.totals, **changes))


@pytest.mark.parametrize(
    ("changes", "field"), [({"language": "fi"}, "language"), ({"lines": ()}, "lines")]
)
def test_a_document_without_lines_or_in_an_unknown_language_cannot_exist(changes, field):
    with pytest.raises(InvoiceError, match=field):
        replace(make_invoice(), **changes)


def test_only_a_credit_note_may_lack_or_have_an_original():
    with pytest.raises(InvoiceError, match="original"):
        replace(make_invoice(), kind=Kind.CREDIT_NOTE)
