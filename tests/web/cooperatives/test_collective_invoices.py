"""Collective invoices, from the page."""

from sqlalchemy import select

from marketplace.models.invoices import Invoice
from tests.make import make_posting
from tests.make_money import make_draft


def test_chosen_lines_of_several_drafts_become_one(draft, coach_of, session):
    make_draft(make_posting(draft.posting.site, draft.cooperative))
    coach = coach_of(draft)
    coach.get("/cooperatives/invoices")
    coach.click("Gör en samlingsfaktura")
    coach.click(draft.company.name)
    left_out = str(draft.lines[0].id)
    lines = [box["value"] for box in coach.page.soup.select("input[name=line]")]
    page = coach.submit("Gör ett utkast av dem", line=[one for one in lines if one != left_out])
    assert len(page.table("Rader")) == 3
    counts = sorted(len(one.lines) for one in session.scalars(select(Invoice)))
    assert counts == [1, 3]


def test_nothing_chosen_is_told(draft, coach_of):
    coach = coach_of(draft)
    coach.get(f"/cooperatives/collective-invoices/{draft.company.public_id}")
    page = coach.submit("Gör ett utkast av dem", line=[], expect=400)
    assert "minst en rad" in page.text


def test_a_customer_of_others_is_not_found(draft, invoice, coach_of):
    coach_of(draft).get(f"/cooperatives/collective-invoices/{invoice.company.public_id}", 404)


def test_nothing_to_collect_is_said(invoice, coach_of):
    page = coach_of(invoice).get("/cooperatives/collective-invoices")
    assert "mer än ett utkast" in page.text
