"""A match run in words: its state, how much is proven, its levels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from marketplace.errors import N_
from marketplace.models.cooperatives import Region
from marketplace.models.match_runs import MatchRun, MatchRunStatus
from marketplace.text import percent
from marketplace.web.lists import Choice, Column
from marketplace.web.spreadsheets import Kind
from marketplace.web.text import hours

STATES = {
    MatchRunStatus.QUEUED: (N_("Väntar"), "waiting"),
    MatchRunStatus.SOLVING: (N_("Räknar"), "waiting"),
    MatchRunStatus.SOLVED: (N_("Klar"), "good"),
    MatchRunStatus.STOPPED: (N_("Stannade i förtid"), "attention"),
    MatchRunStatus.FAILED: (N_("Misslyckades"), "stopped"),
}
FAILURES = {
    "rows changed": N_("Uppgifterna ändrades medan vi räknade. En ny matchning tog vid."),
    "worker died": N_("Programmet som räknade dog. En ny matchning tog vid."),
}
LEVELS = {
    "coverage-3": (N_("Fylld tid, brådskande jobb"), "minutes", N_("mer är bättre")),
    "coverage-2": (N_("Fylld tid, viktiga jobb"), "minutes", N_("mer är bättre")),
    "coverage-1": (N_("Fylld tid, övriga jobb"), "minutes", N_("mer är bättre")),
    "stability": (N_("Förslag som ändrats"), "number", N_("färre är bättre")),
    "fairness": (N_("Rättvis fördelning"), "number", N_("mer är bättre")),
    "fit": (N_("Hur arbetet passar, i minuspoäng"), "number", N_("färre är bättre")),
    "development": (N_("Pass där någon inte lär sig det önskade"), "number", N_("färre är bättre")),
    "continuity": (N_("Olika personer på jobben"), "number", N_("färre är bättre")),
    "wishes": (N_("Pass utanför önskemålen"), "number", N_("färre är bättre")),
    "travel": (N_("Restid"), "minutes", N_("mindre är bättre")),
}
"""In the order of their weight. The lottery that decides between equals is left out."""
PROOFS = {
    "optimal": (N_("Bevisat bäst"), "good"),
    "feasible": (N_("Bäst vi fann"), "neutral"),
    "reported": (N_("Räknas bara"), "neutral"),
    "weighted": (N_("Vägd med andra"), "neutral"),
}


@dataclass(frozen=True, slots=True)
class Summary:
    """A run as a line of a list."""

    run: MatchRun
    state: str
    state_kind: str
    proof: str
    seconds: str


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A level as a line of a table."""

    name: str
    sense: str
    value: str
    bound: str
    gap: str
    proof: str
    proof_kind: str


def choices(regions: Sequence[Region]) -> Sequence[Choice]:
    """What the list of runs may be narrowed by."""
    return (
        Choice("region", N_("Område"), {one.public_id: one.name for one in regions}),
        Choice("status", N_("Läge"), {one.value: text for one, (text, _) in STATES.items()}),
    )


def summary_of(run: MatchRun) -> Summary:
    """A run in words."""
    text, kind = STATES[run.status]
    return Summary(run, gettext(text), kind, proof_of(run), seconds(run.solve_milliseconds))


def proof_of(run: MatchRun) -> str:
    """How much better any plan at all could have covered the work."""
    if run.gap is None:
        return "–"
    if run.gap == 0:
        return str(gettext("bästa möjliga"))
    return str(gettext("högst %(share)s kvar", share=percent(run.gap)))


COLUMNS: Sequence[Column[MatchRun]] = (
    Column(N_("När"), lambda run: run.queued_at, "when"),
    Column(N_("Område"), lambda run: run.region.name, "region"),
    Column(N_("Sökta platser"), lambda run: run.seats_asked, on_page=False),
    Column(N_("Fyllda platser"), lambda run: run.seats_filled, "empty", Kind.WHOLE),
    Column(N_("Bevis"), proof_of),
    Column(N_("Räknetid"), lambda run: seconds(run.solve_milliseconds), "seconds", Kind.WHOLE),
    Column(N_("Läge"), lambda run: gettext(STATES[run.status][0])),
)
"""What a list of runs says of each."""


def seconds(milliseconds: int | None) -> str:
    """1,2 s."""
    if milliseconds is None:
        return "–"
    return f"{milliseconds / 1000:.1f}".replace(".", ",") + "\N{NO-BREAK SPACE}s"


def failure_of(run: MatchRun) -> str:
    """What went wrong, if anything; what we have no words for stands as it was written."""
    return str(gettext(FAILURES[run.failure])) if run.failure in FAILURES else run.failure


def levels_of(run: MatchRun) -> Sequence[LevelLine]:
    """The levels of a run in the order of their weight."""
    asked = [name for name in LEVELS if name in run.levels and not _unasked(name, run.levels[name])]
    return [_level(name, run.levels[name]) for name in asked]


def _unasked(name: str, level: Mapping[str, Any]) -> bool:
    """Whether nobody asked for work of that priority."""
    return name.startswith("coverage") and level["value"] == 0 and level["bound"] == 0


def _level(name: str, level: Mapping[str, Any]) -> LevelLine:
    title, unit, sense = LEVELS[name]
    text, kind = PROOFS["weighted" if level.get("certified") else level["status"]]
    gap = level["gap"]
    return LevelLine(
        name=gettext(title),
        sense=gettext(sense),
        value=figure(level["value"], unit),
        bound="–" if level["bound"] is None else figure(level["bound"], unit),
        gap="–" if gap is None else percent(gap),
        proof=gettext(text),
        proof_kind=kind,
    )


def figure(value: float, unit: str) -> str:
    """A level's value as it is read: a span of time, or a number in groups of three."""
    if unit == "minutes":
        return hours(round(value))
    return f"{value:,.0f}".replace(",", "\N{NO-BREAK SPACE}")
