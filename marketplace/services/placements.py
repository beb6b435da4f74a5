"""How long people have been hired out to the same workplace: counted so that we warn early.

Shifts of one person at one site make a placement together as long as no gap is longer than the
rule's; its days are those from the first to the last, days off among them.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from marketplace.catalogue.placement_rules import PlacementRule, rule_on
from marketplace.clock import at, local, today
from marketplace.database import db
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.companies import Site
from marketplace.models.members import Member
from marketplace.models.postings import Posting, PostingKind, Shift

DAYS_A_YEAR, MONTHS_A_YEAR = 365, 12


@dataclass(frozen=True, slots=True)
class Placement:
    """The days of one person at one site, within the rule's period up to her last booked shift."""

    member: Member
    site: Site
    days: int
    rule: PlacementRule

    @property
    def months(self) -> int:
        """Whole months."""
        return self.days * MONTHS_A_YEAR // DAYS_A_YEAR

    @property
    def warns(self) -> bool:
        """Whether it is time to plan what comes after."""
        return self.months >= self.rule.warn_at[0]

    @property
    def is_urgent(self) -> bool:
        """Whether it is the last time to act."""
        return self.months >= self.rule.warn_at[1]


def of_member(member: Member) -> Sequence[Placement]:
    """Every site to which somebody has been hired out, the longest first."""
    return _placements(Assignment.member_id == member.id)


def at_site(site_id: int, member_ids: Collection[int]) -> Sequence[Placement]:
    """Those of these people who have been at a site so long that it is to be planned for."""
    found = _placements(Assignment.member_id.in_(member_ids), Posting.site_id == site_id)
    return [one for one in found if one.warns]


def to_plan(cooperative_id: int) -> Sequence[Placement]:
    """Everybody of a cooperative who has been at one site so long that it is to be planned for."""
    rule = rule_on(today())
    shortest = timedelta(days=rule.warn_at[0] * DAYS_A_YEAR // MONTHS_A_YEAR)
    first, last = func.min(Shift.starts_at), func.max(Shift.starts_at)
    long = (
        select(Assignment.member_id)
        .join(Assignment.shift)
        .join(Shift.posting)
        .join(Member, Member.id == Assignment.member_id)
        .where(Member.cooperative_id == cooperative_id, *_counted(rule))
        .group_by(Assignment.member_id, Posting.site_id)
        .having(last - first >= shortest - timedelta(days=1))
    )
    return [one for one in _placements(Assignment.member_id.in_(long)) if one.warns]


def days_of(days: Collection[date], rule: PlacementRule) -> int:
    """Days of the placements that these days of work make, within the rule's last months."""
    if not days:
        return 0
    in_order = sorted(days)
    start = in_order[-1] - timedelta(days=rule.of_months * DAYS_A_YEAR // MONTHS_A_YEAR)
    counted = [day for day in in_order if day > start]
    total = 1
    for before, day in pairwise(counted):
        total += (day - before).days if day - before <= rule.longest_gap else 1
    return total


def _placements(*within: ColumnElement[bool]) -> Sequence[Placement]:
    rule = rule_on(today())
    rows = db.session.execute(
        select(Assignment.member_id, Posting.site_id, Shift.starts_at)
        .join(Assignment.shift)
        .join(Shift.posting)
        .where(*within, *_counted(rule))
    ).all()
    days: dict[tuple[int, int], set[date]] = defaultdict(set)
    for member_id, site_id, start in rows:
        days[member_id, site_id].add(local(start).date())
    people = {
        one.id: one
        for one in db.session.scalars(
            select(Member).where(Member.id.in_({member for member, _ in days}))
        )
    }
    sites = {
        one.id: one
        for one in db.session.scalars(
            select(Site)
            .where(Site.id.in_({site for _, site in days}))
            .options(joinedload(Site.company))
        )
    }
    found = [
        Placement(people[member], sites[site], days_of(worked, rule), rule)
        for (member, site), worked in days.items()
    ]
    return sorted(found, key=lambda one: (-one.days, one.member.name, one.site.id))


def _counted(rule: PlacementRule) -> Sequence[ColumnElement[bool]]:
    """Which shifts count: hired out, worked or booked, within the rule's months."""
    earliest = today() - timedelta(days=rule.of_months * DAYS_A_YEAR // MONTHS_A_YEAR)
    return (
        Assignment.status.in_(BOOKED),
        Shift.kind == PostingKind.HIRE_OUT,
        Shift.starts_at >= at(earliest, 0),
    )
