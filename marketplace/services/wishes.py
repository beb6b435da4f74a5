"""What a company asks for, before it is a posting, and everything that is wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from marketplace import text
from marketplace.catalogue.skills import SKILL_BY_CODE
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.catalogue.wording import ADVICE, caught
from marketplace.clock import STOCKHOLM, at, local
from marketplace.errors import N_, Invalid
from marketplace.models.companies import Site
from marketplace.models.postings import PostingKind, Shift, ShiftStatus

MINUTES_A_DAY = 1440
LONGEST_SHIFT_MINUTES = 12 * 60
BREAK_NEEDED_AFTER_MINUTES = 5 * 60
"""Arbetstidslag (1982:673) § 15: no more than five hours of work without a break."""
LONGEST_BREAK_MINUTES = 180
MOST_HEADS = 40
MOST_DETAILS = 3000
MOST_NAME = 100
FURTHEST = timedelta(days=366)
NIGHT_MINUTES = (0, 5 * 60)
"""Arbetstidslag (1982:673) § 13: rest includes midnight to five, save where there is a ground."""
LONGEST_INTERNSHIP = timedelta(days=183)
LEVEL_ASKED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was filled in. None or empty: not filled in, or not to be read."""

    kind: PostingKind
    site: Site | None
    task: str | None
    days: tuple[date, ...] = ()
    start_minute: int | None = None
    end_minute: int | None = None
    overnight: bool = False
    break_minutes: int | None = 30
    heads: int | None = None
    certificates: tuple[str, ...] = ()
    details: str = ""
    supervisor_name: str = ""
    whole: bool = False
    is_public: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    """What was answered about who leads, kept in history as the ground for the kind."""

    @property
    def skills(self) -> dict[str, int]:
        """What everyone must know: what the task asks for, and the certificates added to it."""
        task = TASK_BY_CODE.get(self.task or "")
        usual = dict(task.skills) if task else {}
        return dict.fromkeys(self.certificates, LEVEL_ASKED) | usual

    @property
    def shifts(self) -> list[Shift]:
        """The shifts asked for, in order, not saved; empty while day, time or number is missing."""
        if not self._can_be_counted():
            return []
        return [self._shift(day) for day in sorted(set(self.days))]

    @property
    def span_minutes(self) -> int | None:
        """From start to end on the clock on the wall, over midnight when it was said so."""
        if self.start_minute is None or self.end_minute is None:
            return None
        return self.end_minute + self.overnight * MINUTES_A_DAY - self.start_minute

    def _can_be_counted(self) -> bool:
        span = self.span_minutes
        if span is None or self.break_minutes is None or self.heads is None:
            return False
        return 0 <= self.break_minutes < span <= MINUTES_A_DAY and 0 < self.heads <= MOST_HEADS

    def _shift(self, day: date) -> Shift:
        assert self.start_minute is not None  # noqa: S101 -- _can_be_counted has seen to it
        assert self.span_minutes is not None  # noqa: S101 -- the same
        return Shift(
            kind=self.kind,
            starts_at=at(day, self.start_minute),
            ends_at=at(day, self.start_minute + self.span_minutes),
            break_minutes=self.break_minutes,
            heads=self.heads,
            status=ShiftStatus.PLANNED,
        )


def faults(wish: Wish, moment: datetime) -> list[Invalid]:
    """Everything that keeps a wish from being posted, all at once, each with its field."""
    return [fault for check in CHECKS for fault in check(wish, moment)]


def _place(wish: Wish, _moment: datetime) -> Iterator[Invalid]:
    if wish.site is None:
        yield Invalid(N_("Välj arbetsplats."), field="site")
    elif wish.site.paused_at is not None:
        yield Invalid(
            N_("Arbetsplatsen är pausad. Ring kooperativet innan ni lägger upp fler jobb."),
            field="site",
        )


def _task(wish: Wish, _moment: datetime) -> Iterator[Invalid]:
    if not wish.task:
        yield Invalid(N_("Välj vad som ska göras."), field="task")
    elif wish.task not in TASK_BY_CODE:
        yield Invalid(N_("Den uppgiften finns inte. Välj en annan."), field="task")


def _days(wish: Wish, moment: datetime) -> Iterator[Invalid]:
    today = local(moment).date()
    if not wish.days:
        yield Invalid(N_("Välj minst en dag."), field="days")
        return
    past = [day for day in wish.days if day < today]
    if past:
        yield Invalid(
            N_("Ta bort %(day)s. Den dagen har redan varit."), field="days", day=text.day(min(past))
        )
    if max(wish.days) > today + FURTHEST:
        yield Invalid(
            N_("Ta bort %(day)s. Den dagen är mer än ett år bort."),
            field="days",
            day=text.day(max(wish.days)),
        )
    if (
        wish.kind == PostingKind.INTERNSHIP
        and max(wish.days) - min(wish.days) >= LONGEST_INTERNSHIP
    ):
        yield Invalid(
            N_("En praktik är högst 183 dagar. Välj ett tidigare slut."), field="last_day"
        )


