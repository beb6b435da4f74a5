"""A camt file books only on an account that a person knows for the cooperative's own."""

import pytest

from marketplace.errors import Invalid
from marketplace.services import bank_files, payments
from tests.make import make_cooperative
from tests.make_money import ADMIN, make_issued
from tests.make_payments import camt_of

OTHER = "SE3550000000054910000003"


@pytest.fixture
def invoice(session):
    return make_issued()


def handed_in(invoice, **changes):
    content = camt_of((invoice.payable_ore, invoice.ocr), **changes)
    return bank_files.upload(invoice.cooperative, "camt.xml", content, ADMIN)


def test_an_account_never_met_is_taken_in_by_nobody_who_does_not_know_it(invoice):
    file = handed_in(invoice)
    assert bank_files.preview(file).new_accounts == ["SE4550000000058398257466"]
    with pytest.raises(Invalid) as told:
        bank_files.take_in(file, ADMIN)
    assert told.value.field == "knows_account"
    assert payments.of_invoice(invoice) == []
    assert bank_files.take_in(file, ADMIN, knows_account=True)
    assert payments.settlement(invoice).state == "paid"


def test_an_account_known_once_is_not_asked_for_again_but_another_is(invoice):
    bank_files.take_in(handed_in(invoice), ADMIN, knows_account=True)
    again, other = handed_in(invoice, name="S2"), handed_in(invoice, iban=OTHER)
    assert bank_files.preview(again).new_accounts == []
    assert bank_files.preview(other).new_accounts == [OTHER]
    assert bank_files.take_in(again, ADMIN)


def test_a_file_that_waits_makes_no_account_known(invoice):
    handed_in(invoice)
    assert bank_files.preview(handed_in(invoice, name="S2")).new_accounts


def test_another_cooperatives_account_is_refused_at_the_door(invoice):
    bank_files.take_in(handed_in(invoice), ADMIN, knows_account=True)
    content = camt_of((100, "999"))
    with pytest.raises(Invalid, match="annat kooperativ"):
        bank_files.upload(make_cooperative(), "camt.xml", content, ADMIN)


def test_a_file_that_names_no_account_is_refused(invoice):
    with pytest.raises(Invalid, match="vilket konto"):
        handed_in(invoice, iban="")
