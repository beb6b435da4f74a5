"""A member's shifts as a calendar under a secret address (iCalendar, RFC 5545).

Only when and where: what she needs, what she answered and who else comes are never in it. The same
shifts give the same bytes, so that a calendar asks for nothing it has.
"""

from collections.abc import Sequence
from datetime import timedelta

from icalendar import Calendar, Event
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.clock import STOCKHOLM, now
from marketplace.database import db
from marketplace.errors import N_, Conflict
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.calendar_feeds import CalendarFeed
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.models.postings import Posting, Shift
from marketplace.services.history import record
from marketplace.services.sessions import digest, new_token
from marketplace.translations import SWEDISH, language, translations

LOOK_BACK = timedelta(days=30)


def make(member: Member, by: Actor) -> str:
    """A new secret for a member's calendar; the old address stops working.

    Raises Conflict for protected identity: whoever keeps the calendar would learn where she is.
    """
    if member.protected_identity:
        raise Conflict(N_("Du har skyddade uppgifter. Därför gör vi ingen adress."))
    feed, token = of(member), new_token()
    if feed is None:
        feed = CalendarFeed(member_id=member.id)
        db.session.add(feed)
    feed.token_hash, feed.made_at = digest(token), now()
    record("members.calendar_opened", member, by)
    return token


def end(member: Member, by: Actor) -> None:
    """Close the calendar; asking twice is fine."""
    feed = of(member)
    if feed is not None:
        db.session.delete(feed)
        record("members.calendar_closed", member, by)


def of(member: Member) -> CalendarFeed | None:
    """The feed of a member, where she has one."""
    return db.session.scalar(select(CalendarFeed).where(CalendarFeed.member_id == member.id))


def by_token(token: str) -> Member | None:
    """Whose calendar an address opens; None where it was closed or never was."""
    feed = db.session.scalar(
        select(CalendarFeed)
        .where(CalendarFeed.token_hash == digest(token))
        .options(joinedload(CalendarFeed.member))
    )
    return feed.member if feed and not feed.member.protected_identity else None


def written(member: Member) -> bytes:
    """The calendar: shifts of the last month and all to come, cancelled ones marked as such."""
    say = translations((language(member.language) or SWEDISH).locale).gettext
    calendar = Calendar()
    calendar.add("prodid", "-//Orangeriet//SV")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", say("Mina pass"))
    for assignment in _assignments(member):
        calendar.add_component(_event(assignment, say("Jobb hos %(company)s")))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(assignment: Assignment, title: str) -> Event:
    shift, event = assignment.shift, Event()
    booked = assignment.status in BOOKED
    site = shift.posting.site
    event.add("uid", f"{assignment.public_id}@orangeriet")
    event.add("dtstamp", assignment.confirmed_at)
    event.add("dtstart", shift.starts_at.astimezone(STOCKHOLM))
    event.add("dtend", shift.ends_at.astimezone(STOCKHOLM))
    event.add("summary", title % {"company": shift.posting.company.name})
    event.add("location", f"{site.street}, {site.locality}")
    event.add("status", "CONFIRMED" if booked else "CANCELLED")
    event.add("sequence", 0 if booked else 1)
    event.add("class", "PRIVATE")
    return event


def _assignments(member: Member) -> Sequence[Assignment]:
    return db.session.scalars(
        select(Assignment)
        .join(Assignment.shift)
        .where(Assignment.member_id == member.id, Shift.ends_at > now() - LOOK_BACK)
        .order_by(Shift.starts_at, Assignment.id)
        .options(
            joinedload(Assignment.shift).joinedload(Shift.posting).joinedload(Posting.company),
            joinedload(Assignment.shift).joinedload(Shift.posting).joinedload(Posting.site),
        )
    ).all()
