"""Tests that one process runs one after the other, and why."""

from xdist.scheduler import LoadScopeScheduling

FIFTY_CLIENTS = "fifty clients at once are half of what a server takes"
TOGETHER = {
    "tests/demo/": "the demo is built once",
    "tests/contention/": FIFTY_CLIENTS,
    "tests/guards/test_query_counts.py": "what a page asks among few rows is counted once for all",
    "tests/services/test_numbering.py": FIFTY_CLIENTS,
}


class Together(LoadScopeScheduling):
    """Deals single tests to whoever is free, and those that belong together to one process."""

    def _split_scope(self, nodeid: str) -> str:
        return next((why for start, why in TOGETHER.items() if nodeid.startswith(start)), nodeid)
