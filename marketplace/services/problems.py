"""Rows become a problem for the matching: read once, in a fixed number of queries.

What only this site knows is said in the problem's own words: a relation that the law or the
cooperative asks for (employment on paid work, participation in an internship, the cooperative
that answers for the job) is a skill whose code begins with "relation:".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.clock import local
from marketplace.database import db
from marketplace.models.companies import FeatureAnswer, Site
from marketplace.models.members import Member
from marketplace.models.postings import Posting, PostingKind, Shift
from marketplace.models.proposals import Proposal, ProposalStatus
from marketplace.services.candidates import EMPLOYED, PARTICIPANT, candidates, home_relation
from marketplace.services.open_work import open_work
from matching import problem as matching

POLICY = "orangeriet-1"


def build(region_id: int) -> matching.Problem:
    """The open work of a region in the next four weeks, and everyone who might do it.

    Shifts that have begun, cancelled ones and paused sites are left out. Whoever has been asked
    stays put: a question that is out is never taken back by a solve.
    """
    found = open_work(region_id)
    postings = {shift.posting_id: shift.posting for shift in found.shifts}
    sites = {posting.site_id: posting.site for posting in postings.values()}
    pairs = _pairs([shift.id for shift in found.shifts])
    return matching.Problem(
        period=matching.Period(local(found.start), local(found.end)),
        rules=matching.Rules(),
        policy=matching.Policy(POLICY),
        sites=tuple(_site(site) for site in sites.values()),
        postings=tuple(_posting(posting) for posting in postings.values()),
        shifts=tuple(_shift(shift) for shift in found.shifts),
        members=tuple(candidates(found, list(sites.values()))),
        accepted=pairs.accepted,
        declined=pairs.declined,
        proposed=pairs.proposed,
    )


def _site(site: Site) -> matching.Site:
    answers = {feature.condition: feature for feature in site.features}
    told = {code: row.answer for code, row in answers.items()}
    return matching.Site(
        id=site.public_id,
        company=str(site.company_id),
        location=(site.latitude, site.longitude),
        features=tuple(code for code, word in told.items() if word == FeatureAnswer.YES),
        adaptations={
            code: row.places or 1
            for code, row in answers.items()
            if row.answer == FeatureAnswer.ON_REQUEST
        },
        unknown=tuple(
            code
            for code in WORK_CONDITION_BY_CODE
            if told.get(code, FeatureAnswer.UNKNOWN) == FeatureAnswer.UNKNOWN
        ),
        night=site.night_work,
    )


def _posting(posting: Posting) -> matching.Posting:
    task = TASK_BY_CODE[posting.task]
    relation = PARTICIPANT if posting.kind == PostingKind.INTERNSHIP else EMPLOYED
    asked = {row.skill: row.level for row in posting.skills if not row.merit}
    return matching.Posting(
        id=posting.public_id,
        site=posting.site.public_id,
        task=posting.task,
        kind=posting.kind.value,
        priority=posting.priority,
        skills=asked | {relation: 1, home_relation(posting.cooperative): 1},
        merits={row.skill: row.level for row in posting.skills if row.merit},
        demands=dict(task.demands),
        floors=dict(task.floors),
        hazards=task.hazards,
        supervision=posting.workers_per_supervisor,
        whole=posting.whole,
        team=posting.team,
    )


def _shift(shift: Shift) -> matching.Shift:
    return matching.Shift(
        id=shift.public_id,
        posting=shift.posting.public_id,
        start=local(shift.starts_at),
        end=local(shift.ends_at),
        heads=shift.heads,
        break_minutes=shift.break_minutes,
    )


@dataclass(frozen=True, slots=True)
class _Pairs:
    """What is settled between members and shifts."""

    accepted: tuple[matching.Pair, ...]
    declined: tuple[matching.Pair, ...]
    proposed: tuple[matching.Pair, ...]


def _pairs(shift_ids: Sequence[int]) -> _Pairs:
    rows = db.session.execute(
        select(Member.public_id, Shift.public_id, Proposal.role, Proposal.status, Proposal.locked)
        .join(Proposal.member)
        .join(Proposal.shift)
        .where(Proposal.shift_id.in_(shift_ids))
        .order_by(Proposal.id)
    )
    accepted, declined, proposed = [], [], []
    for member, shift, role, status, locked in rows:
        pair = matching.Pair(member, shift, role.value)
        fixed = locked and status == ProposalStatus.CREATED
        if fixed or status in (ProposalStatus.ACCEPTED, ProposalStatus.SENT):
            accepted.append(pair)
        elif status == ProposalStatus.CREATED:
            proposed.append(pair)
        elif status == ProposalStatus.DECLINED:
            declined.append(matching.Pair(member, shift))
    return _Pairs(tuple(accepted), tuple(declined), tuple(proposed))
