"""Fair competition: no price below what the work costs the cooperative itself.

The floor is each cooperative's own, never agreed between them, and nobody else sees it: others see
that a price passes or does not. A job below it waits until the cooperative and Kooptjänst have
both signed, each with a reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.cooperatives import Cooperative
from marketplace.models.costs import CostKind, CostRow, CostWithdrawal, PriceSide, PriceSignature
from marketplace.models.history import Actor, Event
from marketplace.models.messages import Channel
from marketplace.models.postings import Posting, PostingStatus
from marketplace.services import alphabet, events, match_runs, messages
from marketplace.services.history import move, record, timeline
from marketplace.services.odds import answer_by

WHOLE = 10_000
MOST_REASON = 1000
TURNED_DOWN = "postings.returned"
APPROVED = "postings.price_approved"
ABOUT_PRICES = ("postings.price_held", "postings.price_signed", APPROVED, TURNED_DOWN)
MOST = {CostKind.WAGE: 1_000_00, CostKind.CHARGES: WHOLE, CostKind.OVERHEAD: 2 * WHOLE}


class Verdict(StrEnum):
    """What others learn of a price. Unknown: the cooperative has not written its costs."""

    PASSES = "passes"
    FAILS = "fails"
    UNKNOWN = "unknown"


def rows(cooperative_id: int) -> Sequence[CostRow]:
    """What a cooperative says of its costs, newest first; what was withdrawn is left out."""
    return [row for row in written(cooperative_id) if row.withdrawal is None]


def written(cooperative_id: int) -> Sequence[CostRow]:
    """All that a cooperative has written about its costs, newest first; also what was withdrawn."""
    return db.session.scalars(
        select(CostRow)
        .where(CostRow.cooperative_id == cooperative_id)
        .order_by(CostRow.starts_on.desc(), CostRow.id.desc())
        .options(joinedload(CostRow.withdrawal))
    ).all()


def floor_of(costs: Iterable[CostRow], task: str | None, day: date) -> int | None:
    """Öre an hour that the work costs on a day: pay, charges on it, overhead on both.

    The newest row of the task itself counts, else of all other tasks. Rounded up to a whole öre.
    None where a part is missing.
    """
    parts = {kind: _holding(costs, kind, task, day) for kind in CostKind}
    if any(amount is None for amount in parts.values()):
        return None
    wage, charges, overhead = (parts[kind] or 0 for kind in CostKind)
    exact = wage * (WHOLE + charges) * (WHOLE + overhead)
    return -(-exact // WHOLE**2)


def verdict(cooperative: Cooperative, task: str, day: date, ore_per_hour: int) -> Verdict:
    """Whether a price is at least what the work costs the cooperative that day."""
    return judged(rows(cooperative.id), task, day, ore_per_hour)


def is_too_low(posting: Posting) -> bool:
    """Whether a posting costs less than its work does."""
    if posting.ore_per_hour is None:
        return False
    day = posting.shifts[0].day
    found = verdict(posting.cooperative, posting.task, day, posting.ore_per_hour)
    return found == Verdict.FAILS


def judged(costs: Iterable[CostRow], task: str | None, day: date, ore_per_hour: int) -> Verdict:
    """The same, where the rows are at hand."""
    floor = floor_of(costs, task, day)
    if floor is None:
        return Verdict.UNKNOWN
    return Verdict.PASSES if ore_per_hour >= floor else Verdict.FAILS


def verdicts(day: date) -> Sequence[tuple[Cooperative, Mapping[Verdict, Sequence[str | None]]]]:
    """Of each cooperative which priced tasks pass, fail or are not known, in three queries."""
    costs: dict[int, list[CostRow]] = {}
    stands = ~exists().where(CostWithdrawal.cost_row_id == CostRow.id)
    for row in db.session.scalars(select(CostRow).where(stands)):
        costs.setdefault(row.cooperative_id, []).append(row)
    sellers = db.session.scalars(
        select(Cooperative)
        .order_by(alphabet.ordered(Cooperative.name))
        .options(selectinload(Cooperative.rates))
    ).all()
    found = []
    for one in sellers:
        newest = {row.task: row.ore_per_hour for row in one.rates if row.starts_on <= day}
        judgement: dict[Verdict, list[str | None]] = {verdict: [] for verdict in Verdict}
        for task, ore in newest.items():
            judgement[judged(costs.get(one.id, ()), task, day, ore)].append(task)
        found.append((one, judgement))
    return found


def enter(
    cooperative: Cooperative,
    kind: CostKind,
    amount: int | None,
    by: Actor,
    *,
    task: str | None,
    starts_on: date,
    ground: str,
) -> CostRow:
    """Write a part of what an hour costs, from a day on. Raises Invalid, naming the field."""
    if amount is None or not 0 < amount <= MOST[kind]:
        raise Invalid(N_("Skriv en siffra som är rimlig för en timme."), field="amount")
    if not ground.strip():
        raise Invalid(N_("Skriv var siffran kommer ifrån."), field="ground")
    row = CostRow(
        cooperative_id=cooperative.id,
        kind=kind,
        task=task,
        starts_on=starts_on,
        amount=amount,
        ground=ground.strip()[:MOST_REASON],
        entered_at=now(),
        entered_by=by.label,
    )
    db.session.add(row)
    record("cooperatives.cost_written", cooperative, by, kind=kind.value)
    return row


def held(*within: ColumnElement[bool]) -> Sequence[Posting]:
    """Jobs that wait for signatures, oldest first."""
    return db.session.scalars(
        select(Posting)
        .where(Posting.status == PostingStatus.SUBMITTED, *within)
        .order_by(Posting.submitted_at, Posting.id)
        .options(
            joinedload(Posting.company),
            joinedload(Posting.site),
            joinedload(Posting.cooperative),
            selectinload(Posting.shifts),
        )
    ).all()


def refused_of(company_id: int) -> Sequence[Posting]:
    """Jobs whose price was refused and whose first day is still to come."""
    return [one for one in _refused(company_id) if one.shifts[0].starts_at > now()]


def _refused(company_id: int) -> Sequence[Posting]:
    query = select(Posting).where(
        Posting.status == PostingStatus.RETURNED, Posting.company_id == company_id
    )
    return db.session.scalars(
        query.order_by(Posting.id).options(
            joinedload(Posting.site), joinedload(Posting.company), selectinload(Posting.shifts)
        )
    ).all()


def count_held(side: PriceSide, *within: ColumnElement[bool]) -> int:
    """How many jobs wait for this side to sign for their price, or to say no to it."""
    signed = exists().where(PriceSignature.posting_id == Posting.id, PriceSignature.side == side)
    query = select(func.count(Posting.id)).where(Posting.status == PostingStatus.SUBMITTED)
    return db.session.scalar(query.where(~signed, *within)) or 0


def signatures(postings: Iterable[Posting]) -> Mapping[int, Sequence[PriceSignature]]:
    """Who has signed each of these jobs, in one query."""
    ids = [posting.id for posting in postings]
    found: dict[int, list[PriceSignature]] = {one: [] for one in ids}
    query = select(PriceSignature).where(PriceSignature.posting_id.in_(ids))
    for row in db.session.scalars(query.order_by(PriceSignature.id)):
        found[row.posting_id].append(row)
    return found


def sign(posting: Posting, side: PriceSide, reason: str, by: Actor) -> bool:
    """Sign a held job's price with a reason; whether both have now signed and it is open.

    The caller holds the job. Raises Invalid without a reason, Conflict where it waits no more or
    this side has signed.
    """
    _demand_held_and_short(posting, reason)
    if not reason.strip():
        raise Invalid(N_("Skriv varför priset får vara lägre än kostnaden."), field="reason")
    signed = {row.side for row in signatures([posting])[posting.id]}
    if side in signed:
        raise Conflict(N_("Det är redan underskrivet från ert håll."))
    db.session.add(
        PriceSignature(
            posting_id=posting.id,
            side=side,
            reason=reason.strip(),
            signed_at=now(),
            signed_by=by.label,
            signed_by_id=by.user_id,
        )
    )
    record("postings.price_signed", posting, by, side=side.value)
    if signed | {side} != set(PriceSide):
        return False
    record(APPROVED, posting, by)
    posting.answer_by = answer_by(posting.shifts[0].starts_at, now())
    move(posting, PostingStatus.OPEN, by)
    match_runs.request(posting.cooperative.region_id, by)
    return True


def _demand_held_and_short(posting: Posting, reason: str) -> None:
    if posting.status != PostingStatus.SUBMITTED:
        raise Conflict(N_("Jobbet väntar inte på någon underskrift längre."))
    if len(reason) > MOST_REASON:
        raise Invalid(N_("Skriv kortare: högst 1 000 tecken."), field="reason")


def refuse(posting: Posting, reason: str, by: Actor, *, base_url: str) -> None:
    """Send a held job back and tell the company why: its price stays too low. Raises as signing
    does.
    """
    _demand_held_and_short(posting, reason)
    if not reason.strip():
        raise Invalid(N_("Skriv till företaget varför, så de vet vad de kan göra."), field="reason")
    move(posting, PostingStatus.RETURNED, by, reason=reason.strip())
    messages.send(
        Channel.MAIL,
        posting.company.email,
        "price_refused",
        posting=posting,
        task=TASK_BY_CODE[posting.task].sv,
        reason=reason.strip(),
        url=f"{base_url}/companies/postings/{posting.public_id}",
    )


def happenings(
    cooperative: Cooperative | None = None,
) -> tuple[Sequence[Event], Mapping[int, Posting]]:
    """The newest that happened to prices below the floor, oldest first, and the jobs by number.

    Of one cooperative also what was written about its costs.
    """
    held_ever = Event.verb.in_(ABOUT_PRICES)
    if cooperative is None:
        found = events.latest(and_(events.under(Posting), held_ever))
    else:
        own = events.under(Cooperative, Cooperative.id == cooperative.id)
        jobs = events.under(Posting, Posting.cooperative_id == cooperative.id)
        told = Event.verb.in_(("cooperatives.cost_written", "cooperatives.cost_withdrawn"))
        found = events.latest(and_(jobs, held_ever), and_(own, told))
    ids = {one.subject_id for one in found if one.subject_type == "postings"}
    query = select(Posting).where(Posting.id.in_(ids)).options(joinedload(Posting.company))
    return found, {one.id: one for one in db.session.scalars(query)}


def returned_because(posting: Posting) -> str:
    """What was written to the company of a job that was sent back; nothing else: nothing."""
    if posting.status != PostingStatus.RETURNED:
        return ""
    told = [event for event in timeline(posting) if event.verb == TURNED_DOWN]
    return str(told[-1].detail.get("reason", "")) if told else ""


def _holding(costs: Iterable[CostRow], kind: CostKind, task: str | None, day: date) -> int | None:
    begun = [row for row in costs if row.kind == kind and row.starts_on <= day]
    for wanted in dict.fromkeys((task, None)):
        fitting = [row for row in begun if row.task == wanted]
        if fitting:
            return max(fitting, key=lambda row: (row.starts_on, row.id or 0)).amount
    return None
