"""The books as SIE files: 4I out for a closed period, the accountant's 4E in."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

import invoicing.voucher
from invoicing import InvoicingError
from invoicing.sie import Company, check_sie, read_sie, write_sie
from invoicing.sie.read import SieFile
from invoicing.voucher import Dimension, Entry
from marketplace.clock import local, now, today
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.agreements import Agreement
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.models.ledger import AccountMonth, AnnualAccount, Voucher
from marketplace.services import agreements, ledger, periods
from marketplace.services.history import record
from marketplace.services.periods import Period
from marketplace.services.vouchers import tags_of

INCOME, PAY, RESULT = ("3000", "3999"), ("7000", "7699"), ("3000", "8998")
"""accounts of the Swedish standard chart, both included"""


@dataclass(frozen=True, slots=True)
class Export:
    """A SIE file with what making it did: which months it closed, and which go on."""

    content: bytes
    closed: Sequence[date]
    still_open: Sequence[date]
    vouchers: int


def export(cooperative: Cooperative, period: Period, by: Actor) -> Export:
    """Write a period's vouchers as SIE 4I and close its months that are over.

    A month that goes on is written as it stands and stays open: such a file is preliminary. A
    closed period always gives the same bytes. Raises Invalid for a period that has not begun.
    """
    if period.first_day > today():
        raise Invalid(N_("Perioden har inte börjat än."), "period")
    if ledger.is_behind(cooperative.id):
        ledger.catch_up(cooperative.id)
    closed_now = periods.close(cooperative, period, by)
    closed = periods.closed(cooperative.id, period)
    done = {month.first_day for month in closed}
    still_open = [day for day in period.months if day not in done and day <= today()]
    rows = _vouchers(cooperative.id, period)
    written_on = today()
    if closed and not still_open:
        written_on = max(local(month.closed_at).date() for month in closed)
    content = write_sie(
        _company(cooperative, period.first_day.year),
        [_voucher(row) for row in rows],
        generated_on=written_on,
        object_names=_names(cooperative),
    )
    wrong = check_sie(content)
    if wrong:
        raise Invalid(N_("SIE-filen håller inte: %(what)s"), what=" ".join(wrong))
    record(periods.HANDED_OVER, cooperative, by, period=period.name, vouchers=len(rows))
    return Export(content, closed_now, still_open, len(rows))


def take_in(cooperative: Cooperative, content: bytes, by: Actor) -> AnnualAccount:
    """Read the accountant's SIE 4E: the year's income, pay, other costs and surplus.

    Raises Invalid for another's file, or one without results; Conflict for one already read.
    """
    file = _own_year(cooperative, content)
    sha256 = hashlib.sha256(content).hexdigest()
    if db.session.scalar(_known(cooperative.id).where(AnnualAccount.file_sha256 == sha256)):
        raise Conflict(N_("Filen är redan inläst."))
    first, last = file.years[0]
    account = AnnualAccount(
        cooperative_id=cooperative.id,
        year_from=first,
        year_to=last,
        income_ore=file.result_ore(*INCOME),
        pay_ore=-file.result_ore(*PAY),
        other_cost_ore=-file.result_ore("4000", "6999") - file.result_ore("7700", "7999"),
        surplus_ore=file.surplus_ore(),
        distributed_ore=file.distributed_ore(),
        accounts={number: ore for (year, number), ore in file.results.items() if year == 0},
        file_sha256=sha256,
        imported_at=now(),
        imported_by=by.label,
        months=_months(file),
    )
    db.session.add(account)
    db.session.flush()
    record("annual_accounts.taken_in", account, by, year=last.year)
    return account


def _months(file: SieFile) -> list[AccountMonth]:
    """None at all where the vouchers do not come to what the file says of its year."""
    spans = INCOME, PAY, RESULT
    income, pay, result = (file.months_ore(*span) for span in spans)
    for span, told in zip(spans, (income, pay, result), strict=True):
        if not told and file.result_ore(*span):
            return []
    return [
        AccountMonth(
            first_day=month,
            income_ore=income.get(month, 0),
            pay_ore=-pay.get(month, 0),
            surplus_ore=result[month],
        )
        for month in sorted(result)
    ]


def _own_year(cooperative: Cooperative, content: bytes) -> SieFile:
    try:
        file = read_sie(content)
    except InvoicingError as error:
        raise Invalid(N_("Filen går inte att läsa: %(what)s"), "file", what=str(error)) from error
    own = cooperative.organisation_number.replace("-", "")
    if file.organisation_number.replace("-", "") != own:
        raise Invalid(
            N_("Filen är för organisationsnummer %(number)s, inte för kooperativet."),
            "file",
            number=file.organisation_number or "–",
        )
    if 0 not in file.years or not any(year == 0 for year, _ in file.results):
        raise Invalid(
            N_("Filen har inget resultat (#RES). Be om en SIE-fil av typ 4E för året."), "file"
        )
    return file


def annual_account(cooperative_id: int, year: int) -> AnnualAccount | None:
    """What was last read of a year that ends in that calendar year."""
    query = _known(cooperative_id).where(
        AnnualAccount.year_to >= date(year, 1, 1), AnnualAccount.year_to < date(year + 1, 1, 1)
    )
    return db.session.scalars(query.order_by(AnnualAccount.id.desc()).limit(1)).one_or_none()


def annual_accounts(year: int) -> Mapping[int, AnnualAccount]:
    """The same of every cooperative that has one, by its inner number; one query."""
    query = select(AnnualAccount).where(
        AnnualAccount.year_to >= date(year, 1, 1), AnnualAccount.year_to < date(year + 1, 1, 1)
    )
    return {one.cooperative_id: one for one in db.session.scalars(query.order_by(AnnualAccount.id))}


def _known(cooperative_id: int) -> Select[AnnualAccount]:
    return select(AnnualAccount).where(AnnualAccount.cooperative_id == cooperative_id)


def _vouchers(cooperative_id: int, period: Period) -> Sequence[Voucher]:
    return db.session.scalars(
        select(Voucher)
        .where(
            Voucher.cooperative_id == cooperative_id,
            Voucher.booked_on >= period.first_day,
            Voucher.booked_on < period.until,
        )
        .order_by(Voucher.series, Voucher.number)
        .options(selectinload(Voucher.entries))
    ).all()


def _voucher(row: Voucher) -> invoicing.voucher.Voucher:
    return invoicing.voucher.Voucher(
        event=row.event,
        booked_on=row.booked_on,
        text=row.text,
        source=row.source,
        series=row.series,
        number=row.number,
        entries=tuple(
            Entry(account=entry.account, amount_ore=entry.amount_ore, tags=tags_of(entry))
            for entry in row.entries
        ),
    )


def _company(cooperative: Cooperative, year: int) -> Company:
    return Company(
        name=cooperative.name,
        organisation_number=cooperative.organisation_number.replace("-", ""),
        year_from=date(year, 1, 1),
        year_to=date(year, 12, 31),
    )


def _names(cooperative: Cooperative) -> dict[tuple[Dimension, str], str]:
    projects = agreements.listed(Agreement.cooperative_id == cooperative.id)
    names = {(Dimension.PROJECT, str(one.id)): one.company.name for one in projects}
    return {(Dimension.COST_CENTRE, cooperative.slug): cooperative.name, **names}
