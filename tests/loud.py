"""Says at the end of a run, loudly, what could not be tried on this machine, and why."""

from collections import Counter

import pytest

HINT = "Set CHROMIUM to a browser's path, or run `make test` where one can be fetched."


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every reason for a skip with its number of tests; say so when there was none."""
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        terminalreporter.write_line("Every test that was chosen could run.", green=True)
        return
    terminalreporter.section(f"{len(skipped)} COULD NOT RUN", sep="!", red=True, bold=True)
    for reason, number in Counter(_reason(one) for one in skipped).most_common():
        terminalreporter.write_line(f"{number:5} × {reason}", red=True)
    if browser := sum("browser" in one.keywords for one in skipped):
        terminalreporter.write_line(f"{browser} of them need a real browser. {HINT}", red=True)


def _reason(report: pytest.TestReport) -> str:
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return str(report.longrepr)
