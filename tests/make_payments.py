"""Bank files to a cooperative, written line by line. See tests/make.py."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from marketplace import clock
from marketplace.models.bank_files import BankFile
from marketplace.models.cards import Checkout
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import SYSTEM
from marketplace.models.invoices import Invoice
from marketplace.services import bank_files
from tests.invoicing import bgmax_examples as bgmax
from tests.invoicing import camt_examples as camt
from tests.make import kept

SERIALS = count(1)
Told = tuple[int, str]


def bgmax_to(
    cooperative: Cooperative,
    *told: Told,
    day: date | None = None,
    currency: str = "SEK",
    serial: int = 56,
    deductions: Sequence[Told] = (),
) -> bytes:
    """A BgMax file to a cooperative's bankgiro, of (öre, reference)."""
    on = f"{day or clock.today():%Y%m%d}"
    lines = [bgmax.payment(ore, ref, serial=n) for n, (ore, ref) in enumerate(told, start=1)]
    lines += [
        bgmax.payment(ore, ref, serial=n, code="21")
        for n, (ore, ref) in enumerate(deductions, start=len(told) + 1)
    ]
    total = sum(ore for ore, _ in told) - sum(ore for ore, _ in deductions)
    return bgmax.file_of(
        bgmax.start(),
        bgmax.section(currency, cooperative.bankgiro.replace("-", "")),
        lines,
        bgmax.deposit(total, len(lines), currency=currency, serial=serial, day=on),
        bgmax.end(payments=len(told), deductions=len(deductions), deposits=1),
    )


def camt_of(*told: Told, iban: str = camt.IBAN, name: str = "S1") -> bytes:
    """A camt.054 of (öre, reference) on an account; the bank's own names begin with the file's."""
    day = f"{clock.today():%Y-%m-%d}"
    entries = []
    for number, (ore, reference) in enumerate(told):
        kronor = f"{ore / 100:.2f}"
        more = camt.remittance(camt.structured(reference))
        details = camt.detail(kronor, reference=f"{name}-{number}", more=more)
        entries.append(camt.entry(kronor, details, day=day))
    return camt.notice(*entries, iban=iban, name=name)


def make_bank_file(cooperative: Cooperative, *told: Told) -> BankFile:
    """A file of its own that nobody has taken in; one payment of nobody knows what, if not told."""
    content = bgmax_to(cooperative, *(told or [(50_000, "")]), serial=next(SERIALS))
    return bank_files.upload(cooperative, "inbetalningar.txt", content, SYSTEM)


def make_checkout(invoice: Invoice) -> Checkout:
    """A try to pay an invoice by card, its payment page open."""
    number = next(SERIALS)
    return kept(
        Checkout(
            invoice=invoice,
            account="acct_cooperative1",
            amount_ore=invoice.payable_ore or 1,
            attempt=number,
            session_id=f"cs_made_{number}",
            url="https://checkout.stripe.com/c/pay/x",
            started_at=clock.now(),
        )
    )
