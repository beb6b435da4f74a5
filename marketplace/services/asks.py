"""The question to a member, and her free answer."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.catalogue.holidays import is_holiday
from marketplace.clock import at, now, today
from marketplace.database import db
from marketplace.errors import N_, Conflict
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.history import Actor
from marketplace.models.messages import Channel
from marketplace.models.postings import Posting, Shift
from marketplace.models.proposals import AnswerChannel, Ask, Proposal, ProposalStatus
from marketplace.services import assignments, match_runs, messages, sites, turns
from marketplace.services.history import move, record
from marketplace.services.sessions import digest, new_token

TIME_TO_ANSWER = timedelta(hours=24)
LAST_ANSWER = timedelta(hours=2)
"""Before the first shift, so that somebody else can still be asked."""
HELD_UNTIL_MINUTE = 16 * 60
"""When the day of those ends whom a member may have to ask first."""
SATURDAY = 5
ANSWERABLE = (
    ProposalStatus.SENT,
    ProposalStatus.ACCEPTED,
    ProposalStatus.DECLINED,
    ProposalStatus.EXPIRED,
)


def send(posting: Posting, proposals: Sequence[Proposal], by: Actor, *, base_url: str) -> Ask:
    """Ask one member about her proposed shifts of a posting, by the link in a message.

    Raises Conflict where the site is paused: nobody is asked to come to what may be dangerous.
    """
    sites.refuse_paused(posting.site)
    member = proposals[0].member
    token, moment = new_token(), now()
    answer_by = _answer_by(moment, min(row.shift.starts_at for row in proposals))
    ask = db.session.scalar(
        select(Ask).where(Ask.posting_id == posting.id, Ask.member_id == member.id)
    )
    if ask is None:
        ask = Ask(posting_id=posting.id, member_id=member.id)
        db.session.add(ask)
    ask.token_hash, ask.sent_at = digest(token), moment
    ask.answer_by = answer_by
    ask.answered_at = ask.channel = ask.recorded_by_id = None
    ask.held_until = ask.talk_asked_at = None
    db.session.flush()
    for proposal in proposals:
        proposal.ask = ask
        move(proposal, ProposalStatus.SENT, by)
    _tell(ask, "ask", f"{base_url}/members/asks/{token}")
    return ask


def confirm_receipt(ask: Ask, by: Actor, *, base_url: str) -> None:
    """Tell the member what was noted as her answer, with a new link to change it herself.

    For answers that somebody else took down: what she did not say she can undo.
    """
    token = new_token()
    ask.token_hash = digest(token)
    _tell(ask, "answer_noted", f"{base_url}/members/asks/{token}?change=1")
    record("asks.receipt_sent", ask, by)


def _tell(ask: Ask, template: str, url: str) -> None:
    member = ask.member
    for channel, recipient in ((Channel.SMS, member.phone), (Channel.MAIL, member.email)):
        if recipient:
            yes = [row for row in open_of(ask) if row.status == ProposalStatus.ACCEPTED]
            values = {"member": member, "posting": ask.posting, "ask": ask, "url": url, "yes": yes}
            messages.send(channel, recipient, template, member_id=member.id, **values)


def by_token(token: str) -> Ask | None:
    """The question that a link opens, until its last shift has ended; else None."""
    return _answerable(Ask.token_hash == digest(token))


def own(public_id: str, member_id: int) -> Ask | None:
    """The question to a member who is signed in and needs no link; else None."""
    return _answerable(Ask.public_id == public_id, Ask.member_id == member_id)


def _answerable(*which: ColumnElement[bool]) -> Ask | None:
    ask = db.session.scalar(
        select(Ask)
        .where(*which)
        .options(
            joinedload(Ask.member),
            joinedload(Ask.posting).joinedload(Posting.site),
            joinedload(Ask.posting).joinedload(Posting.company),
            joinedload(Ask.posting).joinedload(Posting.cooperative),
            selectinload(Ask.proposals).joinedload(Proposal.shift),
        )
    )
    if ask is None or not ask.proposals:
        return None
    return ask if max(row.shift.ends_at for row in ask.proposals) > now() else None


def open_of(ask: Ask) -> Sequence[Proposal]:
    """The shifts that this question is about, first to last."""
    rows = [row for row in ask.proposals if row.status in ANSWERABLE]
    return sorted(rows, key=lambda row: row.shift.starts_at)


def answer(
    ask: Ask,
    yes_to: Sequence[Proposal],
    by: Actor,
    *,
    channel: AnswerChannel = AnswerChannel.LINK,
    recorded_by_id: int | None = None,
) -> None:
    """Take an answer: yes to these shifts, no to the others; it can be changed until they start.

    A no frees the seat and looks for another; it is told to nobody and counts nowhere. Raises
    Conflict where a seat is gone; then nothing of the answer is kept.
    """
    turns.hold(ask.posting_id)
    rows = open_of(ask)
    if not rows:
        raise Conflict(N_("Frågan gäller inte längre. Tack ändå!"))
    if ask.posting.whole and 0 < len(yes_to) < len(rows):
        raise Conflict(N_("De här passen hör ihop: ja till alla eller nej till alla."))
    freed = False
    for row in rows:
        if row in yes_to:
            _say_yes(row, by)
        else:
            freed |= _say_no(row, by)
    ask.answered_at, ask.channel, ask.recorded_by_id = now(), channel, recorded_by_id
    record("asks.answered", ask, by, channel=channel.value)
    if freed:
        match_runs.request(ask.posting.cooperative.region_id, by)


def hold(ask: Ask, by: Actor) -> datetime:
    """Hold her seat while she asks somebody else, once; until when.

    That is four o'clock on the next working day, or earlier where the job begins before. Raises
    Conflict where the question is answered or over, or the job begins too soon.
    """
    turns.hold(ask.posting_id)
    if ask.held_until is not None and not ask.is_answered:
        return ask.held_until
    waiting = [row for row in open_of(ask) if row.status == ProposalStatus.SENT]
    if ask.is_answered or not waiting:
        raise Conflict(N_("Det går inte att vänta längre. Svara ja eller nej, eller ring oss."))
    until = hold_until(ask)
    if until <= now():
        raise Conflict(N_("Jobbet börjar snart. Svara ja eller nej, eller ring oss."))
    ask.held_until, ask.answer_by = until, max(until, ask.answer_by)
    record("asks.held", ask, by)
    return ask.held_until


def hold_until(ask: Ask) -> datetime:
    """Until when a seat would be held if she asked for it now."""
    day = today() + timedelta(days=1)
    while day.weekday() >= SATURDAY or is_holiday(day):
        day += timedelta(days=1)
    first = min(row.shift.starts_at for row in ask.proposals)
    return min(at(day, HELD_UNTIL_MINUTE), first - LAST_ANSWER)


def want_to_talk(ask: Ask, by: Actor) -> None:
    """Ask the coach to ring. The question stays open; asking twice is fine."""
    if ask.talk_asked_at is None:
        ask.talk_asked_at = now()
        record("asks.talk_asked", ask, by)


def talked(ask: Ask, by: Actor) -> None:
    """Note that somebody has talked with her."""
    if ask.talk_asked_at is not None:
        ask.talk_asked_at = None
        record("asks.talked", ask, by)


def wanting_to_talk(cooperative_id: int) -> Sequence[Ask]:
    """Questions of a cooperative's jobs whose members want to be rung, the longest wait first."""
    return db.session.scalars(
        select(Ask)
        .join(Ask.posting)
        .where(Ask.talk_asked_at.is_not(None), Posting.cooperative_id == cooperative_id)
        .order_by(Ask.talk_asked_at)
        .options(joinedload(Ask.member), joinedload(Ask.posting).joinedload(Posting.company))
    ).all()


