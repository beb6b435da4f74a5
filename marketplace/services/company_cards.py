"""Company cards: asked for once a year, due before anybody is asked to come."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from marketplace.catalogue.attestations import CODES
from marketplace.clock import now, today
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.agreements import Agreement
from marketplace.models.companies import Company
from marketplace.models.company_cards import CardChannel, CompanyCard
from marketplace.models.history import Actor
from marketplace.models.pay import ComparablePay
from marketplace.models.postings import Posting
from marketplace.services.history import record

LASTS = timedelta(days=365)
SOON = timedelta(days=30)
MOST_TEXT = 200
LEAST_ORE, MOST_ORE = 50_00, 1_000_00


def holding(company_id: int) -> CompanyCard | None:
    """The card that holds today; None where none was given within a year."""
    newest = latest(company_id)
    return newest if newest and runs_out(newest) > now() else None


def latest(company_id: int) -> CompanyCard | None:
    """The newest card, also one that has run out: what a new one starts from."""
    return latest_of([company_id]).get(company_id)


def latest_of(company_ids: Iterable[int]) -> Mapping[int, CompanyCard]:
    """The newest card of each of these companies, in one query."""
    rows = db.session.scalars(
        select(CompanyCard)
        .where(CompanyCard.company_id.in_(list(company_ids)))
        .order_by(CompanyCard.company_id, CompanyCard.id.desc())
        .ext(distinct_on(CompanyCard.company_id))
    )
    return {row.company_id: row for row in rows}


def runs_out(card: CompanyCard) -> datetime:
    """When a card has to be given anew."""
    return card.given_at + LASTS


def is_due(company_id: int) -> bool:
    """Whether the company is to be asked: it has no card, or one that soon runs out."""
    newest = latest(company_id)
    return newest is None or runs_out(newest) < now() + SOON


def give(
    company: Company,
    by: Actor,
    *,
    collective_agreement: str,
    pay_ore_per_hour: int | None,
    attested: Iterable[str],
    given_by: str,
    channel: CardChannel,
) -> CompanyCard:
    """Write a company's answers of today; its pay stands beside own pay from now on.

    `given_by` is who answered at the company; `by` who wrote it down. Raises Invalid, naming the
    field, for what is missing.
    """
    words = set(attested)
    pay = _checked(collective_agreement, pay_ore_per_hour, words, given_by)
    card = CompanyCard(
        company_id=company.id,
        collective_agreement=collective_agreement.strip(),
        pay_ore_per_hour=pay,
        attested=[code for code in CODES if code in words],
        given_by=given_by.strip(),
        given_at=now(),
        channel=channel,
        recorded_by_id=by.user_id,
    )
    db.session.add(card)
    record("companies.card_given", company, by, channel=channel.value)
    _keep_comparable_pay(company, pay)
    return card


def refuse_without(posting: Posting) -> None:
    """Raise Conflict where a company has no card that holds: before anybody is asked to come.

    An internship has terms of its own instead.
    """
    if posting.is_billable and holding(posting.company_id) is None:
        raise Conflict(
            N_("Företagskortet saknas. Ring %(company)s och fyll i det, så kan du fråga laget."),
            company=posting.company.name,
        )


def _checked(agreement: str, pay: int | None, attested: set[str], given_by: str) -> int:
    if pay is None or not LEAST_ORE <= pay <= MOST_ORE:
        raise Invalid(N_("Skriv timlönen i kronor före skatt, som 165."), field="pay_ore_per_hour")
    if len(agreement) > MOST_TEXT:
        raise Invalid(N_("Korta namnet till högst 200 tecken."), field="collective_agreement")
    if not given_by.strip() or len(given_by) > MOST_TEXT:
        raise Invalid(N_("Skriv vem på företaget som har svarat."), field="given_by")
    if not attested.issuperset(CODES):
        raise Invalid(
            N_("Kryssa i allt som stämmer. Är det något som inte gör det? Ring kooperativet."),
            field="attested",
        )
    return pay


def _keep_comparable_pay(company: Company, ore_per_hour: int) -> None:
    """Let own pay be compared with the pay on the card, at every cooperative it buys of."""
    agreed = select(Agreement.id).where(Agreement.company_id == company.id)
    for agreement_id in db.session.scalars(agreed):
        own = ComparablePay.agreement_id == agreement_id, ComparablePay.starts_on == today()
        row = db.session.scalar(select(ComparablePay).where(*own))
        if row is None:
            row = ComparablePay(agreement_id=agreement_id, starts_on=today())
            db.session.add(row)
        row.ore_per_hour = ore_per_hour