def _hours(wish: Wish, moment: datetime) -> Iterator[Invalid]:
    if wish.start_minute is None:
        yield Invalid(N_("Skriv när passet börjar, som 7 eller 07:30."), field="starts")
    if wish.end_minute is None:
        yield Invalid(N_("Skriv när passet slutar, som 15 eller 15:30."), field="ends")
    span = wish.span_minutes
    if span is None:
        return
    if span <= 0:
        yield Invalid(
            N_("Slutar före den börjar. Är det ett nattpass? Kryssa i att det slutar nästa dag."),
            field="ends",
        )
    elif span > LONGEST_SHIFT_MINUTES:
        yield Invalid(N_("Ett pass är högst 12 timmar. Dela det på två lag."), field="ends")
    else:
        yield from _night(wish)
        yield from _begun(wish, moment)


def _night(wish: Wish) -> Iterator[Invalid]:
    if wish.site is None or wish.site.night_work or not wish.shifts:
        return
    if any(_touches_night(shift) for shift in wish.shifts):
        yield Invalid(
            N_("Arbete mellan 00 och 05 behöver ett särskilt skäl. Ring kooperativet först."),
            field="starts",
        )


def _touches_night(shift: Shift) -> bool:
    start, end = shift.starts_at.astimezone(STOCKHOLM), shift.ends_at.astimezone(STOCKHOLM)
    days = {start.date(), end.date()}
    return any(
        at(day, NIGHT_MINUTES[0]) < shift.ends_at and shift.starts_at < at(day, NIGHT_MINUTES[1])
        for day in days
    )


def _begun(wish: Wish, moment: datetime) -> Iterator[Invalid]:
    today = local(moment).date()
    if any(shift.day == today and shift.starts_at <= moment for shift in wish.shifts):
        yield Invalid(
            N_("I dag har den tiden redan varit. Välj en senare tid eller en annan dag."),
            field="starts",
        )


def _break(wish: Wish, _moment: datetime) -> Iterator[Invalid]:
    span, minutes = wish.span_minutes, wish.break_minutes
    if minutes is None or not 0 <= minutes <= LONGEST_BREAK_MINUTES:
        yield Invalid(N_("Skriv rasten i minuter, från 0 till 180."), field="break_minutes")
    elif span is not None and 0 < span <= minutes:
        yield Invalid(N_("Rasten är lika lång som passet. Korta den."), field="break_minutes")
    elif span is not None and span > BREAK_NEEDED_AFTER_MINUTES and minutes == 0:
        yield Invalid(
            N_("Ett pass på mer än fem timmar behöver rast. Skriv till exempel 30."),
            field="break_minutes",
        )


def _heads(wish: Wish, _moment: datetime) -> Iterator[Invalid]:
    if wish.heads is None:
        yield Invalid(N_("Skriv hur många personer ni behöver."), field="heads")
    elif wish.heads < 1:
        yield Invalid(N_("Skriv minst 1 person."), field="heads")
    elif wish.heads > MOST_HEADS:
        yield Invalid(
            N_("Högst 40 personer på en gång. Ring kooperativet om ni behöver fler."),
            field="heads",
        )


def _words(wish: Wish, _moment: datetime) -> Iterator[Invalid]:
    if len(wish.details) > MOST_DETAILS:
        yield Invalid(
            N_("Texten är %(length)s tecken. Korta den till högst 3 000."),
            field="details",
            length=len(wish.details),
        )
    for one in caught(wish.details[:MOST_DETAILS]):
        yield Invalid(ADVICE[one.ground], field="details", words=one.words)
    if len(wish.supervisor_name) > MOST_NAME:
        yield Invalid(N_("Namnet får vara högst 100 tecken."), field="supervisor_name")
    if wish.kind == PostingKind.INTERNSHIP and not wish.supervisor_name.strip():
        yield Invalid(
            N_("Skriv namnet på den som är handledare på plats."), field="supervisor_name"
        )
    if any(code not in SKILL_BY_CODE for code in wish.certificates):
        yield Invalid(N_("Det kravet finns inte. Välj ett annat."), field="certificates")


CHECKS = (_place, _task, _days, _hours, _break, _heads, _words)
