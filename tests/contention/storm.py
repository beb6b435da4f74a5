"""Many members say yes to overlapping jobs at the same moment, in several processes."""

import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from marketplace import clock
from marketplace.database import db
from marketplace.models.members import Member
from marketplace.models.postings import Posting
from marketplace.models.proposals import ProposalStatus
from tests.database import CleanDatabase
from tests.make import make_cooperative, make_member, make_posting, make_site, workday
from tests.make_work import make_ask, make_proposal

CHECKOUT = Path(__file__).parents[2]
PROCESSES = 2
JOBS_A_SLOT = 5
SEATS = 3

DOUBLE = """
SELECT count(*) FROM assignments one JOIN assignments other
  ON other.member_id = one.member_id AND other.id > one.id AND other.during && one.during
WHERE one.status IN ('confirmed', 'worked') AND other.status IN ('confirmed', 'worked')
"""
OVERFULL = """
SELECT count(*) FROM shifts WHERE heads < (
  SELECT count(*) FROM assignments booked WHERE booked.shift_id = shifts.id
    AND booked.status IN ('confirmed', 'worked') AND booked.role = 'work')
"""
HALF_DONE = """
SELECT count(*) FROM proposals
  FULL JOIN (SELECT * FROM assignments WHERE status IN ('confirmed', 'worked')) AS booked
  ON booked.proposal_id = proposals.id
WHERE (proposals.status = 'accepted') IS DISTINCT FROM (booked.id IS NOT NULL)
"""


def prepare(accepts: int, members: int) -> list[str]:
    """Ask these members about so many jobs in all, five at a time overlapping; the links."""
    cooperative, site = make_cooperative(), make_site()
    people = [make_member(cooperative) for _ in range(members)]
    tokens = []
    for number in range(-(-accepts // members)):
        posting = _job(number, cooperative, site)
        for member in people[: accepts - len(tokens)]:
            tokens.append(_asked(posting, member, f"link-{len(tokens)}"))
    db.session.commit()
    return tokens


def _job(number: int, cooperative, site) -> Posting:
    """A job of one shift, half an hour later than the one before it in the same slot."""
    slot, place = divmod(number, JOBS_A_SLOT)
    day, evening = divmod(slot, 2)
    start = workday(7 + day, 15 if evening else 6)[0] + timedelta(minutes=30 * place)
    stretch = (start, start + timedelta(hours=6))
    return make_posting(site, cooperative, shifts=[stretch], heads=SEATS)


def _asked(posting: Posting, member: Member, token: str) -> str:
    proposal = make_proposal(posting.shifts[0], member, ProposalStatus.SENT)
    make_ask(proposal, token=token, sent_at=clock.now())
    return token


def unleash(
    database: CleanDatabase, tokens: list[str], *, clients: int, mode: str = "product"
) -> Counter[str]:
    """Let so many clients say yes to these links, dealt like cards; how many of each outcome."""
    hands: list[dict[str, list[str]]] = [{} for _ in range(PROCESSES)]
    for client in range(clients):
        hands[client % PROCESSES][str(client)] = tokens[client::clients]

    def run(hand: dict[str, list[str]]) -> Counter[str]:
        done = subprocess.run(
            [sys.executable, "-m", "tests.contention.accepting", mode],
            cwd=CHECKOUT,
            env=database.environment,
            input=json.dumps(hand),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return Counter(json.loads(done.stdout).values())

    with ThreadPoolExecutor(PROCESSES) as processes:
        return sum(processes.map(run, hands), Counter[str]())


def count(query: str) -> int:
    """How many rows break a rule."""
    return db.session.scalar(text(query)) or 0
