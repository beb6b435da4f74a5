"""What was measured as a page: medians over the problems, and how many times slower others are."""

from collections.abc import Sequence
from statistics import median

from matching.bench.measure import Measured
from matching.bench.methods import OURS


def report(measured: Sequence[Measured], conditions: str) -> str:
    """The page, a table for each scale."""
    lines = ["# Results", "", conditions, ""]
    for scale in dict.fromkeys(one.scale for one in measured):
        lines += _table(scale, [one for one in measured if one.scale == scale])
    return "\n".join(lines) + "\n"


def _table(scale: str, measured: Sequence[Measured]) -> list[str]:
    ours = [one for one in measured if one.method == OURS]
    seeds = sorted({one.seed for one in measured})
    lines = [
        f"## {scale}, seeds {seeds[0]} to {seeds[-1]}",
        "",
        "| method | coverage done, s | times ours | worst coverage gap | covered, min"
        " | ours covers more | fairness | all levels, s | peak MiB | breaches |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for method in dict.fromkeys(one.method for one in measured):
        lines.append(_line(method, [one for one in measured if one.method == method], ours))
    lines += ["", *_lower(ours)]
    return lines


def _line(method: str, own: Sequence[Measured], ours: Sequence[Measured]) -> str:
    by_seed = {one.seed: one for one in ours}
    pairs = [(one, by_seed[one.seed]) for one in own if one.seed in by_seed]
    times = _median([one.coverage_seconds / best.coverage_seconds for one, best in pairs])
    more = _median([best.covered / one.covered - 1 for one, best in pairs if one.covered])
    gap = median(one.gap for one in own)
    cells = [
        method,
        f"{median(one.coverage_seconds for one in own):.2f}",
        "—" if times is None else f"{times:.1f}",
        "none" if gap >= 1 else f"{gap:.3%}",
        f"{median(one.covered for one in own):.0f}",
        "—" if more is None else f"{more:+.1%}",
        f"{median(one.fairness for one in own):.0f}",
        f"{median(one.seconds for one in own):.2f}",
        f"{median(one.peak_mib for one in own):.0f}",
        str(sum(one.breaches for one in own)),
    ]
    return "| " + " | ".join(cells) + " |"


def _lower(ours: Sequence[Measured]) -> list[str]:
    if not ours:
        return []
    optimal = sum(one.optimal for one in ours)
    lines = [f"Ours is proven best in every level on {optimal} of {len(ours)} problems."]
    fair = [one.lower[0] for one in ours if one.lower[0] is not None]
    stage = [one.lower[1] for one in ours if one.lower[1] is not None]
    if fair:
        lines.append(f"Median gap of fairness {median(fair):.2%}, at most {max(fair):.2%}.")
    if stage:
        lines.append(f"Median gap of the weighted stage {median(stage):.2%}.")
    return [*lines, ""]


def _median(values: Sequence[float]) -> float | None:
    return median(values) if values else None
