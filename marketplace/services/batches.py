"""Many drafts issued in one press: each by itself, and each that fails says why."""

from collections.abc import Mapping, Sequence

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Invalid, MarketplaceError
from marketplace.models.batches import Batch, BatchItem, BatchOutcome
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.invoices import Invoice, InvoiceLine, InvoiceStatus
from marketplace.queue import enqueue
from marketplace.services import invoices
from marketplace.services.history import record
from marketplace.services.lists import Source

GONE = N_("Utkastet finns inte längre.")
LONG_LINES = 500
"""From so many lines on judging takes seconds: such a draft is issued by a job, like many."""


def begin(cooperative_id: int, public_ids: Sequence[str], by: Actor) -> Batch:
    """Ask for drafts to be issued together; a job does it. Raises Invalid where none is chosen."""
    drafts = db.session.scalars(
        select(Invoice.id)
        .where(
            Invoice.cooperative_id == cooperative_id,
            Invoice.status == InvoiceStatus.DRAFT,
            Invoice.public_id.in_(public_ids),
        )
        .order_by(Invoice.id)
    ).all()
    if not drafts:
        raise Invalid(N_("Välj minst ett utkast."))
    batch = Batch(
        cooperative_id=cooperative_id,
        asked_at=now(),
        asked_by_id=by.user_id,
        asked_by=by.label,
        asked_role=by.role,
        items=[BatchItem(invoice_id=draft) for draft in drafts],
    )
    db.session.add(batch)
    db.session.flush()
    record("batches.begun", batch, by, drafts=len(drafts))
    enqueue("batches.issue", batch_id=batch.id, queueing_lock=f"batch:{batch.id}")
    return batch


def is_long(draft: Invoice) -> bool:
    """Whether nobody should wait at the button while a draft is issued."""
    lines = select(func.count()).where(InvoiceLine.invoice_id == draft.id)
    return not draft.is_issued and (db.session.scalar(lines) or 0) >= LONG_LINES


def waiting(batch_id: int) -> Sequence[int]:
    """What is still to be done of a batch, in the order chosen."""
    query = select(BatchItem.id).where(
        BatchItem.batch_id == batch_id, BatchItem.outcome == BatchOutcome.WAITING
    )
    return db.session.scalars(query.order_by(BatchItem.id)).all()


def issue_next(item_id: int) -> None:
    """Issue one draft of a batch, and keep on its item that it is done, or in words why not.

    Both stand in the caller's one transaction: killed in between, the draft is still a draft.
    """
    item = db.session.get_one(BatchItem, item_id, with_for_update=True)
    if item.outcome != BatchOutcome.WAITING:
        return
    if item.invoice is None:
        item.outcome, item.reason = BatchOutcome.FAILED, GONE
        return
    batch = db.session.get_one(Batch, item.batch_id)
    by = Actor(batch.asked_role, batch.asked_by, user_id=batch.asked_by_id)
    try:
        with db.session.begin_nested():
            invoices.issue(item.invoice, by)
    except MarketplaceError as error:
        item.outcome, item.reason = BatchOutcome.FAILED, str(error)
    else:
        item.outcome = BatchOutcome.ISSUED


def finish(batch_id: int) -> None:
    """Write down when the last draft was tried."""
    batch = db.session.get_one(Batch, batch_id)
    if batch.finished_at is None:
        batch.finished_at = now()
        record("batches.finished", batch, SYSTEM)


def counts(batch: Batch) -> Mapping[BatchOutcome, int]:
    """How many drafts came to what."""
    return counts_of([batch])[batch.id]


def source(cooperative_id: int) -> Source[Batch]:
    """Every batch of a cooperative, the newest first."""
    failed = exists().where(
        BatchItem.batch_id == Batch.id, BatchItem.outcome == BatchOutcome.FAILED
    )
    over = Batch.finished_at.is_not(None)
    return Source(
        query=select(Batch).where(Batch.cooperative_id == cooperative_id),
        tie=Batch.id,
        orders={"asked": Batch.asked_at, "by": Batch.asked_by},
        texts=(Batch.asked_by,),
        filters={"state": {"going": ~over, "failed": failed, "done": and_(over, ~failed)}},
        downwards=True,
    )


def counts_of(found: Sequence[Batch]) -> Mapping[int, Mapping[BatchOutcome, int]]:
    """How many drafts of each batch came to what, in one query."""
    rows = db.session.execute(
        select(BatchItem.batch_id, BatchItem.outcome, func.count())
        .where(BatchItem.batch_id.in_([one.id for one in found]))
        .group_by(BatchItem.batch_id, BatchItem.outcome)
    )
    known = {(row[0], row[1]): row[2] for row in rows}
    return {
        one.id: {outcome: known.get((one.id, outcome), 0) for outcome in BatchOutcome}
        for one in found
    }


def failed(batch: Batch) -> Sequence[BatchItem]:
    """The drafts that could not be issued, with why."""
    return db.session.scalars(
        select(BatchItem)
        .where(BatchItem.batch_id == batch.id, BatchItem.outcome == BatchOutcome.FAILED)
        .order_by(BatchItem.id)
        .options(joinedload(BatchItem.invoice).joinedload(Invoice.company))
    ).all()
