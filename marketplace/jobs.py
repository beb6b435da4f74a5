"""What each named job does: call a service, commit. Every job may run twice and does its work once.

Services ask for them by name in marketplace.queue; those of review stand in review_jobs.
"""

from datetime import timedelta
from typing import Final

from flask import current_app
from sqlalchemy import delete, select, text

from marketplace import access_points, audit_heads, mail, sms
from marketplace.catalogue.retention import Kept
from marketplace.clock import now
from marketplace.database import db
from marketplace.models.history import SYSTEM
from marketplace.models.invoices import Invoice
from marketplace.models.match_runs import MatchRun
from marketplace.models.messages import Channel, Message
from marketplace.models.postings import Posting
from marketplace.models.users import SignInAttempt, SignInLink
from marketplace.queue import enqueue
from marketplace.services import (
    absences,
    accounts,
    asks,
    audit,
    batches,
    deliveries,
    invoices,
    kept_problems,
    match_runs,
    member_skills,
    messages,
    problems,
    retention,
    shift_reminders,
    smallest_changes,
    turns,
)
from marketplace.services.run_codes import RunCodes
from marketplace.settings import Settings
from marketplace.worker import job
from matching import Plan, Problem, Progress, SolveFailed, solve_apart
from matching.smallest_apart import smallest_changes as smallest_apart

SOLVE_SECONDS: Final = 60
SOLVE_MEMORY_MIB: Final = 3000
PROGRESS_SECONDS: Final = 0.7
CHANGES_SECONDS: Final = 300
RESCUE_AFTER_SECONDS: Final = 30  # a living worker is heard every ten
KEEP_DONE_JOBS: Final = timedelta(days=30)


@job("match_runs.solve")
def solve(region_id: int) -> None:
    """Solve a region's open work and keep what still fits. No transaction is open meanwhile."""
    run = match_runs.begin(region_id)
    if run is None:
        return
    run_id, seed, codes = run.id, run.seed, RunCodes.drawn()
    problem = problems.build(region_id, SYSTEM, codes=codes, match_run_id=run_id)
    kept_problems.keep(run, problem)
    db.session.commit()
    db.session.remove()
    try:
        plan = _solve(run_id, problem, seed)
    except SolveFailed as failure:
        match_runs.fail(run_id, str(failure))
        db.session.commit()
        return
    turns.hold_region(region_id)
    again = problems.build(region_id, SYSTEM, codes=codes, match_run_id=run_id)
    still_true = again.digest == problem.digest
    match_runs.keep(run_id, problem, plan, still_true=still_true)
    if still_true:
        smallest_changes.request(db.session.get_one(MatchRun, run_id))
    db.session.commit()


def _solve(run_id: int, problem: Problem, seed: int) -> Plan:
    enough = False

    def listen(progress: Progress) -> None:
        nonlocal enough
        enough = match_runs.note_progress(run_id, progress)
        db.session.commit()
        db.session.remove()

    return solve_apart(
        problem,
        seconds=SOLVE_SECONDS,
        memory_mib=SOLVE_MEMORY_MIB,
        seed=seed,
        on_progress=listen,
        should_stop=lambda: enough,
    )


@job("match_runs.smallest_changes")
def look_for_smallest_changes(region_id: int) -> None:
    """What would fill each empty seat of the newest solve, written as it is found."""
    run, codes = match_runs.latest_solved(region_id), RunCodes.drawn()
    if run is None:
        return
    run_id = run.id
    problem = smallest_changes.problem_of(run, codes)
    shifts = smallest_changes.wanted(run, problem)
    db.session.commit()
    db.session.remove()
    for told in smallest_apart(problem, shifts, seconds=CHANGES_SECONDS) if shifts else ():
        going_on = smallest_changes.keep(run_id, problem, codes, told)
        db.session.commit()
        db.session.remove()
        if not going_on:
            break


@job("messages.deliver", tries=8)
def deliver(message_id: int) -> None:
    """Hand one message to its carrier."""
    message = db.session.get(Message, message_id, with_for_update=True)
    if message is None:  # whom it was for has been forgotten meanwhile
        return
    carrier = mail.carrier() if message.channel is Channel.MAIL else sms.carrier()
    messages.deliver(message, carrier)
    db.session.commit()


@job("invoices.draft")
def draft(posting_id: int) -> None:
    """Put a posting's attested hours on a draft."""
    invoices.draft_from_hours(db.session.get_one(Posting, posting_id), SYSTEM)
    db.session.commit()


@job("invoices.render")
def render(invoice_id: int) -> None:
    """Print an issued invoice; then it can be sent."""
    invoices.render(db.session.get_one(Invoice, invoice_id))
    enqueue("invoices.send", invoice_id=invoice_id)
    db.session.commit()


