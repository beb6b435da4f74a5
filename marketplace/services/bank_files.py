"""Files from the bank: looked at first, taken in once; what is certain settles itself."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import undefer

from invoicing.bankfiles import BankFile as ReadFile
from invoicing.bankfiles import BankFileError, BankPayment, read_bank_file
from invoicing.settle import Decision, settle
from marketplace.clock import now, today
from marketplace.database import db, random_id
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.bank_files import BankFile, BankPaymentStatus, ReceivedPart, ReceivedPayment
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.models.payments import PaymentMethod
from marketplace.services import bank_accounts, open_debts, payments
from marketplace.services.history import record
from marketplace.services.holding import hold
from marketplace.services.lists import Source
from marketplace.services.payments import Part

CHUNK = 500
LONGEST_NAME = 200
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking a file in would do: payments that settle, those that ask, those known before.

    `new_accounts` are those a person must know for the cooperative's own.
    """

    file: ReadFile
    new_accounts: Sequence[str]
    settled: Sequence[Decision]
    asking: Sequence[Decision]
    known: Sequence[BankPayment]


def upload(cooperative: Cooperative, name: str, content: bytes, by: Actor) -> BankFile:
    """Keep a file to be looked at; the same bytes again, by whomever, give the same file.

    Raises Invalid where it cannot be read whole, is a test, or belongs to another account.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    known = _known(cooperative, sha256)
    if known is not None:
        return known
    read = _read(cooperative, content)
    made = db.session.scalar(
        insert(BankFile)
        .values(
            public_id=random_id(),
            cooperative_id=cooperative.id,
            name=name[-LONGEST_NAME:] or read.format,
            format=read.format,
            sha256=sha256,
            content=content,
            payment_count=len(read.payments),
            settled_count=0,
            known_count=0,
            uploaded_at=now(),
            uploaded_by=by.label,
            taken_in_by="",
        )
        .on_conflict_do_nothing(index_elements=[BankFile.cooperative_id, BankFile.sha256])
        .returning(BankFile.id)
    )
    found = _known(cooperative, sha256)
    assert found is not None  # noqa: S101 -- made by us or by whoever was quicker
    if made is not None:
        record("bank_files.uploaded", found, by, payments=len(read.payments))
    return found


def preview(file: BankFile) -> Preview:
    """What taking in a waiting file would do as things stand now; nothing is changed."""
    read = _read(file.cooperative, file.content or b"")
    known = _known_keys(file.cooperative_id, [one.key for one in read.payments])
    fresh = [one for one in read.payments if one.key not in known]
    decisions = settle(fresh, open_debts.of_cooperative(file.cooperative_id).debts)
    return Preview(
        file=read,
        new_accounts=bank_accounts.new(file.cooperative, read),
        settled=[one for one in decisions if settles_itself(one)],
        asking=[one for one in decisions if not settles_itself(one)],
        known=[one for one in read.payments if one.key in known],
    )


def settles_itself(decision: Decision) -> bool:
    """Whether a payment needs nobody: reference and amount are right, and its day has been."""
    return bool(decision.allocations) and decision.payment.paid_on <= today()


def take_in(file: BankFile, by: Actor, *, knows_account: bool = False) -> bool:
    """Take a file in, whole or not at all; False where somebody already has.

    Every payment is taken in once, in whatever file it stands. Exact ones settle their invoices,
    the others wait for a person. Raises Invalid for an account that is new, unless the person
    knows it for the cooperative's own.
    """
    hold(file)
    if not file.is_waiting:
        return False
    read = _read(file.cooperative, file.content or b"")
    if not knows_account and bank_accounts.new(file.cooperative, read):
        raise Invalid(N_("Kryssa i att kontot är ert. Annars: kasta filen."), "knows_account")
    numbers = _add_payments(file, read.payments)
    fresh = [one for one in read.payments if one.key in numbers]
    settled = _settle(file, fresh, numbers, by)
    file.settled_count, file.known_count = settled, len(read.payments) - len(fresh)
    file.content, file.taken_in_at, file.taken_in_by = None, now(), by.label
    detail = {"payments": len(read.payments), "settled": settled, "known": file.known_count}
    record("bank_files.taken_in", file, by, **detail)
    db.session.flush()
    return True


def discard(file: BankFile, by: Actor) -> None:
    """Let go of a file that nobody has taken in. Raises Conflict where somebody has."""
    hold(file)
    if not file.is_waiting:
        raise Conflict(N_("Filen är redan inläst."))
    record("bank_files.discarded", file, by)
    db.session.execute(delete(BankFile).where(BankFile.id == file.id))


def source(cooperative_id: int) -> Source[BankFile]:
    """A cooperative's files, newest first."""
    return Source(
        query=select(BankFile).where(BankFile.cooperative_id == cooperative_id),
        tie=BankFile.id,
        orders={"uploaded": BankFile.uploaded_at, "name": BankFile.name},
        texts=(BankFile.name, BankFile.uploaded_by),
        filters={
            "state": {
                "waiting": BankFile.taken_in_at.is_(None),
                "taken_in": BankFile.taken_in_at.is_not(None),
            }
        },
        downwards=True,
    )


