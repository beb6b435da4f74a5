"""The basis of pay: the same attested hours that are billed, by person and customer and month.

Own pay stands beside what the client's own people earn in such work; a gap wants a named person's
word for why.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, exists, select, tuple_
from sqlalchemy.orm import joinedload

from invoicing.money import net_from_minutes
from marketplace.clock import at, now
from marketplace.database import Base, db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.agreements import Agreement
from marketplace.models.assignments import Assignment
from marketplace.models.companies import Company
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor, Event
from marketplace.models.members import Member
from marketplace.models.pay import ComparablePay, HourlyPay, PayGapSignOff
from marketplace.models.postings import Posting, PostingKind, Shift
from marketplace.models.time_reports import TimeReport, TimeReportStatus
from marketplace.services import agreements
from marketplace.services.history import record, timeline_by
from marketplace.services.lists import Gathered
from marketplace.services.periods import Period

EXPORTED = "cooperatives.payroll_exported"
ATTESTED = (TimeReportStatus.APPROVED, TimeReportStatus.INVOICED)


class PayState(StrEnum):
    """What is left to do about a person's hours at a customer."""

    UNKNOWN = "unknown"
    """nobody has written what she earns"""
    GAP = "gap"
    """the customer's own people earn more, and nobody has said why"""
    SIGNED = "signed"
    """the customer's own people earn more, and somebody has said why"""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class PayRow:
    """What one person worked at one customer in a month, and what it pays."""

    member: Member
    company: Company
    agreement: Agreement
    shifts: int
    minutes: int
    own_ore: int | None
    """pay an hour; None where nobody has written it"""
    comparable_ore: int | None
    signed_by: str

    @property
    def pay_ore(self) -> int | None:
        """What the hours pay before tax."""
        return None if self.own_ore is None else net_from_minutes(self.minutes, self.own_ore)

    @property
    def gap_ore(self) -> int:
        """How much less an hour pays than at the client's; 0 where it pays as much, or unknown."""
        if self.own_ore is None or self.comparable_ore is None:
            return 0
        return max(0, self.comparable_ore - self.own_ore)

    @property
    def wants_word(self) -> bool:
        """Whether somebody has to say why."""
        return self.gap_ore > 0 and not self.signed_by

    @property
    def state(self) -> PayState:
        """What is left to do about it."""
        if self.own_ore is None:
            return PayState.UNKNOWN
        if self.wants_word:
            return PayState.GAP
        return PayState.SIGNED if self.gap_ore else PayState.DONE


def rows(cooperative_id: int, period: Period) -> Sequence[PayRow]:
    """Every paid hour of a cooperative's members in a month, by person and customer.

    Hours lent to another cooperative are paid by their own: it is the employer.
    """
    found: dict[tuple[int, int, int], list[TimeReport]] = {}
    for report in _reports(cooperative_id, period):
        posting = report.assignment.shift.posting
        key = (report.assignment.member_id, posting.cooperative_id, posting.company_id)
        found.setdefault(key, []).append(report)
    known = _agreements(found)
    own = _own_pay(cooperative_id, period)
    comparable = _comparable(period, [agreement.id for agreement in known.values()])
    signed = _signed(cooperative_id, period)
    made = []
    for (member_id, seller_id, company_id), reports in found.items():
        agreement = known[seller_id, company_id]
        assignment = reports[0].assignment
        made.append(
            PayRow(
                member=assignment.member,
                company=assignment.shift.posting.company,
                agreement=agreement,
                shifts=len(reports),
                minutes=sum(report.work_minutes for report in reports),
                own_ore=own.get(member_id),
                comparable_ore=comparable.get(agreement.id),
                signed_by=signed.get((member_id, agreement.id), ""),
            )
        )
    return sorted(made, key=lambda row: (row.member.name, row.member.id, row.company.name))


def set_own(member: Member, starts_on: date, ore_per_hour: int, by: Actor) -> None:
    """Write what a member earns an hour from a day on. Raises Conflict where that day has a row."""
    if _has(HourlyPay, HourlyPay.member_id == member.id, HourlyPay.starts_on == starts_on):
        raise Conflict(N_("Det finns redan en lön från den dagen."))
    db.session.add(HourlyPay(member_id=member.id, starts_on=starts_on, ore_per_hour=ore_per_hour))
    record("members.pay_written", member, by, from_day=starts_on.isoformat())


def set_comparable(agreement: Agreement, starts_on: date, ore_per_hour: int, by: Actor) -> None:
    """Write what the client's own people earn an hour, as the client says, from a day on."""
    rows = ComparablePay.agreement_id == agreement.id, ComparablePay.starts_on == starts_on
    if _has(ComparablePay, *rows):
        raise Conflict(N_("Det finns redan en lön från den dagen."))
    db.session.add(
        ComparablePay(agreement_id=agreement.id, starts_on=starts_on, ore_per_hour=ore_per_hour)
    )
    record("agreements.comparable_pay_written", agreement, by, from_day=starts_on.isoformat())


def comparable_of(agreement: Agreement) -> Sequence[ComparablePay]:
    """What the client's own people earn, newest first."""
    query = select(ComparablePay).where(ComparablePay.agreement_id == agreement.id)
    return db.session.scalars(query.order_by(ComparablePay.starts_on.desc())).all()