@job("invoices.send")
def send(invoice_id: int) -> None:
    """Send an issued invoice as its customer has chosen, once."""
    invoice = db.session.get_one(Invoice, invoice_id, with_for_update={"key_share": True})
    deliveries.send_first(invoice, access_points.access_point())
    db.session.commit()


@job("batches.issue", tries=8)
def issue_batch(batch_id: int) -> None:
    """Issue the drafts of a batch, each in a transaction of its own; begun again, go on."""
    for item_id in batches.waiting(batch_id):
        batches.issue_next(item_id)
        db.session.commit()
        db.session.remove()
    batches.finish(batch_id)
    db.session.commit()


@job("asks.expire", cron="* * * * *")
def expire() -> None:
    """Let questions lapse that nobody answered in time."""
    asks.expire(now(), SYSTEM)
    db.session.commit()


@job("shifts.remind", cron="*/5 * * * *")
def remind() -> None:
    """Remind members of their shifts, those who wish it."""
    shift_reminders.send_due(now())
    db.session.commit()


@job("absences.forget", cron="1 * * * *")
def forget_past_days() -> None:
    """Throw away what was said of a day when it is over, whatever the hour is in UTC."""
    absences.forget_past_days()
    db.session.commit()


@job("member_skills.expire", cron="2 1 * * *")
def expire_skills() -> None:
    """Let every skill end whose last day is over."""
    member_skills.expire_past()
    db.session.commit()


@job("match_runs.request_all", cron="10 2 * * *")
def match_every_region() -> None:
    """Solve every region once a night: work comes within the horizon day by day."""
    match_runs.request_all(SYSTEM)
    db.session.commit()


@job("audit.keep_head", cron="5 3 * * *")
def keep_head() -> None:
    """Write down where the chain over history stands, and mail it where somebody keeps it."""
    settings: Settings = current_app.extensions["settings"]
    file, last = audit_heads.path_in(settings.instance), audit.head()
    if last in audit_heads.read(file)[-1:]:
        return
    if settings.audit_mail:
        audit.send_head(last, settings.audit_mail)
    db.session.commit()
    audit_heads.keep(file, last, now())


@job("jobs.clean", cron="17 3 * * *")
def clean() -> None:
    """Throw away what nobody needs any more: done jobs, old links, counted tries."""
    db.session.execute(delete(SignInLink).where(SignInLink.expires_at < now() - timedelta(days=7)))
    db.session.execute(
        delete(SignInAttempt).where(SignInAttempt.tried_at < now() - accounts.WINDOW)
    )
    db.session.execute(
        text(
            "DELETE FROM procrastinate_jobs WHERE status IN ('succeeded', 'cancelled')"
            " AND id IN (SELECT job_id FROM procrastinate_events GROUP BY job_id"
            " HAVING max(at) < :before)"
        ),
        {"before": now() - KEEP_DONE_JOBS},
    )
    db.session.commit()


@job("retention.carry_out", cron="41 3 * * *")
def retain() -> None:
    """Throw away what has been kept long enough, one rule after the other."""
    for kept in Kept:
        retention.carry_out(kept)
        db.session.commit()
    held = select(Message.public_id).where(Message.channel == Channel.SMS)
    sms.outbox().keep_only(set(db.session.scalars(held)))


def rescue() -> int:
    """Give back the jobs of workers that died without a word; how many. Called by every worker.

    The queue leaves such a job as being done for ever, and its lock stops all after it.
    """
    dead = db.session.execute(text(DEAD_JOBS), {"seconds": RESCUE_AFTER_SECONDS}).all()
    for job_id, sibling in dead:
        again = "SELECT procrastinate_retry_job_v2(:id, now(), NULL, NULL, NULL)"
        end = "SELECT procrastinate_finish_job_v1(:id, 'failed', false)"
        db.session.execute(text(end if sibling else again), {"id": job_id})
    db.session.commit()
    return len(dead)


DEAD_JOBS = """
WITH dead AS (
  SELECT j.id, j.queueing_lock FROM procrastinate_jobs j
  LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
  WHERE j.status = 'doing'
    AND (w.id IS NULL OR w.last_heartbeat < now() - make_interval(secs => :seconds))
  FOR UPDATE OF j SKIP LOCKED
)
SELECT dead.id, EXISTS (
  SELECT FROM procrastinate_jobs s
  WHERE s.status = 'todo' AND s.queueing_lock = dead.queueing_lock
) FROM dead
"""
"""A sibling waiting with the same queueing lock does the work instead: the dead one just ends."""
