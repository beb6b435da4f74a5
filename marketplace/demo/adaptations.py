"""The accessibility plan: something done, something planned, and something that came to nothing."""

from collections.abc import Sequence
from datetime import timedelta

from marketplace.demo.book import Book
from marketplace.demo.companies import Workplace
from marketplace.demo.setting import Setting, office_moment
from marketplace.demo.truths import MISSING_CONDITION
from marketplace.demo.users import Staff
from marketplace.models.adaptations import Adaptation, AdaptationStatus

DONE, PLANNED, DROPPED = (
    AdaptationStatus.DONE,
    AdaptationStatus.PLANNED,
    AdaptationStatus.DROPPED,
)
LINES = ((DONE, "yes"), (DONE, "yes"), (PLANNED, "no"), (PLANNED, "no"), (DROPPED, "no"))
"""How far each has come, and what the company answers of it today."""
DUE_DAYS = (-6, 24)
"""One of the planned ones is late."""


def add_adaptations(
    book: Book, setting: Setting, workplaces: Sequence[Workplace], staff: Staff
) -> None:
    """A line each at some companies; never what the missing ramp would give away."""
    draw = setting.draw("adaptations")
    by = staff.kooptjanst
    due = iter(DUE_DAYS)
    asking = [one for one in workplaces if one.is_company and one.asks_on(setting.day)]
    for site, (status, answer) in zip(draw.sample(asking, len(LINES)), LINES, strict=True):
        known = sorted(
            code
            for code, told in site.answers.items()
            if told == answer and code != MISSING_CONDITION
        )
        if not known:
            continue
        planned_at = office_moment(draw, setting.day - timedelta(days=draw.randrange(50, 90)))
        over = status != PLANNED
        row = book.add(
            Adaptation,
            site_id=site.number,
            condition=draw.choice(known),
            status=status,
            responsible=site.customer.fact.contact,
            due_on=None if over else setting.day + timedelta(days=next(due)),
            planned_at=planned_at,
            planned_by=by.label,
            ended_at=planned_at + timedelta(days=30) if over else None,
            ended_by=by.label if over else "",
        )
        book.event(planned_at, "adaptations.written", Adaptation, row, by)
        if over:
            ended = planned_at + timedelta(days=30)
            book.event(ended, f"adaptations.{status.value}", Adaptation, row, by)
