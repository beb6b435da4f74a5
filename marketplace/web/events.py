"""History in words: what happened, to what, by whom; members without their names."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from marketplace.clock import local
from marketplace.database import Identified
from marketplace.models.history import Event
from marketplace.models.users import Role
from marketplace.services import history
from marketplace.web.happenings import VERBS
from marketplace.web.text import moment, short_day


@dataclass(frozen=True, slots=True)
class Line:
    """One event as a timeline shows it."""

    when: str
    datetime: str
    text: str
    who: str
    note: str = ""


def _without(_event: Event) -> str:
    return ""


def line(event: Event, note: Callable[[Event], str] = _without) -> Line:
    """An event in words; `note`: which of several things it happened to."""
    when = local(event.at).isoformat("T", "minutes")
    return Line(moment(event.at), when, happened(event), who(event), note(event))


def lines(events: Sequence[Event], note: Callable[[Event], str] = _without) -> list[Line]:
    """Events in words, newest first."""
    return [line(event, note) for event in reversed(events)]


def of(*subjects: Identified) -> list[Line]:
    """What has happened to a thing and those that belong to it, newest first."""
    return lines(history.timeline_of(subjects))


def of_when(event: Event) -> str:
    """The month or the day that something was done about, where it was written down."""
    detail = event.detail
    day = detail.get("day") or detail.get("from_day")
    return short_day(date.fromisoformat(day)) if day else str(detail.get("month", ""))


def happened(event: Event) -> str:
    """What happened; a verb that has no words yet stands for itself."""
    return str(gettext(VERBS[event.verb])) if event.verb in VERBS else event.verb


def who(event: Event) -> str:
    """Who did it: members and companies without a name, staff with theirs."""
    if event.actor_role == Role.MEMBER:
        return str(gettext("En medlem"))
    if event.actor_role == Role.COMPANY:
        return str(gettext("Ett företag"))
    if event.actor_role == "stranger":
        return str(gettext("Någon utan inloggning"))
    return event.actor_label


def happenings() -> Sequence[tuple[str, str]]:
    """What history can be searched for: a verb and the words it shares, by the words."""
    first = {words: verb for verb, words in reversed(list(VERBS.items()))}
    return sorted(((verb, gettext(words)) for words, verb in first.items()), key=lambda one: one[1])


def alike() -> Mapping[str, Collection[str]]:
    """For every verb all that are told in the same words."""
    told: dict[str, list[str]] = {}
    for verb, words in VERBS.items():
        told.setdefault(words, []).append(verb)
    return {verb: told[words] for verb, words in VERBS.items()}
