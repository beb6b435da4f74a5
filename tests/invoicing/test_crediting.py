from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invoice_examples import (
    CATERING,
    CREDIT_SERIES,
    CULTURE,
    LABOUR,
    make_buyer,
    make_invoice,
    make_line,
    make_series,
)

from invoicing import (
    BuyerSector,
    InvoiceError,
    Kind,
    LineCredit,
    credit,
    freed_source_references,
    remaining_ore,
)

CREDITED = date(2026, 12, 20)
lines = st.lists(
    st.builds(
        make_line,
        st.integers(1, 6_000),
        st.integers(1, 99_999),
        vat=st.sampled_from([LABOUR, CATERING, CULTURE]),
    ),
    min_size=1,
    max_size=8,
)


def make_credit(invoice, *, number=1, earlier=(), chosen=None, **changes):
    return credit(
        invoice,
        series=CREDIT_SERIES,
        number=number,
        issued_on=CREDITED,
        reason="Fel antal timmar",
        lines=chosen,
        earlier=earlier,
        **changes,
    )


@given(lines, st.booleans())
def test_a_whole_credit_and_its_original_make_zero(drawn, whole_kronor):
    invoice = make_invoice(*drawn, whole_kronor=whole_kronor)
    note = make_credit(invoice)
    assert note.totals == invoice.totals
    assert note.lines == invoice.lines
    assert note.sign * note.totals.payable_ore + invoice.totals.payable_ore == 0


@given(lines, st.booleans(), st.data())
def test_however_it_is_credited_in_parts_the_parts_make_the_whole(drawn, whole_kronor, data):
    invoice = make_invoice(*drawn, whole_kronor=whole_kronor)
    notes = []
    for number in range(1, 5):
        left = remaining_ore(invoice, notes)
        open_lines = [place for place, rest in enumerate(left, start=1) if rest]
        if not open_lines:
            break
        chosen = data.draw(st.lists(st.sampled_from(open_lines), unique=True, min_size=1))
        parts = [
            LineCredit(line_number=place, net_ore=data.draw(st.integers(1, left[place - 1])))
            for place in chosen
        ]
        notes.append(make_credit(invoice, number=number, earlier=notes, chosen=parts))
    if any(remaining_ore(invoice, notes)):
        notes.append(make_credit(invoice, number=9, earlier=notes))
    totals = invoice.totals
    assert sum(note.totals.net_ore for note in notes) == totals.net_ore
    assert sum(note.totals.vat_ore for note in notes) == totals.vat_ore
    assert sum(note.totals.rounding_ore for note in notes) == totals.rounding_ore
    assert sum(note.totals.payable_ore for note in notes) == totals.payable_ore
    assert all(note.totals.payable_ore % 100 == 0 for note in notes if whole_kronor)


def test_a_credit_note_points_at_its_original():
    note = make_credit(make_invoice())
    assert note.kind is Kind.CREDIT_NOTE
    assert note.original.number_text == "F2026-00017"
    assert note.original.reason == "Fel antal timmar"
    assert note.ocr == ""
    assert note.due_on == CREDITED


def test_part_of_a_line_is_credited_as_one_piece_at_that_price():
    note = make_credit(
        make_invoice(make_line(), make_line()), chosen=[LineCredit(line_number=2, net_ore=57_000)]
    )
    assert [line.net_ore for line in note.lines] == [57_000]
    assert note.lines[0].quantity_thousandths == 1_000
    assert note.original.line_numbers == (2,)


def test_a_negative_line_is_credited_towards_zero():
    invoice = make_invoice(make_line(), make_line(-60))
    note = make_credit(invoice, chosen=[LineCredit(line_number=2, net_ore=-10_000)])
    assert note.totals.net_ore == -10_000
    rest = make_credit(invoice, number=2, earlier=[note])
    assert rest.totals.net_ore + note.totals.net_ore == invoice.totals.net_ore


def test_crediting_a_line_in_full_frees_its_attested_row():
    invoice = make_invoice(
        make_line(source_reference="a"), make_line(source_reference="b"), make_line(0, 0)
    )
    half = make_credit(invoice, chosen=[LineCredit(line_number=1, net_ore=100)])
    assert freed_source_references(invoice, [half]) == set()
    rest = make_credit(invoice, number=2, earlier=[half], chosen=[LineCredit(line_number=1)])
    assert freed_source_references(invoice, [half, rest]) == {"a"}
    assert freed_source_references(invoice, []) == set()


def test_a_free_line_is_credited_and_freed_too():
    invoice = make_invoice(make_line(480, 0, source_reference="a"))
    note = make_credit(invoice)
    assert freed_source_references(invoice, [note]) == {"a"}
    with pytest.raises(InvoiceError, match="inget kvar"):
        make_credit(invoice, number=2, earlier=[note])


def test_a_tax_reduction_goes_back_with_the_last_part():
    line = make_line(buyer_sector=BuyerSector.PRIVATE_PERSON)
    invoice = make_invoice(
        line, line, buyer=make_buyer(organisation_number=""), tax_reduction_ore=100_000
    )
    first = make_credit(invoice, chosen=[LineCredit(line_number=1)])
    assert first.totals.tax_reduction_ore == 0
    last = make_credit(invoice, number=2, earlier=[first])
    assert last.totals.tax_reduction_ore == 100_000
    given_now = make_credit(invoice, chosen=[LineCredit(line_number=1)], tax_reduction_ore=40_000)
    assert given_now.totals.payable_ore == 285_000 - 40_000
    with pytest.raises(InvoiceError, match="Skattereduktionen"):
        make_credit(invoice, tax_reduction_ore=100_001)


@pytest.mark.parametrize(
    "chosen",
    [
        [LineCredit(line_number=2)],
        [LineCredit(line_number=0)],
        [LineCredit(line_number=1, net_ore=0)],
        [LineCredit(line_number=1, net_ore=228_001)],
        [LineCredit(line_number=1, net_ore=-1)],
        [LineCredit(line_number=1, net_ore=1), LineCredit(line_number=1, net_ore=1)],
        [],
    ],
)
def test_a_line_is_never_credited_beyond_what_is_left_of_it(chosen):
    with pytest.raises(InvoiceError, match="lines"):
        make_credit(make_invoice(), chosen=chosen)


def test_nothing_is_credited_twice():
    invoice = make_invoice()
    note = make_credit(invoice)
    with pytest.raises(InvoiceError, match="inget kvar"):
        make_credit(invoice, number=2, earlier=[note])


def test_a_credit_note_must_fit_its_original():
    invoice = make_invoice()
    note = make_credit(invoice)
    with pytest.raises(InvoiceError, match="kan inte krediteras"):
        make_credit(note)
    with pytest.raises(InvoiceError, match="krediterar inte"):
        make_credit(make_invoice(number=18), earlier=[note])
    with pytest.raises(InvoiceError) as caught:
        credit(
            invoice,
            series=make_series("K", 2, 2025),
            number=1,
            issued_on=date(2026, 12, 1),
            reason=" ",
        )
    assert {problem.field for problem in caught.value.problems} == {
        "series.year",
        "issued_on",
        "reason",
    }


def test_another_sellers_series_is_refused():
    other = replace(CREDIT_SERIES, seller="2120000142")
    with pytest.raises(InvoiceError, match=r"series\.seller"):
        credit(make_invoice(), series=other, number=1, issued_on=CREDITED, reason="Fel")
