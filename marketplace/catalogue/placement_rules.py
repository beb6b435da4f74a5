"""How long one person may be hired out to one workplace before the law asks something of it.

A rule is a row with its day and source; a newer row replaces an older one.
"""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class PlacementRule:
    """Months of a period after which the workplace owes an offer, and when to think of it."""

    months: int
    of_months: int
    warn_at: tuple[int, int]
    """months: first time to plan, last time to act; our own, not the law's"""
    longest_gap: timedelta
    """days between two shifts that still count as one placement, so that we warn too early rather
    than too late; after one collective agreement's guide"""
    starts_on: date
    source: str


PLACEMENT_RULES = (
    PlacementRule(
        months=24,
        of_months=36,
        warn_at=(18, 23),
        longest_gap=timedelta(days=35),
        starts_on=date(2022, 10, 1),
        source="2012:854, 12 a § (SFS 2022:839)",
    ),
)


def rule_on(day: date) -> PlacementRule:
    """The newest row that had begun on a day; before the first of them, the first."""
    begun = [rule for rule in PLACEMENT_RULES if rule.starts_on <= day]
    return max(begun or PLACEMENT_RULES[:1], key=lambda rule: rule.starts_on)
