"""The standing relation of a cooperative and a customer: terms of its invoices, VAT of its work."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import contains_eager, joinedload

import invoicing
from invoicing import references
from marketplace.clock import now
from marketplace.database import db, random_id
from marketplace.errors import N_, Invalid
from marketplace.models.agreements import Agreement, Delivery, VatTreatment
from marketplace.models.companies import Company
from marketplace.models.history import Actor
from marketplace.services import alphabet
from marketplace.services.history import record
from marketplace.services.lists import Source

LABOUR_VAT = invoicing.VatTreatment(
    code="labour", category=invoicing.VatCategory.STANDARD, rate_basis_points=2500
)
"""Labour hired out is taxed at 25 % unless an agreement says otherwise on a written ground."""


def of(cooperative_id: int, company_id: int) -> Agreement:
    """The agreement of two parties; it begins, with ordinary terms, when first asked for."""
    db.session.execute(
        insert(Agreement)
        .values(
            cooperative_id=cooperative_id,
            company_id=company_id,
            public_id=random_id(),
            created_at=now(),
        )
        .on_conflict_do_nothing()
    )
    return db.session.scalars(_between(cooperative_id, company_id)).one()


def known(cooperative_id: int, company_id: int) -> Agreement | None:
    """The agreement of two parties, if they have one yet."""
    return db.session.scalars(_between(cooperative_id, company_id)).one_or_none()


def listed(*within: ColumnElement[bool]) -> Sequence[Agreement]:
    """Agreements by cooperative and customer."""
    return db.session.scalars(
        select(Agreement)
        .join(Agreement.company)
        .where(*within)
        .order_by(Agreement.cooperative_id, alphabet.ordered(Company.name), Agreement.id)
        .options(joinedload(Agreement.company), joinedload(Agreement.cooperative))
    ).all()


def source(cooperative_id: int) -> Source[Agreement]:
    """A cooperative's agreements, by customer."""
    return Source(
        query=select(Agreement)
        .join(Agreement.company)
        .where(Agreement.cooperative_id == cooperative_id)
        .options(contains_eager(Agreement.company)),
        tie=Agreement.id,
        orders={"customer": Company.name, "begun": Agreement.created_at},
        texts=(Company.name, func.coalesce(Company.organisation_number, "")),
        filters={
            "delivery": {one.value: Agreement.delivery == one for one in Delivery},
            "monthly": {"yes": Agreement.monthly.is_(True), "no": Agreement.monthly.is_(False)},
        },
    )


def change(
    agreement: Agreement,
    by: Actor,
    *,
    language: str,
    delivery: Delivery,
    monthly: bool,
    order_reference: str,
    peppol_id: str,
    reminder_fee_agreed_on: date | None,
) -> None:
    """Change the terms for invoices to come. Raises Invalid where the customer cannot be reached.

    The form of an electronic address is judged with the whole document, before it is issued.
    """
    reachable = peppol_id or agreement.company.organisation_number
    if delivery == Delivery.ACCESS_POINT and not reachable:
        raise Invalid(N_("Skriv kundens Peppol-id, eller välj ett annat sätt."), "peppol_id")
    agreement.language, agreement.delivery, agreement.monthly = language, delivery, monthly
    agreement.order_reference, agreement.peppol_id = order_reference, peppol_id
    agreement.reminder_fee_agreed_on = reminder_fee_agreed_on
    record("agreements.changed", agreement, by, delivery=delivery.value, monthly=monthly)


def treatments(agreement: Agreement | None) -> list[invoicing.VatTreatment]:
    """How the agreement's work is taxed on any day: what both have signed, else 25 %."""
    rows = [] if agreement is None else _signed(agreement.id)
    dated = [
        invoicing.VatTreatment(
            code=LABOUR_VAT.code,
            category=row.category,
            rate_basis_points=row.rate_basis_points,
            reason_swedish=row.reason_swedish,
            reason_english=row.reason_english,
            reason_code=row.reason_code,
            valid_from=row.valid_from,
            valid_until=after.valid_from if after else None,
        )
        for row, after in zip(rows, [*rows[1:], None], strict=False)
    ]
    first = rows[0].valid_from if rows else None
    if first is None:
        return [LABOUR_VAT]
    before = invoicing.VatTreatment(
        code=LABOUR_VAT.code,
        category=LABOUR_VAT.category,
        rate_basis_points=LABOUR_VAT.rate_basis_points,
        valid_until=first,
    )
    return [before, *dated]


def vat_number(company: Company) -> str:
    """The Swedish VAT number that follows from a customer's organisation number; or nothing."""
    digits = (company.organisation_number or "").replace("-", "")
    return references.parse_vat_number(f"SE{digits}01") if digits else ""


def _between(cooperative_id: int, company_id: int) -> Select[Agreement]:
    return select(Agreement).where(
        Agreement.cooperative_id == cooperative_id, Agreement.company_id == company_id
    )


def _signed(agreement_id: int) -> list[VatTreatment]:
    """Signed treatments by their first day; of several with the same day the latest signed."""
    rows = db.session.scalars(
        select(VatTreatment)
        .where(VatTreatment.agreement_id == agreement_id, VatTreatment.signed_at.is_not(None))
        .order_by(VatTreatment.valid_from, VatTreatment.signed_at, VatTreatment.id)
    )
    by_day = {row.valid_from: row for row in rows}
    return list(by_day.values())
