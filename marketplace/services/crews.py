"""Crews: what the matching proposes for a job, and what the coach makes of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict
from marketplace.models.assignments import BOOKED, Assignment
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.models.postings import Posting, Shift
from marketplace.models.proposals import STANDING, PlacementRole, Proposal, ProposalStatus
from marketplace.services import asks, company_cards, internships, match_runs, members, turns
from marketplace.services.hand_changes import CHOSEN, TAKEN_OUT, Why, said
from marketplace.services.history import move, record
from marketplace.services.replacements import Chain

ANSWER_WITHIN = timedelta(hours=24)
CHANGEABLE = (ProposalStatus.CREATED, ProposalStatus.SENT)
"""Before her answer somebody else can still be put in her place."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a job has come, in seats: what may be told to the company too."""

    seats: int
    proposed: int
    asked: int
    yes: int

    @property
    def empty(self) -> int:
        """Seats that nobody is proposed, asked or booked for."""
        return max(0, self.seats - self.proposed - self.asked - self.yes)


@dataclass(frozen=True, slots=True)
class Standing:
    """One person in a crew, in one role, with the shifts she stands for."""

    member: Member
    role: PlacementRole
    proposals: Sequence[Proposal]


@dataclass(frozen=True, slots=True)
class Crew:
    """Everyone who stands for a job, and the seats that nobody does."""

    people: Sequence[Standing]
    empty: Sequence[tuple[Shift, int]]


def of_posting(posting: Posting) -> Crew:
    """The crew of a posting: workers by name, then supervisors; each with her shifts in order."""
    found: dict[tuple[PlacementRole, int], list[Proposal]] = {}
    for row in proposals(posting):
        found.setdefault((row.role, row.member_id), []).append(row)
    people = [Standing(rows[0].member, role, rows) for (role, _), rows in found.items()]
    people.sort(key=lambda one: (one.role != PlacementRole.WORK, one.member.short_name))
    taken = Counter(row.shift_id for one in people for row in one.proposals if _works(row))
    left = [(shift, shift.heads - taken[shift.id]) for shift in posting.live_shifts]
    return Crew(people, [(shift, seats) for shift, seats in left if seats > 0])


def proposals(posting: Posting) -> Sequence[Proposal]:
    """Every standing proposal of a posting."""
    return db.session.scalars(
        select(Proposal)
        .join(Proposal.shift)
        .join(Proposal.member)
        .where(Shift.posting_id == posting.id, Proposal.status.in_(STANDING))
        .order_by(Shift.starts_at, members.BY_SHOWN_NAME, Proposal.id)
        .options(joinedload(Proposal.member), joinedload(Proposal.ask))
    ).all()


def counts(posting: Posting) -> Counts:
    """How many seats are proposed, asked for and promised."""
    return counts_of([posting])[posting.id]


def counts_of(postings: Sequence[Posting]) -> Mapping[int, Counts]:
    """The same for many postings, in one query."""
    rows = db.session.execute(
        select(Shift.posting_id, Proposal.status)
        .join(Proposal.shift)
        .where(
            Shift.posting_id.in_([posting.id for posting in postings]),
            Proposal.status.in_(STANDING),
            Proposal.role == PlacementRole.WORK,
        )
    )
    tally = Counter((posting_id, status) for posting_id, status in rows)
    return {
        posting.id: Counts(
            posting.seats,
            tally[posting.id, ProposalStatus.CREATED],
            tally[posting.id, ProposalStatus.SENT],
            tally[posting.id, ProposalStatus.ACCEPTED],
        )
        for posting in postings
    }


def faces(posting: Posting) -> Sequence[tuple[Shift, Sequence[str]]]:
    """First name and initial of those who said yes: all that the company learns of anyone."""
    rows = db.session.execute(
        select(Assignment.shift_id, Member)
        .join(Assignment.shift)
        .join(Assignment.member)
        .where(Shift.posting_id == posting.id, Assignment.status.in_(BOOKED))
        .order_by(members.BY_SHOWN_NAME, Member.id)
    ).all()
    return [
        (shift, [member.short_name for shift_id, member in rows if shift_id == shift.id])
        for shift in posting.live_shifts
    ]


def approve(posting: Posting, by: Actor, *, base_url: str) -> int:
    """Ask everyone proposed who has not been asked yet; how many people that was.

    Pressed twice, the second time asks nobody. Raises Conflict when the job is not open any more,
    and where the company has not given what the law wants to know of it.
    """
    turns.hold(posting.id)
    if not posting.is_staffable:
        raise Conflict(N_("Jobbet är inte öppet längre."))
    company_cards.refuse_without(posting)
    internships.refuse_without(posting)
    waiting = [row for row in proposals(posting) if row.status == ProposalStatus.CREATED]
    for member_id in dict.fromkeys(row.member_id for row in waiting):
        own = [row for row in waiting if row.member_id == member_id]
        asks.send(posting, own, by, base_url=base_url)
    if waiting:
        record("postings.crew_approved", posting, by, people=len({r.member_id for r in waiting}))
    return len({row.member_id for row in waiting})


