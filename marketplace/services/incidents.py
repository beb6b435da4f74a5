"""On the day: something happened at a site, told by whoever was there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.companies import Company, Site
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor, Event
from marketplace.models.incidents import Incident, IncidentKind
from marketplace.models.messages import Channel
from marketplace.models.postings import Posting
from marketplace.services import history, messages
from marketplace.services.history import record
from marketplace.services.lists import Source

MOST_WORDS = 3000


def tell(
    posting: Posting, by: Actor, *, kind: str | None, words: str, pauses: bool, base_url: str
) -> Incident:
    """Something happened at a site: the coach is told at once; the site pauses where asked to.

    Raises Invalid, naming the field, for what is missing.
    """
    if kind not in set(IncidentKind):
        raise Invalid(N_("Välj vad det handlar om."), field="kind")
    if not words.strip() or len(words) > MOST_WORDS:
        raise Invalid(N_("Skriv kort vad som hände, utan namn."), field="words")
    incident = Incident(
        posting=posting,
        site=posting.site,
        kind=IncidentKind(kind),
        words=words.strip(),
        told_at=now(),
        told_by=by.label,
        pauses=pauses,
    )
    db.session.add(incident)
    record("incidents.told", incident, by, kind=kind, pauses=pauses)
    if pauses and posting.site.paused_at is None:
        posting.site.paused_at = now()
        record("sites.paused", posting.site, by)
    url = f"{base_url}/cooperatives/incidents/{incident.public_id}"
    messages.send(
        Channel.MAIL, posting.cooperative.email, "something_happened", incident=incident, url=url
    )
    return incident


def close(incident: Incident, words: str, by: Actor) -> None:
    """Write what was done about it, to the company too; a paused site opens with its last report.

    Raises Invalid without words, Conflict where it is closed.
    """
    if not words.strip() or len(words) > MOST_WORDS:
        raise Invalid(N_("Skriv vad ni har gjort."), field="words")
    if incident.closed_at is not None:
        raise Conflict(N_("Det är redan avslutat."))
    incident.closed_at, incident.closing_words, incident.closed_by = now(), words.strip(), by.label
    record("incidents.closed", incident, by)
    db.session.flush()
    still = select(Incident.id).where(
        Incident.site_id == incident.site_id, Incident.closed_at.is_(None), Incident.pauses
    )
    if incident.site.paused_at is not None and db.session.scalar(still.limit(1)) is None:
        incident.site.paused_at = None
        record("sites.opened", incident.site, by)
    messages.send(
        Channel.MAIL, incident.posting.company.email, "incident_closed", incident=incident
    )


@dataclass(frozen=True, slots=True)
class Course:
    """What has become of a report."""

    events: Sequence[Event]
    """of the report itself, and of its site what began and ended the pause; oldest first"""
    paused_until: datetime | None
    """when the site opened again; None where it has not, or never paused for this"""


def course_of(incident: Incident) -> Course:
    """What was done about a report. A pause ends with the last report that asked for it."""
    own = history.timeline(incident)
    if not incident.pauses or not own:
        return Course(own, None)
    later = [
        one
        for one in history.timeline(incident.site)
        if one.verb in ("sites.paused", "sites.opened") and one.id > own[0].id
    ]
    until = next((n for n, one in enumerate(later) if one.verb == "sites.opened"), None)
    during = later if until is None else later[: until + 1]
    events = sorted([*own, *during], key=lambda one: one.id)
    return Course(events, None if until is None else later[until].at)


def open_of(cooperative_id: int) -> Sequence[Incident]:
    """What somebody has to look into: first what keeps a site paused, then the longest wait."""
    query = source(Posting.cooperative_id == cooperative_id).query
    order = Incident.pauses.desc(), Incident.id
    return db.session.scalars(query.where(Incident.closed_at.is_(None)).order_by(*order)).all()


def count_open(*within: ColumnElement[bool]) -> int:
    """How many reports nobody has closed."""
    query = (
        select(func.count())
        .select_from(Incident)
        .join(Incident.posting)
        .where(Incident.closed_at.is_(None), *within)
    )
    return db.session.scalar(query) or 0


def source(*within: ColumnElement[bool]) -> Source[Incident]:
    """What has been told of jobs, the newest first."""
    return Source(
        query=select(Incident)
        .join(Incident.posting)
        .join(Incident.site)
        .join(Posting.company)
        .join(Posting.cooperative)
        .where(*within)
        .options(
            contains_eager(Incident.site),
            contains_eager(Incident.posting).contains_eager(Posting.company),
            contains_eager(Incident.posting).contains_eager(Posting.cooperative),
        ),
        tie=Incident.id,
        orders={
            "told": Incident.told_at,
            "company": Company.name,
            "site": Site.name,
            "cooperative": Cooperative.name,
        },
        texts=(Company.name, Site.name, Incident.words),
        filters={
            "state": {
                "open": Incident.closed_at.is_(None),
                "closed": Incident.closed_at.is_not(None),
            },
            "kind": {one.value: Incident.kind == one for one in IncidentKind},
        },
        downwards=True,
    )
