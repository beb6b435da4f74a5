"""How well each week went: seats, why some stayed empty, yes, time to crew, changes, who worked."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import func, select

from marketplace.clock import at, today
from marketplace.database import db
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.fit_answers import Fit, FitAnswer
from marketplace.models.history import Event
from marketplace.models.match_runs import MatchRun
from marketplace.models.members import Gender, Member
from marketplace.models.postings import Posting, Shift
from marketplace.models.proposals import Ask
from marketplace.services import funnels, seats, small_cells
from marketplace.services.funnels import Sieve
from marketplace.services.hand_changes import BY_HAND

WEEKS = 13


@dataclass(slots=True)
class Week:
    """A week from its Monday. Minutes are work minutes; None where a cell must be hidden."""

    monday: date
    asked: int = 0
    filled: int = 0
    answered: int = 0
    said_yes: int = 0
    answerers: int = 0
    hours_to_crew: list[float] = field(default_factory=list)
    hand_changes: int = 0
    late_changes: int = 0
    fits: Mapping[bool, Counter[Fit]] = field(
        default_factory=lambda: {True: Counter(), False: Counter()}
    )
    """By whether a member has answered, or a company."""

    @property
    def number(self) -> int:
        """Of the ISO week."""
        return self.monday.isocalendar().week

    @property
    def yes_rate(self) -> float | None:
        """Yes of answers, where at least five people have answered."""
        return None if small_cells.is_small(self.answerers) else self.said_yes / self.answered

    @property
    def to_crew(self) -> float | None:
        """Median hours from the posting to the first question sent."""
        ordered = sorted(self.hours_to_crew)
        return ordered[len(ordered) // 2] if ordered else None

    @property
    def churn(self) -> float | None:
        """Seats that changed hands after a yes, of those that were filled."""
        return self.late_changes / self.filled if self.filled else None

    @property
    def fit_rate(self) -> float | None:
        """Answers that it fitted well: companies', and members', each where five have answered."""
        kinds = [fits for fits in self.fits.values() if not small_cells.is_small(fits.total())]
        total = sum(fits.total() for fits in kinds)
        return sum(fits[Fit.WELL] for fits in kinds) / total if total else None


def weeks() -> Sequence[Week]:
    """The last thirteen weeks that are over, newest first, in a fixed number of queries."""
    first = beginning()
    found = {first + timedelta(weeks=n): Week(first + timedelta(weeks=n)) for n in range(WEEKS)}
    _seats(found, first)
    _to_crew(found, first)
    _changes(found, first)
    _fits(found, first)
    return sorted(found.values(), key=lambda week: week.monday, reverse=True)


def _seats(found: Mapping[date, Week], first: date) -> None:
    """What became of the seats, by the Monday of the shifts."""
    until = at(first + timedelta(weeks=WEEKS), 0)
    for monday, sums in seats.by_week(at(first, 0), until).items():
        week = found[monday]
        week.asked, week.filled, week.answered, week.said_yes, week.answerers = sums


def _to_crew(found: Mapping[date, Week], first: date) -> None:
    """From the posting to the first question to somebody, by the week of the posting."""
    asked = select(Ask.posting_id, func.min(Ask.sent_at).label("sent")).group_by(Ask.posting_id)
    sent = asked.subquery()
    rows = db.session.execute(
        select(
            seats.week_of(Posting.submitted_at),
            func.extract("epoch", sent.c.sent - Posting.submitted_at) / 3600,
        )
        .join(sent, sent.c.posting_id == Posting.id)
        .where(Posting.submitted_at >= at(first, 0))
    )
    for monday, hours in rows:
        if monday in found and hours >= 0:
            found[monday].hours_to_crew.append(float(hours))


def _changes(found: Mapping[date, Week], first: date) -> None:
    changed, begun = seats.week_of(Event.at), seats.week_of(Shift.starts_at)
    by_hand = db.session.execute(
        select(changed, func.count())
        .where(Event.verb.in_(BY_HAND), Event.at >= at(first, 0))
        .group_by(changed)
    )
    for monday, number in by_hand:
        if monday in found:
            found[monday].hand_changes = number
    late = db.session.execute(
        select(begun, func.count())
        .join(Assignment, Assignment.shift_id == Shift.id)
        .where(Assignment.status.not_in(BOOKED), Shift.starts_at >= at(first, 0))
        .group_by(begun)
    )
    for monday, number in late:
        if monday in found:
            found[monday].late_changes = number


def _fits(found: Mapping[date, Week], first: date) -> None:
    answered, by_member = seats.week_of(FitAnswer.answered_at), FitAnswer.member_id.is_not(None)
    rows = db.session.execute(
        select(answered, by_member, FitAnswer.fit, func.count())
        .where(FitAnswer.answered_at >= at(first, 0))
        .group_by(answered, by_member, FitAnswer.fit)
    )
    for monday, member, fit, number in rows:
        if monday in found:
            found[monday].fits[member][fit] += number


def unmet(runs: Sequence[MatchRun]) -> Sequence[tuple[Sieve, int]]:
    """Empty work minutes of these runs by what stood in the way, most first."""
    return funnels.minutes_by_sieve(funnels.of_runs(runs))


@dataclass(frozen=True, slots=True)
class Share:
    """How the work of the last weeks was spread over one gender; None where it must be hidden."""

    gender: Gender
    people: int | None
    minutes: int | None
    least: int | None
    most: int | None


def beginning() -> date:
    """The first Monday that is looked back on."""
    return today() - timedelta(days=today().weekday() + 7 * WEEKS)


def spread(since: date, until: date) -> Sequence[Share]:
    """Work minutes a person over these days: the sum, the least and the most by gender.

    The least and the most are those of the fifth person from either end, nobody's own.
    """
    worked = func.extract("epoch", Shift.ends_at - Shift.starts_at) / 60 - Shift.break_minutes
    rows = db.session.execute(
        select(Member.gender, Member.id, func.sum(worked))
        .join(Assignment, Assignment.member_id == Member.id)
        .join(Shift, Shift.id == Assignment.shift_id)
        .where(
            Assignment.status.in_(BOOKED),
            Shift.starts_at >= at(since, 0),
            Shift.starts_at < at(until, 0),
        )
        .group_by(Member.gender, Member.id)
    )
    minutes: dict[Gender, list[int]] = defaultdict(list)
    for gender, _, number in rows:
        minutes[gender].append(int(number))
    shown = small_cells.shown({gender: len(minutes[gender]) for gender in Gender})
    return [_share(gender, sorted(minutes[gender]), shown[gender]) for gender in Gender]


def _share(gender: Gender, minutes: Sequence[int], people: int | None) -> Share:
    if not people:
        return Share(gender, people, None, None, None)
    if len(minutes) < 2 * small_cells.LEAST:  # the fifth from one end would be near the other
        return Share(gender, people, sum(minutes), None, None)
    edge = small_cells.LEAST - 1
    return Share(gender, people, sum(minutes), minutes[edge], minutes[-1 - edge])
