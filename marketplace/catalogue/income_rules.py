"""What work may mean for other income: announced rules with their day and source, never advice.

None of them has been checked against the law of today: the page says so, and whom to ask. A rule is
a row; a newer row replaces an older one of the same name.
"""

from dataclasses import dataclass
from datetime import date

from marketplace.errors import N_


@dataclass(frozen=True, slots=True)
class IncomeRule:
    """A rule as its source announced it."""

    code: str
    says: str
    starts_on: date
    source: str


INCOME_RULES = (
    IncomeRule(
        "work_incentive",
        N_("En del av lönen kan få vara kvar utan att försörjningsstödet blir mindre."),
        date(2013, 7, 1),
        "prop. 2012/13:94; SOU 2025:15",
    ),
)


def rules_on(day: date) -> list[IncomeRule]:
    """The newest row of each rule that had begun on a day."""
    begun = [rule for rule in INCOME_RULES if rule.starts_on <= day]
    return list({rule.code: rule for rule in sorted(begun, key=lambda one: one.starts_on)}.values())
