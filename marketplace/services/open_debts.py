"""The debts of a cooperative's customers, as the rules of settling know them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from invoicing.settle import Decision, OpenDebt, settle
from marketplace.database import db
from marketplace.models.bank_files import ReceivedPayment
from marketplace.models.companies import Company
from marketplace.models.invoices import Invoice, InvoiceKind, InvoiceStatus
from marketplace.services import payments


@dataclass(frozen=True, slots=True)
class OpenDebts:
    """Every debt, also the paid ones with nothing open, and whose it is."""

    debts: Sequence[OpenDebt]
    invoice_ids: Mapping[str, int]

    def invoice_id(self, debt: OpenDebt) -> int:
        """The inner number of the invoice behind a debt."""
        return self.invoice_ids[debt.ocr]


def of_cooperative(cooperative_id: int) -> OpenDebts:
    """What every issued invoice of a cooperative has open, in one query."""
    label = func.concat(Invoice.series, Invoice.year, "-", func.to_char(Invoice.number, "FM00000"))
    rows = db.session.execute(
        select(
            Invoice.id,
            Invoice.ocr,
            label,
            payments.open_ore(),
            Company.name,
            func.coalesce(Company.organisation_number, ""),
        )
        .join(Company, Company.id == Invoice.company_id)
        .where(
            Invoice.cooperative_id == cooperative_id,
            Invoice.status == InvoiceStatus.ISSUED,
            Invoice.kind != InvoiceKind.CREDIT_NOTE,
        )
        .order_by(Invoice.issued_on, Invoice.id)
    ).all()
    debts = [
        OpenDebt(
            ocr=ocr or "",
            number_text=number,
            open_ore=max(0, int(left)),
            buyer_name=name,
            organisation_number=organisation_number.replace("-", ""),
        )
        for _, ocr, number, left, name, organisation_number in rows
    ]
    return OpenDebts(debts, {row[1] or "": row[0] for row in rows})


def hold(invoice_ids: Collection[int]) -> None:
    """Keep others from changing these debts until the commit; always in the same order."""
    query = select(Invoice.id).where(Invoice.id.in_(invoice_ids)).order_by(Invoice.id)
    db.session.execute(query.with_for_update(key_share=True))


def judged(
    cooperative_id: int, received: Sequence[ReceivedPayment]
) -> Mapping[int, tuple[Decision, OpenDebts]]:
    """What the rules say of payments that wait, each by itself, as things stand now."""
    debts = of_cooperative(cooperative_id)
    return {one.id: (settle([one.as_told], debts.debts)[0], debts) for one in received}
