"""How an agreement's work is taxed: chosen at Kooptjänst on a written ground, signed by both."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager, joinedload

from invoicing import VatCategory
from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.agreements import Agreement, VatTreatment
from marketplace.models.companies import Company
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.services.history import record
from marketplace.services.holding import hold
from marketplace.services.lists import Source

RATES = (2500, 1200, 600)
REASON_CODES = {
    VatCategory.EXEMPT: "VATEX-EU-132-1G",
    VatCategory.REVERSE_CHARGE: "VATEX-EU-AE",
    VatCategory.OUTSIDE_SCOPE: "VATEX-EU-O",
}
"""Social care is exempt by article 132.1 g of directive 2006/112/EC; the rest say what they are."""
REASONS = {
    VatCategory.EXEMPT: (
        "Undantag från skatteplikt, 10 kap. mervärdesskattelagen (2023:200)",
        "Exempt from VAT, chapter 10 of the Swedish VAT Act (2023:200)",
    ),
    VatCategory.REVERSE_CHARGE: ("Omvänd betalningsskyldighet", "Reverse charge"),
    VatCategory.OUTSIDE_SCOPE: ("Utanför mervärdesskattens område", "Outside the scope of VAT"),
}
"""What an invoice says when no VAT is charged, unless other words are written."""


def choose(
    agreement: Agreement,
    *,
    category: VatCategory,
    rate_basis_points: int,
    ground: str,
    valid_from: date,
    by: Actor,
    reason_swedish: str = "",
    reason_english: str = "",
) -> VatTreatment:
    """Propose how work is taxed from a day on; it holds once the cooperative has signed.

    Raises Invalid without a ground, with a rate that does not exist, or reverse charge for a
    customer without an organisation number.
    """
    standard = category is VatCategory.STANDARD
    _demand_reasonable(agreement, category, rate_basis_points, ground)
    swedish, english = REASONS.get(category, ("", ""))
    treatment = VatTreatment(
        agreement=agreement,
        category=category,
        rate_basis_points=rate_basis_points if standard else 0,
        reason_swedish="" if standard else reason_swedish.strip() or swedish,
        reason_english="" if standard else reason_english.strip() or english,
        reason_code=REASON_CODES.get(category, ""),
        ground=ground.strip(),
        valid_from=valid_from,
        chosen_at=now(),
        chosen_by=by.label,
        chosen_by_id=by.user_id,
    )
    db.session.add(treatment)
    db.session.flush()
    detail = {"category": category.value, "rate": treatment.rate_basis_points}
    record("vat_treatments.chosen", treatment, by, from_day=valid_from.isoformat(), **detail)
    return treatment


def _demand_reasonable(
    agreement: Agreement, category: VatCategory, rate_basis_points: int, ground: str
) -> None:
    if not ground.strip():
        raise Invalid(N_("Skriv grunden: varför momsen är så, och var det står."), "ground")
    if category is VatCategory.STANDARD and rate_basis_points not in RATES:
        raise Invalid(N_("Momsen är 25, 12 eller 6 procent."), "rate")
    without_number = not agreement.company.organisation_number
    if category is VatCategory.REVERSE_CHARGE and without_number:
        raise Invalid(N_("Omvänd betalningsskyldighet kräver köparens momsnummer."), "category")


def sign(treatment: VatTreatment, by: Actor) -> None:
    """The cooperative agrees: from now on drafts follow it. Raises Conflict where answered."""
    _answer(treatment)
    treatment.signed_at, treatment.signed_by = now(), by.label
    treatment.signed_by_id = by.user_id
    record("vat_treatments.signed", treatment, by)


def refuse(treatment: VatTreatment, by: Actor) -> None:
    """The cooperative does not agree; nothing changes. Raises Conflict where answered."""
    _answer(treatment)
    treatment.refused_at = now()
    record("vat_treatments.refused", treatment, by)


def listed(*within: ColumnElement[bool]) -> Sequence[VatTreatment]:
    """Treatments with their agreements, those that wait first, then the newest."""
    return db.session.scalars(
        select(VatTreatment)
        .join(VatTreatment.agreement)
        .where(*within)
        .order_by(
            (VatTreatment.signed_at.is_(None) & VatTreatment.refused_at.is_(None)).desc(),
            VatTreatment.id.desc(),
        )
        .options(
            joinedload(VatTreatment.agreement).joinedload(Agreement.company),
            joinedload(VatTreatment.agreement).joinedload(Agreement.cooperative),
        )
    ).all()


def waiting(cooperative_id: int) -> Sequence[VatTreatment]:
    """What waits for a cooperative's signature."""
    return listed(
        Agreement.cooperative_id == cooperative_id,
        VatTreatment.signed_at.is_(None),
        VatTreatment.refused_at.is_(None),
    )


def source() -> Source[Agreement]:
    """Agreements by customer, narrowed by where the choice of how they are taxed stands."""
    chosen = select(VatTreatment.id).where(VatTreatment.agreement_id == Agreement.id)
    return Source(
        query=select(Agreement)
        .join(Agreement.company)
        .join(Agreement.cooperative)
        .options(contains_eager(Agreement.company), contains_eager(Agreement.cooperative)),
        tie=Agreement.id,
        orders={"customer": Company.name, "cooperative": Cooperative.name},
        texts=(Company.name, Cooperative.name),
        filters={
            "state": {
                "waiting": chosen.where(
                    VatTreatment.signed_at.is_(None), VatTreatment.refused_at.is_(None)
                ).exists(),
                "signed": chosen.where(VatTreatment.signed_at.is_not(None)).exists(),
                "refused": chosen.where(VatTreatment.refused_at.is_not(None)).exists(),
                "none": ~chosen.exists(),
            }
        },
    )


def latest_of(agreements: Sequence[Agreement]) -> Mapping[int, VatTreatment]:
    """By agreement the treatment that waits, else the one chosen last; none where none is."""
    found: dict[int, VatTreatment] = {}
    for one in listed(VatTreatment.agreement_id.in_([row.id for row in agreements])):
        found.setdefault(one.agreement_id, one)
    return found


def _answer(treatment: VatTreatment) -> None:
    hold(treatment)
    if not treatment.is_waiting:
        raise Conflict(N_("Momsvalet är redan besvarat."))
