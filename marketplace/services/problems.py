"""Rows become a problem for the matching: read once, in a fixed number of queries.

What only this site knows is said in the problem's own words: a relation that the law or the
cooperative asks for (employment on paid work, participation in an internship, the cooperative
that answers for the job) is a skill whose code begins with "relation:". Conditions, hazards and
dimensions go by codes that only this one problem knows: services.run_codes.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from marketplace.catalogue.purposes import Purpose
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.clock import local
from marketplace.database import db
from marketplace.models.companies import FeatureAnswer, Site
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.members import Member
from marketplace.models.postings import Posting, PostingKind, Shift
from marketplace.models.proposals import Proposal, ProposalStatus
from marketplace.services import needs, policies
from marketplace.services.candidates import EMPLOYED, PARTICIPANT, candidates, home_relation
from marketplace.services.open_work import OpenWork, open_work
from marketplace.services.run_codes import RunCodes
from marketplace.services.sites import unanswered
from matching import problem as matching


def build(
    region_id: int,
    by: Actor = SYSTEM,
    *,
    codes: RunCodes | None = None,
    match_run_id: int | None = None,
) -> matching.Problem:
    """The open work of a region in the next four weeks, and everyone who might do it.

    Shifts that have begun, cancelled ones and paused sites are left out. Whoever has been asked
    stays put: a question that is out is never taken back by a solve. Each person whose needs are
    read can see it: the caller commits. Two problems are equal only where they share `codes`.
    """
    found = open_work(region_id)
    named = [member.id for member in found.members]
    codes = codes or RunCodes.drawn()
    with needs.opened(named, Purpose.MATCHING, by, match_run_id=match_run_id) as known:
        return of_work(found, known, codes)


def of_work(found: OpenWork, known: Mapping[int, needs.Needs], codes: RunCodes) -> matching.Problem:
    """The problem of this work and these people, with what is known of their needs."""
    postings = {shift.posting_id: shift.posting for shift in found.shifts}
    sites = {posting.site_id: posting.site for posting in postings.values()}
    pairs = _pairs([shift.id for shift in found.shifts], [one.id for one in found.members])
    return matching.Problem(
        period=matching.Period(local(found.start), local(found.end)),
        rules=matching.Rules(),
        policy=policies.for_matching(),
        sites=tuple(_site(site, codes) for site in sites.values()),
        postings=tuple(_posting(posting, codes) for posting in postings.values()),
        shifts=tuple(_shift(shift) for shift in found.shifts),
        members=tuple(candidates(found, list(sites.values()), known, codes)),
        accepted=pairs.accepted,
        declined=pairs.declined,
        proposed=pairs.proposed,
    )


def _site(site: Site, codes: RunCodes) -> matching.Site:
    answers = {feature.condition: feature for feature in site.features}
    told = {code: row.answer for code, row in answers.items()}
    return matching.Site(
        id=site.public_id,
        company=str(site.company_id),
        location=(site.latitude, site.longitude),
        features=codes.each(code for code, word in told.items() if word == FeatureAnswer.YES),
        adaptations={
            codes.of(code): row.places or 1
            for code, row in answers.items()
            if row.answer == FeatureAnswer.ON_REQUEST
        },
        unknown=codes.each(unanswered(site, tuple(WORK_CONDITION_BY_CODE))),
        night=site.night_work,
    )


def _posting(posting: Posting, codes: RunCodes) -> matching.Posting:
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
        demands=codes.keyed(task.demands),
        floors=codes.keyed(task.floors),
        hazards=codes.each(task.hazards),
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


def _pairs(shift_ids: Sequence[int], member_ids: Collection[int]) -> _Pairs:
    rows = db.session.execute(
        select(Member.public_id, Shift.public_id, Proposal.role, Proposal.status, Proposal.locked)
        .join(Proposal.member)
        .join(Proposal.shift)
        .where(Proposal.shift_id.in_(shift_ids), Proposal.member_id.in_(member_ids))
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
