"""The smallest change that would fill a seat, in words to the coach who could bring it about."""

from flask_babel import gettext

from marketplace.models.members import Member
from marketplace.services.funnels import EmptyShift
from marketplace.services.smallest_changes import ChangeKind, SmallestChange
from marketplace.text import span
from marketplace.web.text import hours, short_day
from marketplace.web.vocabulary import condition_name, skill_name

MOST_TIMES = 2


def change_in_words(change: SmallestChange, found: EmptyShift, member: Member | None) -> str:
    """What to do, and how much work would be done then."""
    if change.kind == ChangeKind.NONE:
        return str(gettext("Ingen enda ändring räcker. Prova att fylla för hand eller låna någon."))
    name = member.given_name if member is not None else ""
    then = gettext("Då blir %(hours)s till gjorda.", hours=hours(change.minutes))
    return f"{_what(change, found, name)} {then}"


def _what(change: SmallestChange, found: EmptyShift, name: str) -> str:
    match change.kind:
        case ChangeKind.TIME:
            when = ", ".join(
                f"{short_day(start)} {span(start, end)}" for start, end in change.times[:MOST_TIMES]
            )
            more = " …" if len(change.times) > MOST_TIMES else ""
            return str(gettext("Fråga om %(name)s kan %(when)s.", name=name, when=when + more))
        case ChangeKind.RIDE:
            km = max(1, round(change.metres / 1000))
            return str(gettext("Ordna skjuts åt %(name)s, %(km)d km.", name=name, km=km))
        case ChangeKind.SKILL:
            skill = skill_name(change.code)
            return str(gettext("Låt %(name)s lära sig: %(skill)s.", name=name, skill=skill))
        case ChangeKind.EMPLOYMENT:
            return str(gettext("%(name)s kan jobba, men är inte anställd den dagen.", name=name))
        case ChangeKind.PARTICIPATION:
            return str(gettext("%(name)s kan, men är inte deltagare den dagen.", name=name))
        case ChangeKind.LOAN:
            return str(gettext("Låna någon av ett annat kooperativ."))
        case _ if change.code:
            condition = condition_name(change.code)
            return str(gettext("Be företaget ordna: %(condition)s.", condition=condition))
        case _:
            company = found.shift.posting.company.name
            return str(
                gettext("Fråga %(company)s vad mer som går att ordna på plats.", company=company)
            )
