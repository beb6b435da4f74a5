"""Collective invoices: chosen lines of a customer's drafts become one."""

import pytest
from sqlalchemy import select

from marketplace.errors import Conflict, Invalid
from marketplace.models.invoices import Invoice
from marketplace.services import collecting, invoices
from tests.make import make_posting
from tests.make_money import ADMIN, make_draft, reports_of


@pytest.fixture
def drafts(session):
    """Two drafts of one customer and one of another."""
    first = make_draft()
    again = make_posting(first.posting.site, first.cooperative)
    return [first, make_draft(again), make_draft(make_posting(cooperative=first.cooperative))]


def collect(drafts, lines):
    chosen = [line.id for line in lines]
    return collecting.collect(drafts[0].cooperative_id, drafts[0].company, chosen, ADMIN)


def test_all_lines_become_one_draft_and_the_empty_ones_go(drafts, session):
    lines = [*drafts[0].lines, *drafts[1].lines]
    reports = {report.id for draft in drafts[:2] for report in reports_of(draft)}
    collected = collect(drafts, lines)
    assert {report.id for report in reports_of(collected)} == reports
    assert [line.position for line in collected.lines] == [1, 2, 3, 4]
    left = session.scalars(select(Invoice.id)).all()
    assert sorted(left) == sorted([drafts[2].id, collected.id])


def test_lines_not_chosen_stay_where_they_were(drafts, session):
    collected = collect(drafts, [drafts[0].lines[0], drafts[1].lines[1]])
    assert len(collected.lines) == 2
    session.expire_all()
    assert [len(draft.lines) for draft in drafts] == [1, 1, 2]


def test_a_collective_invoice_is_issued_like_any_other(drafts):
    collected = collect(drafts, [*drafts[0].lines, *drafts[1].lines])
    collected.company.reference = "Anna Lind"
    invoices.issue(collected, ADMIN)
    assert collected.label.endswith("-00001")
    assert collected.net_ore == sum(line.net_ore for line in collected.lines)


def test_other_customers_lines_and_issued_ones_are_not_taken(drafts):
    with pytest.raises(Conflict):
        collect(drafts, [drafts[0].lines[0], drafts[2].lines[0]])
    invoices.issue(drafts[1], ADMIN)
    with pytest.raises(Conflict):
        collect(drafts, [drafts[0].lines[0], drafts[1].lines[0]])
    with pytest.raises(Invalid):
        collect(drafts, [])


def test_customers_with_several_drafts_are_offered(drafts):
    assert collecting.customers(drafts[0].cooperative_id) == [drafts[0].company]
    found = collecting.drafts(drafts[0].cooperative_id, drafts[0].company_id)
    assert [one.id for one in found] == [drafts[0].id, drafts[1].id]
