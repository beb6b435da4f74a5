"""Many drafts issued in one press."""

import pytest
from sqlalchemy import select

from marketplace.errors import Invalid
from marketplace.models.batches import BatchOutcome
from marketplace.models.invoices import Invoice, InvoiceStatus
from marketplace.services import batches
from tests.make import make_posting
from tests.make_money import ADMIN, make_draft, make_issued


@pytest.fixture
def drafts(session):
    """Three drafts of one cooperative; the second customer lacks an address."""
    first = make_draft()
    bad = make_draft(make_posting(cooperative=first.cooperative))
    bad.company.street = ""
    return [first, bad, make_draft(make_posting(cooperative=first.cooperative))]


def begin(drafts):
    ids = [draft.public_id for draft in drafts]
    return batches.begin(drafts[0].cooperative_id, ids, ADMIN)


def test_each_is_issued_and_the_one_that_fails_says_why(drafts, run_jobs):
    batch = begin(drafts)
    run_jobs()
    assert batches.counts(batch) == {
        BatchOutcome.WAITING: 0,
        BatchOutcome.ISSUED: 2,
        BatchOutcome.FAILED: 1,
    }
    [failed] = batches.failed(batch)
    assert failed.invoice is drafts[1]
    assert "Gatuadress" in failed.reason
    assert sorted(draft.number or 0 for draft in drafts) == [0, 1, 2]
    assert batch.finished_at is not None


def test_begun_again_it_goes_on_where_it_was(drafts, session):
    batch = begin(drafts)
    first, *rest = batches.waiting(batch.id)
    batches.issue_next(first)
    batches.issue_next(first)
    assert batches.waiting(batch.id) == rest
    numbers = session.scalars(select(Invoice.number).where(Invoice.number.is_not(None)))
    assert numbers.all() == [1]


def test_a_draft_that_has_gone_is_told(drafts, session):
    batch = begin(drafts[:1])
    session.flush()
    for line in list(drafts[0].lines):
        session.delete(line)
    session.delete(drafts[0])
    session.flush()
    session.expire_all()
    [item] = batches.waiting(batch.id)
    batches.issue_next(item)
    assert batches.failed(batch)[0].reason == batches.GONE


def test_only_own_drafts_are_taken(session):
    own, other, issued = make_draft(), make_draft(), make_issued()
    ids = [other.public_id, issued.public_id]
    with pytest.raises(Invalid, match="minst ett"):
        batches.begin(own.cooperative_id, ids, ADMIN)
    assert other.status == InvoiceStatus.DRAFT
