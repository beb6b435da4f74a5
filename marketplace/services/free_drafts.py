"""Drafts that are written by hand: goods, lent hours, requests for public compensation."""

from collections.abc import Mapping
from datetime import date

import invoicing
from invoicing import Unit, VatCategory, VatTreatment
from invoicing.money import MINUTES_PER_HOUR, THOUSANDTHS_PER_WHOLE, round_half_up
from invoicing.vat import treatment_on
from marketplace.catalogue.vat_rates import NAMES, rate_on
from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.companies import BuyerSector, Company
from marketplace.models.history import Actor
from marketplace.models.invoices import Invoice, InvoiceKind, InvoiceLine, InvoiceStatus, Stream
from marketplace.services import agreements, numbering
from marketplace.services.agreements import LABOUR_VAT
from marketplace.services.history import record
from marketplace.services.holding import hold
from marketplace.services.invoices import tax
from marketplace.services.vat_treatments import REASON_CODES, REASONS

UNITS: Mapping[Unit, str] = {
    Unit.PIECE: N_("st"),
    Unit.HOUR: N_("timmar"),
    Unit.DAY: N_("dagar"),
    Unit.MONTH: N_("månader"),
    Unit.KILOGRAM: N_("kg"),
    Unit.KILOMETRE: N_("km"),
    Unit.METRE: N_("m"),
    Unit.SQUARE_METRE: N_("m²"),
    Unit.LITRE: N_("liter"),
}


def begin(
    cooperative_id: int, company: Company, kind: InvoiceKind, by: Actor, *, note: str = ""
) -> Invoice:
    """An empty draft to a customer. Raises Invalid for a request to anybody but a public body."""
    if kind == InvoiceKind.REQUISITION and company.buyer_sector != BuyerSector.PUBLIC:
        raise Invalid(N_("Ersättning kan bara begäras av offentlig sektor."), "kind")
    agreement = agreements.of(cooperative_id, company.id)
    draft = Invoice(
        cooperative_id=cooperative_id,
        company=company,
        kind=kind,
        status=InvoiceStatus.DRAFT,
        created_at=now(),
        series=numbering.LETTERS[kind],
        language=agreement.language,
        note=note,
    )
    db.session.add(draft)
    db.session.flush()
    record("invoices.begun", draft, by, kind=kind.value)
    return draft


def add_line(
    draft: Invoice,
    *,
    description: str,
    quantity_thousandths: int,
    unit: Unit,
    unit_price_ore: int,
    goods: str,
    supplied_on: date,
) -> InvoiceLine:
    """Put a line on a draft. Work is taxed as agreed, goods by their kind, grants not at all.

    Raises Invalid for nothing sold or time that is not whole minutes, Conflict once issued.
    """
    _demand_draft(draft)
    if not quantity_thousandths:
        raise Invalid(N_("Antalet kan inte vara noll."), "quantity")
    grant = draft.kind == InvoiceKind.REQUISITION
    line = InvoiceLine(
        position=max((one.position for one in draft.lines), default=0) + 1,
        description=description,
        stream=Stream.PUBLIC_COMPENSATION if grant else Stream.MARKET,
        buyer_sector=draft.company.buyer_sector,
        supplied_on=supplied_on,
        quantity_minutes=0,
        ore_per_hour=0,
    )
    if unit is Unit.HOUR:
        line.quantity_minutes = _minutes(quantity_thousandths)
        line.ore_per_hour = unit_price_ore
        line.net_ore = invoicing.money.net_from_minutes(line.quantity_minutes, unit_price_ore)
    else:
        line.quantity_thousandths, line.unit = quantity_thousandths, unit
        line.unit_price_ore = unit_price_ore
        line.net_ore = invoicing.money.net_from_quantity(quantity_thousandths, unit_price_ore)
    tax(line, _vat(draft, unit, goods, supplied_on))
    draft.lines.append(line)
    db.session.flush()
    return line


def remove_line(draft: Invoice, position: int) -> None:
    """Take a line off a draft; attested hours stay: they are freed by discarding the draft."""
    _demand_draft(draft)
    for line in draft.lines:
        if line.position == position and line.time_report_id is None:
            draft.lines.remove(line)
            db.session.flush()
            return
    raise Conflict(N_("Raden är redan borttagen."))


def set_tax_reduction(draft: Invoice, ore: int) -> None:
    """What a private person does not pay because it is asked of the tax agency (RUT).

    The amount is worked out and vouched for by whoever enters it. Raises Invalid for others.
    """
    _demand_draft(draft)
    if ore and draft.company.buyer_sector != BuyerSector.PRIVATE_PERSON:
        raise Invalid(N_("Skattereduktion kan bara ges till en privatperson."), "tax_reduction")
    draft.tax_reduction_ore = ore


def _demand_draft(draft: Invoice) -> None:
    hold(draft)
    if draft.status != InvoiceStatus.DRAFT:
        raise Conflict(N_("Fakturan är redan utfärdad."))


def _minutes(quantity_thousandths: int) -> int:
    """Hours in thousandths as minutes: 7,5 is 450, 0,333 is 20."""
    return round_half_up(quantity_thousandths * MINUTES_PER_HOUR, THOUSANDTHS_PER_WHOLE)


def _vat(draft: Invoice, unit: Unit, goods: str, day: date) -> VatTreatment:
    if draft.kind == InvoiceKind.REQUISITION:
        swedish, english = REASONS[VatCategory.OUTSIDE_SCOPE]
        return VatTreatment(
            code="grant",
            category=VatCategory.OUTSIDE_SCOPE,
            reason_swedish=swedish,
            reason_english=english,
            reason_code=REASON_CODES[VatCategory.OUTSIDE_SCOPE],
        )
    if unit is Unit.HOUR:
        agreement = agreements.known(draft.cooperative_id, draft.company_id)
        return treatment_on(agreements.treatments(agreement), LABOUR_VAT.code, day)
    if goods not in NAMES:
        raise Invalid(N_("Välj vad det är för slags vara."), "goods")
    return rate_on(goods, day)
