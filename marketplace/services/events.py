"""The whole history, searched by what happened and to what."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from sqlalchemy import ColumnElement, and_, false, literal, or_, select, tuple_, union_all

from marketplace.database import Base, Identified, db
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Event
from marketplace.services.lists import Source

Subject = tuple[str, int]
"""A table and the inner number of a row in it, as history names what it happened to."""
MOST_SHOWN = 50
"""So many events stand in a timeline of something that goes on for years."""


def source(alike: Mapping[str, Collection[str]]) -> Source[Event]:
    """The whole history, newest first. `alike`: for each verb those that are told as it is.

    Words search who did it, and the id of what it was done to, as addresses hold it.
    """
    return Source(
        query=select(Event),
        tie=Event.id,
        orders={"at": Event.at},
        texts=(Event.actor_label,),
        also=_is_of,
        filters={
            "what": {verb: Event.verb.in_(verbs) for verb, verbs in alike.items()},
            "noun": {noun: Event.subject_type == noun for noun in nouns()},
        },
        downwards=True,
    )


def _is_of(public_id: str) -> ColumnElement[bool]:
    found = _subjects_of(public_id)
    return tuple_(Event.subject_type, Event.subject_id).in_(found) if found else false()


def latest(*any_of: ColumnElement[bool]) -> Sequence[Event]:
    """The newest events that are one of these, oldest first: as many as a page can show."""
    query = select(Event).where(or_(*any_of)).order_by(Event.id.desc()).limit(MOST_SHOWN)
    return db.session.scalars(query).all()[::-1]


def under(noun: type[Identified], *within: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether an event happened to one of these rows of a table."""
    [table] = [name for name, known in nouns().items() if known is noun]
    return and_(Event.subject_type == table, Event.subject_id.in_(select(noun.id).where(*within)))


def of_cooperative(cooperative: Cooperative) -> Sequence[Event]:
    """The newest that happened to a cooperative as such, oldest first; who came which day is told
    elsewhere."""
    own = under(Cooperative, Cooperative.id == cooperative.id)
    return latest(and_(own, Event.verb != "cooperatives.presence_kept"))


def addresses(events: Sequence[Event]) -> Mapping[Subject, str]:
    """The public id of everything these events happened to, in one query."""
    wanted: dict[str, set[int]] = {}
    for event in events:
        wanted.setdefault(event.subject_type, set()).add(event.subject_id)
    parts = [
        select(literal(name), noun.id, noun.public_id).where(noun.id.in_(wanted[name]))
        for name, noun in nouns().items()
        if name in wanted
    ]
    if not parts:
        return {}
    return {(row[0], row[1]): row[2] for row in db.session.execute(union_all(*parts))}


@cache
def nouns() -> Mapping[str, type[Identified]]:
    """Every table whose rows have an address."""
    found = {
        str(mapper.persist_selectable.description): mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Identified)
    }
    return dict(sorted(found.items()))


def _subjects_of(public_id: str) -> Sequence[Subject]:
    parts = [
        select(literal(name), noun.id).where(noun.public_id == public_id)
        for name, noun in nouns().items()
    ]
    return [(row[0], row[1]) for row in db.session.execute(union_all(*parts))]
