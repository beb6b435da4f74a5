import json
from datetime import date

import pytest
from invoice_examples import ABROAD, make_buyer, make_draft, make_goods, make_invoice, make_line
from test_crediting import make_credit

from invoicing import InvoiceError, LineCredit, document_from_json, document_to_json
from invoicing.snapshot import SnapshotError, draft_from_json, draft_to_json

RICH = make_invoice(
    make_line(supplied_from=date(2026, 12, 1), detail="Rad\u00a01"),
    make_goods(2_500, 1_990, discount_ore=5, discount_reason="Öre"),
    make_line(vat=ABROAD),
    buyer=make_buyer(name="محمد 😀 <&>", vat_number="SE212000014201"),
    note="a\nb",
)


def changed(path, value):
    data = json.loads(document_to_json(RICH))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return json.dumps(data)


@pytest.mark.parametrize(
    "document", [RICH, make_credit(RICH), make_credit(RICH, chosen=[LineCredit(line_number=2)])]
)
def test_a_stored_document_reads_back_equal(document):
    content = document_to_json(document)
    assert document_from_json(content) == document
    assert document_to_json(document_from_json(content)) == content


def test_a_draft_reads_back_equal():
    draft = make_draft(make_line(), note="x")
    assert draft_from_json(draft_to_json(draft)) == draft


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        (("format",), "x", "formatet"),
        (("document",), [], "document ska vara ett JSON-objekt"),
        (("document", "number"), "17", r"document\.number ska vara int"),
        (("document", "number"), 17.0, r"document\.number ska vara int"),
        (("document", "lines"), {}, r"document\.lines ska vara en lista"),
        (("document", "lines"), [{}], r"document\.lines\[0\] saknar"),
        (("document", "issued_on"), "2026-13-01", "issued_on"),
        (("document", "kind"), "receipt", "kind"),
        (("document", "colour"), "red", "okänt fält: colour"),
    ],
)
def test_a_damaged_copy_says_which_field(path, value, why):
    with pytest.raises(SnapshotError, match=why):
        document_from_json(changed(path, value))


def test_a_copy_with_a_changed_amount_is_refused():
    with pytest.raises(InvoiceError, match="net_ore"):
        document_from_json(changed(("document", "totals", "net_ore"), 1))


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", "[" * 100_000])
def test_something_else_than_a_copy_is_refused(content):
    with pytest.raises(SnapshotError):
        document_from_json(content)


def test_a_document_is_not_taken_for_a_draft():
    with pytest.raises(SnapshotError, match="draft"):
        draft_from_json(document_to_json(RICH))
    with pytest.raises(SnapshotError, match="formatet"):
        draft_from_json("{}")