def _known(cooperative: Cooperative, sha256: str) -> BankFile | None:
    query = select(BankFile).where(
        BankFile.cooperative_id == cooperative.id, BankFile.sha256 == sha256
    )
    return db.session.scalars(query.options(undefer(BankFile.content))).one_or_none()


def _read(cooperative: Cooperative, content: bytes) -> ReadFile:
    try:
        read = read_bank_file(content)
    except BankFileError as error:
        raise Invalid(N_("Filen går inte att läsa. %(what)s"), "file", what=str(error)) from error
    if read.is_test:
        raise Invalid(N_("Det är en testfil från banken. Den läses inte in."), "file")
    if not read.payments:
        raise Invalid(N_("Filen har inga betalningar in."), "file")
    bank_accounts.demand_own(cooperative, read)
    return read


def _known_keys(cooperative_id: int, keys: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for chunk in _chunks(keys):
        query = select(ReceivedPayment.key).where(
            ReceivedPayment.cooperative_id == cooperative_id, ReceivedPayment.key.in_(chunk)
        )
        found.update(db.session.scalars(query))
    return found


def _add_payments(file: BankFile, told: Sequence[BankPayment]) -> Mapping[str, int]:
    """Write the payments not met before; their numbers by key.

    In the order of their keys, so that two files with the same payments never wait in a circle.
    """
    numbers: dict[str, int] = {}
    for chunk in _chunks(sorted(told, key=lambda one: one.key)):
        query = (
            insert(ReceivedPayment)
            .on_conflict_do_nothing(
                index_elements=[ReceivedPayment.cooperative_id, ReceivedPayment.key]
            )
            .returning(ReceivedPayment.key, ReceivedPayment.id)
        )
        made = db.session.execute(query, [_row(file, one) for one in chunk])
        numbers.update((key, number) for key, number in made)
    return numbers


def _row(file: BankFile, told: BankPayment) -> dict[str, object]:
    return {
        "public_id": random_id(),
        "cooperative_id": file.cooperative_id,
        "bank_file_id": file.id,
        "key": told.key,
        "amount_ore": told.amount_ore,
        "currency": told.currency,
        "paid_on": told.paid_on,
        "account": told.account,
        "references": [[one.text, one.amount_ore] for one in told.references],
        "message": told.message,
        "payer_name": told.payer.name,
        "payer_number": told.payer.organisation_number,
        "status": BankPaymentStatus.WAITING,
        "note": "",
        "decisions": 0,
        "decided_by": "",
    }


def _settle(
    file: BankFile, fresh: Sequence[BankPayment], numbers: Mapping[str, int], by: Actor
) -> int:
    """Settle what is certain, judged while the invoices concerned are held; how many payments."""
    debts = open_debts.of_cooperative(file.cooperative_id)
    held = {
        debts.invoice_id(part.debt) for one in _certain(fresh, debts) for part in one.allocations
    }
    open_debts.hold(held)
    debts = open_debts.of_cooperative(file.cooperative_id)
    told_of: dict[str, int] = {}
    parts, settled = [], []
    for one in _certain(fresh, debts):
        number, ids = numbers[one.payment.key], [debts.invoice_id(p.debt) for p in one.allocations]
        if not held.issuperset(ids):
            continue  # paid back this very moment: a person decides
        settled.append(number)
        for invoice_id, allocation in zip(ids, one.allocations, strict=True):
            key = f"bank:{number}:1:{invoice_id}"
            told_of[key] = number
            parts.append(Part(invoice_id, allocation.amount_ore, one.payment.paid_on, key))
    made = payments.pay_many(file.cooperative_id, parts, PaymentMethod.BANKGIRO, by)
    _mark_settled(settled, {made[key]: number for key, number in told_of.items()})
    return len(settled)


def _certain(fresh: Sequence[BankPayment], debts: open_debts.OpenDebts) -> list[Decision]:
    return [one for one in settle(fresh, debts.debts) if settles_itself(one)]


def _mark_settled(numbers: Sequence[int], told_of: Mapping[int, int]) -> None:
    """Write that payments settled themselves, and which row of money each became."""
    for chunk in _chunks(numbers):
        db.session.execute(
            update(ReceivedPayment)
            .where(ReceivedPayment.id.in_(chunk))
            .values(status=BankPaymentStatus.SETTLED, decisions=1, decided_at=now())
        )
    rows = [
        {"received_payment_id": number, "payment_id": payment_id}
        for payment_id, number in told_of.items()
    ]
    for some in _chunks(rows):
        db.session.execute(insert(ReceivedPart), list(some))


def _chunks(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
