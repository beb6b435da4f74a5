"""Objections to invoices: one at a time, answered by a named person, reminders wait meanwhile."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from marketplace import clock
from marketplace.errors import Conflict, Invalid
from marketplace.models.history import Actor
from marketplace.models.messages import Message
from marketplace.services import (
    credits,
    disputes,
    inbox,
    invoice_lists,
    lists,
    payments,
    reminders,
)
from marketplace.services.invoice_lists import Show
from marketplace.services.lists import Wish
from tests.make_money import ADMIN, make_collection_terms, make_draft, make_issued
from tests.models.refusal import refused

OWNER = Actor("company", "Ebba Ek")


@pytest.fixture
def overdue(session, frozen):
    """An invoice that should have been paid twenty days ago."""
    now = clock.now()
    frozen(now - timedelta(days=50))
    invoice = make_issued()
    frozen(now)
    make_collection_terms()
    return invoice


def test_an_objection_is_told_to_the_cooperative_and_its_answer_to_the_customer(session):
    invoice = make_issued()
    dispute = disputes.raise_against(invoice, "  Kim gick hem klockan tolv.  ", OWNER)
    told = session.scalars(select(Message).order_by(Message.id.desc())).first()
    assert told.recipient == invoice.cooperative.email
    assert "Kim gick hem klockan tolv." in told.body
    assert disputes.waiting(invoice.cooperative_id) == [dispute]
    assert inbox.of_cooperative(invoice.cooperative_id).objections == [dispute]
    disputes.answer(dispute, "Det stämmer. Ni har fått en kreditfaktura.", ADMIN)
    told = session.scalars(select(Message).order_by(Message.id.desc())).first()
    assert told.recipient == invoice.company.email
    assert "Ni har fått en kreditfaktura." in told.body
    assert (dispute.raised_by, dispute.answered_by) == ("Ebba Ek", "Karin Kassör")
    assert disputes.waiting(invoice.cooperative_id) == []


def test_one_waits_at_a_time_and_is_answered_once(session):
    invoice = make_issued()
    dispute = disputes.raise_against(invoice, "Fel pris.", OWNER)
    with pytest.raises(Conflict, match="redan skrivit"):
        disputes.raise_against(invoice, "Fel pris!", OWNER)
    disputes.answer(dispute, "Priset står i avtalet.", ADMIN)
    with pytest.raises(Conflict, match="redan besvarad"):
        disputes.answer(dispute, "Jo.", ADMIN)
    assert disputes.raise_against(invoice, "Men inte för lördagen.", OWNER).is_open


@pytest.mark.parametrize("words", ["", " \n ", "a" * 2_001])
def test_words_are_demanded_and_not_too_many(session, words):
    with pytest.raises(Invalid) as told:
        disputes.raise_against(make_issued(), words, OWNER)
    assert told.value.field == "message"


def test_only_an_issued_invoice_can_be_objected_to(session):
    note = credits.credit(make_issued(), reason="Fel dag", by=ADMIN)
    for document in (make_draft(), note):
        with pytest.raises(Conflict):
            disputes.raise_against(document, "Fel.", OWNER)


def test_nobody_is_reminded_while_an_objection_waits(overdue):
    dispute = disputes.raise_against(overdue, "Vi har inte fått jobbet gjort.", OWNER)
    with pytest.raises(Invalid, match="Svara först"):
        reminders.demand(overdue)
    assert payments.settlement(overdue).state == "overdue"
    disputes.answer(dispute, "Se tidrapporten.", ADMIN)
    assert reminders.demand(overdue).total_ore > 0


def test_disputed_invoices_are_a_list_of_their_own(session):
    invoice = make_issued()
    make_issued(invoice.posting)
    dispute = disputes.raise_against(invoice, "Fel.", OWNER)
    source = invoice_lists.issued(invoice.cooperative_id)
    disputed = Wish(chosen={"show": Show.DISPUTED})
    assert lists.every(source, disputed) == [invoice]
    assert lists.counts(source, disputed, "show")[Show.DISPUTED] == 1
    disputes.answer(dispute, "Nej.", ADMIN)
    assert lists.counts(source, disputed, "show")[Show.DISPUTED] == 0


@pytest.mark.parametrize("change", ["UPDATE {} SET words = 'Allt är bra.'", "DELETE FROM {}"])
def test_what_a_customer_said_is_never_rewritten(session, change):
    disputes.raise_against(make_issued(), "Fel pris.", OWNER)
    with refused("permission denied for table invoice_disputes"):
        session.execute(text(change.format("invoice_disputes")))
