"""Jobs of review: what is tried on the side, what members vote on, who is asked on day ninety."""

from typing import Final

from flask import current_app

from marketplace.clock import now
from marketplace.database import db
from marketplace.models.history import SYSTEM
from marketplace.models.trials import Trial, TrialKind
from marketplace.services import follow_up_questions, follow_ups, policies, regions, trials
from marketplace.services.trials import Measure
from marketplace.worker import job
from matching import Plan, Problem, solve_apart
from matching.coverage import Coverage
from matching.warm import warm_measure

TRIAL_SECONDS: Final = 60
TRIAL_MEMORY_MIB: Final = 3000
KEYS_SECONDS: Final = 900


@job("trials.solve", tries=3)
def solve_trial(trial_id: int) -> None:
    """Try something on the side and keep the answer."""
    trial = db.session.get_one(Trial, trial_id)
    if trial.kind == TrialKind.KEYS:
        with warm_measure(KEYS_SECONDS) as measure:
            trials.answer(trial, SYSTEM, _on_the_side, _outside(measure))
    else:
        trials.answer(trial, SYSTEM, _on_the_side)
    db.session.commit()


def _on_the_side(problem: Problem) -> Plan:
    db.session.commit()  # who was read for it is written down, and no transaction stays open
    return solve_apart(problem, seconds=TRIAL_SECONDS, memory_mib=TRIAL_MEMORY_MIB)


def _outside(measure: Measure) -> Measure:
    def ask(problem: Problem) -> Coverage:
        db.session.commit()  # as above
        return measure(problem)

    return ask


@job("keys.ask", cron="30 4 * * 1")
def ask_for_keys() -> None:
    """What would open the most work, anew every Monday for every region."""
    for region in regions.listed():
        trials.ask(TrialKind.KEYS, region, SYSTEM)
    db.session.commit()


@job("policies.close", cron="* * * * *")
def close_vote() -> None:
    """Decide the vote whose time is out."""
    policies.close(now())
    db.session.commit()


@job("follow_ups.open", cron="20 3 * * *")
def open_follow_ups() -> None:
    """Ninety days after somebody left, ask how it went: a message, and a line for the coach."""
    for one in follow_ups.open_due():
        follow_up_questions.send(one, base_url=current_app.config["PUBLIC_URL"])
    db.session.commit()