def pay_of(member: Member) -> Sequence[HourlyPay]:
    """What a member earns an hour, newest first."""
    query = select(HourlyPay).where(HourlyPay.member_id == member.id)
    return db.session.scalars(query.order_by(HourlyPay.starts_on.desc())).all()


def happenings(member: Member) -> Sequence[Event]:
    """When somebody wrote what a member earns, and why it is less than at a client's."""
    return timeline_by(member, ("members.pay_written", "members.pay_gap_signed"))


def exports(cooperative: Cooperative, period: Period) -> Sequence[Event]:
    """When somebody carried away this month's pay as a file, and who."""
    return timeline_by(cooperative, (EXPORTED,), month=f"{period.first_day:%Y-%m}")


def note_export(cooperative: Cooperative, period: Period, by: Actor) -> None:
    """Write down that somebody carried away a month's pay as a file."""
    record(EXPORTED, cooperative, by, month=f"{period.first_day:%Y-%m}")


def sign_off(member: Member, agreement: Agreement, period: Period, reason: str, by: Actor) -> None:
    """A named person says why a member earns less than at the client's this month."""
    if not reason.strip():
        raise Invalid(N_("Skriv varför lönen är lägre än hos kunden."), "reason")
    month = period.first_day
    row = (
        PayGapSignOff.member_id == member.id,
        PayGapSignOff.agreement_id == agreement.id,
        PayGapSignOff.month == month,
    )
    if _has(PayGapSignOff, *row):
        raise Conflict(N_("Skillnaden är redan motiverad."))
    db.session.add(
        PayGapSignOff(
            member_id=member.id,
            agreement_id=agreement.id,
            month=month,
            reason=reason.strip(),
            signed_at=now(),
            signed_by=by.label,
        )
    )
    record("members.pay_gap_signed", member, by, month=f"{month:%Y-%m}")


def listed(found: Sequence[PayRow]) -> Gathered[PayRow]:
    """The rows of a month as a list that can be searched, narrowed and ordered."""
    return Gathered(
        found,
        orders={
            "name": lambda row: (row.member.name, row.member.id, row.company.name),
            "customer": lambda row: row.company.name,
            "time": lambda row: row.minutes,
            "own": lambda row: row.own_ore,
            "comparable": lambda row: row.comparable_ore,
            "pay": lambda row: row.pay_ore,
        },
        texts=(lambda row: row.member.name, lambda row: row.company.name),
        filters={"state": {one.value: _stands_at(one) for one in PayState}},
    )


def _stands_at(state: PayState) -> Callable[[PayRow], bool]:
    return lambda row: row.state == state


def _reports(cooperative_id: int, period: Period) -> Sequence[TimeReport]:
    return db.session.scalars(
        select(TimeReport)
        .join(TimeReport.assignment)
        .join(Assignment.member)
        .where(
            Member.cooperative_id == cooperative_id,
            TimeReport.kind != PostingKind.INTERNSHIP,
            TimeReport.status.in_(ATTESTED),
            TimeReport.starts_at >= at(period.first_day, 0),
            TimeReport.starts_at < at(period.until, 0),
        )
        .options(
            joinedload(TimeReport.assignment).joinedload(Assignment.member),
            joinedload(TimeReport.assignment)
            .joinedload(Assignment.shift)
            .joinedload(Shift.posting)
            .joinedload(Posting.company),
        )
    ).all()


def _agreements(keys: Iterable[tuple[int, int, int]]) -> Mapping[tuple[int, int], Agreement]:
    """The agreement behind each customer; in one query, save those that have none yet."""
    pairs = {(seller_id, company_id) for _, seller_id, company_id in keys}
    query = select(Agreement).where(
        tuple_(Agreement.cooperative_id, Agreement.company_id).in_(sorted(pairs))
    )
    known = {(row.cooperative_id, row.company_id): row for row in db.session.scalars(query)}
    for pair in pairs - known.keys():
        known[pair] = agreements.of(*pair)
    return known


def _own_pay(cooperative_id: int, period: Period) -> Mapping[int, int]:
    """Pay an hour by member: the newest row that has begun when the month ends."""
    query = (
        select(HourlyPay.member_id, HourlyPay.ore_per_hour)
        .join(HourlyPay.member)
        .where(Member.cooperative_id == cooperative_id, HourlyPay.starts_on < period.until)
        .order_by(HourlyPay.starts_on)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def _comparable(period: Period, agreement_ids: Sequence[int]) -> Mapping[int, int]:
    query = (
        select(ComparablePay.agreement_id, ComparablePay.ore_per_hour)
        .where(
            ComparablePay.agreement_id.in_(agreement_ids), ComparablePay.starts_on < period.until
        )
        .order_by(ComparablePay.starts_on)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def _signed(cooperative_id: int, period: Period) -> Mapping[tuple[int, int], str]:
    query = (
        select(PayGapSignOff.member_id, PayGapSignOff.agreement_id, PayGapSignOff.signed_by)
        .join(Member, Member.id == PayGapSignOff.member_id)
        .where(Member.cooperative_id == cooperative_id, PayGapSignOff.month == period.first_day)
    )
    return {(row[0], row[1]): row[2] for row in db.session.execute(query)}


def _has(noun: type[Base], *within: ColumnElement[bool]) -> bool:
    return bool(db.session.scalar(select(exists(select(noun).where(*within)))))
