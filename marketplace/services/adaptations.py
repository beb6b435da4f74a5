"""The accessibility plan: adaptations planned, done or dropped, with who and when."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import joinedload

from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.clock import now, today
from marketplace.database import db, random_id
from marketplace.errors import N_, Invalid
from marketplace.models.adaptations import Adaptation, AdaptationStatus
from marketplace.models.companies import Site
from marketplace.models.history import Actor
from marketplace.services.history import move, record

LONGEST_NAME = 100


def every() -> Sequence[Adaptation]:
    """Planned ones first, the most urgent first; then those that are over, the newest first."""
    rows = db.session.scalars(
        select(Adaptation).options(joinedload(Adaptation.site).joinedload(Site.company))
    ).all()
    planned = [one for one in rows if one.status == AdaptationStatus.PLANNED]
    over = [one for one in rows if one.ended_at is not None]
    return [
        *sorted(planned, key=lambda one: (one.due_on or date.max, one.id)),
        *sorted(over, key=lambda one: (one.ended_at or one.planned_at, one.id), reverse=True),
    ]


def of_site(site: Site, condition: str) -> Adaptation | None:
    """What stands in the plan about a condition at a workplace."""
    return db.session.scalars(
        select(Adaptation).filter_by(site_id=site.id, condition=condition)
    ).one_or_none()


def plan(
    site: Site, condition: str, by: Actor, *, responsible: str, due_on: date | None
) -> Adaptation:
    """Plan an adaptation, or plan it anew; asked for twice it stands once, as it was said last.

    Raises Invalid for an unknown condition, without somebody responsible, or with a day gone by.
    """
    if condition not in WORK_CONDITION_BY_CODE:
        raise Invalid(N_("Välj en anpassning i listan."), "condition")
    if not responsible.strip():
        raise Invalid(N_("Skriv vem som ser till att det blir gjort."), "responsible")
    if due_on is not None and due_on < today():
        raise Invalid(N_("Dagen har redan varit."), "due_on")
    row = _row(site, condition, by)
    if row.status != AdaptationStatus.PLANNED:
        row.ended_at, row.ended_by = None, ""
        move(row, AdaptationStatus.PLANNED, by)
    row.responsible, row.due_on = responsible.strip()[:LONGEST_NAME], due_on
    row.planned_at, row.planned_by = now(), by.label
    record("adaptations.written", row, by)
    return row


def end(row: Adaptation, status: AdaptationStatus, by: Actor) -> None:
    """Say that a planned one is done, or that it will not be. Raises Conflict where it is over."""
    db.session.refresh(row, with_for_update={"key_share": True})
    row.ended_at, row.ended_by = now(), by.label
    move(row, status, by)


def _row(site: Site, condition: str, by: Actor) -> Adaptation:
    """The row, held until the commit, and made where there was none."""
    values = {"responsible": "", "planned_at": now(), "planned_by": by.label, "ended_by": ""}
    db.session.execute(
        insert(Adaptation)
        .values(
            public_id=random_id(),
            site_id=site.id,
            condition=condition,
            status=AdaptationStatus.PLANNED,
            **values,
        )
        .on_conflict_do_nothing()
    )
    return db.session.scalars(
        select(Adaptation)
        .filter_by(site_id=site.id, condition=condition)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