def expire(moment: datetime, by: Actor) -> int:
    """Let questions lapse whose time to answer is over, and look for others; how many."""
    query = (
        select(Proposal)
        .join(Proposal.ask)
        .where(Proposal.status == ProposalStatus.SENT, Ask.answer_by <= moment)
        .options(joinedload(Proposal.shift).joinedload(Shift.posting))
    )
    turns.hold(*{row.shift.posting_id for row in db.session.scalars(query)})
    late = db.session.scalars(query).all()  # some of them may have been answered meanwhile
    for row in late:
        move(row, ProposalStatus.EXPIRED, by)
    for region_id in {row.shift.posting.cooperative.region_id for row in late}:
        match_runs.request(region_id, by)
    return len(late)


def _say_yes(proposal: Proposal, by: Actor) -> None:
    if proposal.status == ProposalStatus.ACCEPTED:
        return
    if proposal.status == ProposalStatus.EXPIRED:
        move(proposal, ProposalStatus.SENT, by)
    move(proposal, ProposalStatus.ACCEPTED, by)
    assignments.confirm(proposal, by)


def _say_no(proposal: Proposal, by: Actor) -> bool:
    """Whether a seat became free that had been held."""
    if proposal.status in (ProposalStatus.DECLINED, ProposalStatus.EXPIRED):
        return False
    booked = db.session.scalars(
        select(Assignment).where(
            Assignment.proposal_id == proposal.id, Assignment.status.in_(BOOKED)
        )
    ).one_or_none()
    if booked is not None:
        assignments.cancel_by_member(booked, by)  # which says no to the proposal too
    else:
        move(proposal, ProposalStatus.DECLINED, by)
    return True


def _answer_by(moment: datetime, first_start: datetime) -> datetime:
    """A day from now, or two hours before it begins; where that is over, half of what is left."""
    latest = first_start - LAST_ANSWER
    if latest <= moment:
        latest = moment + max(first_start - moment, timedelta()) / 2
    return min(moment + TIME_TO_ANSWER, latest)