def swap(
    proposal: Proposal, member: Member, by: Actor, *, reason: str = "", why: Why | None = None
) -> Proposal:
    """Put another person in a proposed person's place; the rest stays as it is.

    Where the same people are asked for on every shift, on all of hers. Raises Conflict where the
    first has answered already, or the other is on the shift.
    """
    turns.hold(proposal.shift.posting_id)
    if proposal.status not in CHANGEABLE:
        raise Conflict(N_("Personen har redan svarat. Läs sidan igen."))
    return _in_her_place(proposal, member, by, reason, why)


def swap_by_chain(
    proposal: Proposal, chain: Chain, by: Actor, *, reason: str = "", why: Why | None = None
) -> None:
    """Put the chain's first person in the place, and its second where the first stood.

    Raises Conflict where somebody has answered meanwhile, or stands elsewhere by now.
    """
    turns.hold(proposal.shift.posting_id, *(shift.posting_id for shift in chain.leaves))
    if proposal.status not in CHANGEABLE:
        raise Conflict(N_("Läget har ändrats. Läs sidan igen."))
    move_over(chain, by, reason=reason, why=why)
    _in_her_place(proposal, chain.mover, by, reason, why)


def move_over(
    chain: Chain, by: Actor, *, reason: str = "", why: Why | None = None
) -> Sequence[Proposal]:
    """Put the chain's second person where its first stood; hers, in jobs that are held.

    Raises Conflict where the first does not stand there any more, or has been asked meanwhile.
    """
    left = _standing_on(chain.mover, chain.leaves)
    if len(left) != len(chain.leaves):
        raise Conflict(N_("Läget har ändrats. Läs sidan igen."))
    for row in left:
        move(row, ProposalStatus.SUPERSEDED, by)
    db.session.flush()
    return [put(row.shift, chain.second, by, role=row.role, reason=reason, why=why) for row in left]


def _in_her_place(
    proposal: Proposal, member: Member, by: Actor, reason: str, why: Why | None
) -> Proposal:
    rows = [proposal]
    if proposal.shift.posting.whole:
        rows += [one for one in _of_her(proposal) if one.id != proposal.id]
    for row in rows:
        move(row, ProposalStatus.SUPERSEDED, by)
    db.session.flush()
    placed = [put(row.shift, member, by, role=row.role, reason=reason, why=why) for row in rows]
    return placed[0]


def _of_her(proposal: Proposal) -> Sequence[Proposal]:
    return db.session.scalars(
        select(Proposal)
        .join(Proposal.shift)
        .where(
            Shift.posting_id == proposal.shift.posting_id,
            Proposal.member_id == proposal.member_id,
            Proposal.role == proposal.role,
            Proposal.status.in_(CHANGEABLE),
        )
        .order_by(Shift.starts_at)
    ).all()


def _standing_on(member: Member, shifts: Sequence[Shift]) -> Sequence[Proposal]:
    """Her proposals on these shifts that nobody has asked her about or locked."""
    return db.session.scalars(
        select(Proposal)
        .where(
            Proposal.member_id == member.id,
            Proposal.shift_id.in_([shift.id for shift in shifts]),
            Proposal.status == ProposalStatus.CREATED,
            Proposal.locked.is_(False),
        )
        .order_by(Proposal.id)
    ).all()


def put(
    shift: Shift,
    member: Member,
    by: Actor,
    *,
    role: PlacementRole,
    reason: str = "",
    why: Why | None = None,
) -> Proposal:
    """Propose a person by hand and keep her there whatever the next solve says.

    `why` of the closed list and `reason` in the coach's own words are kept, without a name.
    """
    taken = db.session.scalar(
        select(Proposal.id).where(
            Proposal.shift_id == shift.id,
            Proposal.member_id == member.id,
            Proposal.status.in_((*STANDING, ProposalStatus.DECLINED)),
        )
    )
    if taken:
        raise Conflict(N_("Personen är redan tillfrågad om det passet."))
    proposal = Proposal(
        shift_id=shift.id,
        member_id=member.id,
        role=role,
        status=ProposalStatus.CREATED,
        reasons=["chosen-by-coach"],
        locked=True,
        created_at=now(),
    )
    db.session.add(proposal)
    record(CHOSEN, proposal, by, **said(reason, why))
    return proposal


def lock(proposal: Proposal, by: Actor, *, locked: bool) -> None:
    """Keep a proposed person in her place whatever the next solve says, or let it move her again.

    Raises Conflict where she has been asked already: then nothing moves her anyway.
    """
    turns.hold(proposal.shift.posting_id)
    if proposal.status != ProposalStatus.CREATED:
        raise Conflict(N_("Personen har redan fått frågan."))
    if proposal.locked != locked:
        proposal.locked = locked
        record("proposals.locked" if locked else "proposals.unlocked", proposal, by)


def take_out(proposal: Proposal, by: Actor, *, reason: str = "", why: Why | None = None) -> None:
    """Take a person out of the crew before she has answered, and look for another.

    Why is kept as in `put`. Raises Conflict where she has answered already.
    """
    turns.hold(proposal.shift.posting_id)
    if proposal.status not in CHANGEABLE:
        raise Conflict(N_("Personen har redan svarat. Läs sidan igen."))
    move(proposal, ProposalStatus.SUPERSEDED, by)
    record(TAKEN_OUT, proposal, by, **said(reason, why))
    match_runs.request(proposal.shift.posting.cooperative.region_id, by)


def _works(proposal: Proposal) -> bool:
    return proposal.role == PlacementRole.WORK
