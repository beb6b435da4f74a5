"""How much a member can and wants to work, and how it compares with what others get."""

from dataclasses import dataclass
from statistics import median

from sqlalchemy import select

from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.services import match_runs, members
from marketplace.services.history import record

WEEKS = 8
MOST_DAY, MOST_WEEK, MOST_KM = 12 * 60, 48 * 60, 200


@dataclass(frozen=True, slots=True)
class Limits:
    """Minutes and kilometres that a coach and a member agree on together."""

    wanted_week_minutes: int
    week_minutes: int
    day_minutes: int
    reach_km: int


@dataclass(frozen=True, slots=True)
class Share:
    """Work of the last eight weeks beside what was wished for, of one person and of the middle."""

    worked_minutes: int
    wanted_minutes: int
    middle_permille: int | None
    """what half of the cooperative's people got at least of what they wish; None: nobody wishes"""

    @property
    def permille(self) -> int | None:
        """What she got of what she wishes; None where she wishes for no hours."""
        return _permille(self.worked_minutes, self.wanted_minutes)


def change(member: Member, limits: Limits, by: Actor) -> bool:
    """Keep them; whether anything changed. Raises Invalid for what cannot be."""
    if not 0 <= limits.wanted_week_minutes <= limits.week_minutes <= MOST_WEEK:
        raise Invalid(N_("Önskad tid kan vara högst veckans längsta, och den högst 48."), "wanted")
    if not 0 < limits.day_minutes <= MOST_DAY:
        raise Invalid(N_("Längsta dagen kan vara högst 12 timmar."), "day")
    if not 0 <= limits.reach_km <= MOST_KM:
        raise Invalid(N_("Resan kan vara högst 200 km."), "reach")
    before = Limits(
        member.wanted_week_minutes, member.week_minutes, member.day_minutes, member.reach_km
    )
    if before == limits:
        return False
    member.wanted_week_minutes, member.week_minutes = (
        limits.wanted_week_minutes,
        limits.week_minutes,
    )
    member.day_minutes, member.reach_km = limits.day_minutes, limits.reach_km
    record("members.limits_changed", member, by)
    match_runs.request(member.cooperative.region_id, by)
    return True


def share_of(member: Member) -> Share:
    """How her eight weeks compare with those of the cooperative's other active people."""
    active = members.active_on(member.cooperative_id, today())
    everybody = db.session.scalars(select(Member).where(active)).all()
    people = list({one.id: one for one in (member, *everybody)}.values())
    worked = members.worked_minutes(people)
    shares = [_permille(worked[one.id], one.wanted_week_minutes * WEEKS) for one in everybody]
    known = [one for one in shares if one is not None]
    return Share(
        worked[member.id],
        member.wanted_week_minutes * WEEKS,
        round(median(known)) if known else None,
    )


def _permille(worked: int, wanted: int) -> int | None:
    return worked * 1000 // wanted if wanted else None
