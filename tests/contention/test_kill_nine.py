"""Whatever process is killed by -9 under load: nothing acknowledged is lost, nothing half done.

KILLS=50 kills so many times; without it each of database, web server and worker dies once.
"""

import os

import pytest

from tests.contention.killing import kill_again_and_again

KILLS = int(os.environ.get("KILLS", "3"))


@pytest.mark.timeout(1800)
def test_nothing_acknowledged_is_lost_and_nothing_is_left_half_done(record_property):
    result = kill_again_and_again(KILLS)
    record_property("killed", f"{dict(result.kills)}, {dict(result.tally.answers)}")
    assert result.kills.total() == KILLS
    assert result.lost == []
    assert result.half_done == []
