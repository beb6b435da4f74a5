"""What people can: mostly what the work of their district asks for."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from marketplace.catalogue.skills import SKILL_BY_CODE
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.demo.companies import Workplace
from marketplace.demo.setting import weighted
from marketplace.models.members import SkillStatus

REQUIRED_WEIGHT, MERIT_WEIGHT = 4, 1
LEVELS = ((1, 50), (2, 38), (3, 12))
LEAST, MOST = 2, 6
STATUSES = (
    (SkillStatus.SELF_STATED, 40),
    (SkillStatus.OBSERVED, 32),
    (SkillStatus.VALIDATED, 23),
    (SkillStatus.EXPIRED, 5),
)
SEEN_PERMILLE = 850
"""Of cards and licences, how many somebody has seen: the rest is the person's own word."""


@dataclass(frozen=True, slots=True)
class SkillFact:
    """A skill at a level, how sure we are, and when it ends."""

    level: int
    status: SkillStatus
    expires_on: date | None = None

    @property
    def counts(self) -> bool:
        """Whether a job can be given on it."""
        return self.status != SkillStatus.EXPIRED


def wanted_skills(workplaces: Iterable[Workplace]) -> Mapping[str, int]:
    """Skills that the jobs of these places ask for or are glad of, with weights."""
    found: Counter[str] = Counter()
    for workplace in workplaces:
        for peak in workplace.fact.peaks:
            task = TASK_BY_CODE[peak.task]
            for code in task.skills:
                found[code] += REQUIRED_WEIGHT
            for code in task.merits:
                found[code] += MERIT_WEIGHT
    return dict(sorted(found.items()))


def skills_of(
    draw: Random, wanted: Mapping[str, int], today: date, *, without: str | None = None
) -> dict[str, SkillFact]:
    """The skills of one person, never the one `without`."""
    pool = [(code, weight) for code, weight in wanted.items() if code != without]
    count = min(draw.randint(LEAST, MOST), len(pool))
    found: dict[str, SkillFact] = {}
    while len(found) < count:
        code = weighted(draw, pool)
        if code not in found:
            found[code] = _skill(draw, code, today)
    return found


def _skill(draw: Random, code: str, today: date) -> SkillFact:
    level = weighted(draw, LEVELS)
    if not SKILL_BY_CODE[code].is_certificate:
        status = weighted(draw, STATUSES)
        passed = status == SkillStatus.EXPIRED
        return SkillFact(level, status, _days(draw, today, -200, -10) if passed else None)
    level = max(level, 2)  # who holds a licence works alone with it
    if draw.randrange(1000) >= SEEN_PERMILLE:
        return SkillFact(level, SkillStatus.SELF_STATED)
    if draw.random() < 0.06:
        return SkillFact(level, SkillStatus.EXPIRED, _days(draw, today, -200, -10))
    return SkillFact(level, SkillStatus.VALIDATED, _days(draw, today, 40, 1100))


def _days(draw: Random, today: date, first: int, last: int) -> date:
    return today + timedelta(days=draw.randrange(first, last))
