"""Real rows of Kooptjänst's review: trials, follow-ups, votes. See tests/make.py."""

from datetime import timedelta
from typing import Any

from sqlalchemy.dialects.postgresql import Range

from marketplace.clock import now, today
from marketplace.models.companies import Company, Site
from marketplace.models.cooperatives import Region
from marketplace.models.fit_answers import Fit, FitAnswer
from marketplace.models.follow_ups import FollowUp
from marketplace.models.hire_offers import (
    HireForm,
    HireOffer,
    HireOfferStatus,
    HireWish,
    PayBy,
)
from marketplace.models.members import ExitReason, Member, Membership, Stay, StayPhase
from marketplace.models.policies import Policy, PolicyStatus
from marketplace.models.postings import Posting
from marketplace.models.trials import Trial, TrialKind, TrialStatus
from marketplace.services import policies
from tests.make import kept, make_member, make_region


def make_trial(region: Region | None = None, **columns: Any) -> Trial:
    """A trial of another order that waits for a worker."""
    order = ["fairness", *(level for level in policies.DEFAULT if level != "fairness")]
    defaults = {
        "kind": TrialKind.WHAT_IF,
        "region": region or make_region(),
        "asked": {"levels": order},
        "status": TrialStatus.WAITING,
        "asked_by": "Kim",
        "asked_at": now(),
        "result": {},
    }
    return kept(Trial(**{**defaults, **columns}))


def make_follow_up(member: Member | None = None, days_ago: int = 100, **columns: Any) -> FollowUp:
    """The follow-up of somebody whose last day was so many days ago."""
    member = member or make_member()
    left = today() - timedelta(days=days_ago)
    stay = member.stays[0] if member.stays else Stay(member_id=member.id)
    stay.during = Range(left - timedelta(days=200), left + timedelta(days=1))
    stay.phase = StayPhase.WORK_READY
    stay.exit_reason = ExitReason.WORK
    kept(stay)
    defaults = {"stay_id": stay.id, "due_on": left + timedelta(days=90), "tries": 0}
    return kept(FollowUp(**{**defaults, **columns}))


def make_hire_wish(member: Member, company: Company) -> HireWish:
    """The member has ticked that she would like to work at the company."""
    return kept(HireWish(member_id=member.id, company_id=company.id, wished_at=now()))


def make_hire_offer(
    member: Member, site: Site, status: HireOfferStatus = HireOfferStatus.MADE, **columns: Any
) -> HireOffer:
    """A company offers the member a job at one of its sites."""
    started = status == HireOfferStatus.STARTED
    answered = started or status in (HireOfferStatus.ACCEPTED, HireOfferStatus.DECLINED)
    defaults = {
        "member_id": member.id,
        "company_id": site.company_id,
        "site_id": site.id,
        "status": status,
        "work": "Packa order och ta emot varor",
        "week_minutes": 30 * 60,
        "form": HireForm.PERMANENT,
        "starts_on": today() + timedelta(days=30),
        "pay_by": PayBy.AGREEMENT,
        "made_at": now(),
        "made_by": "Eva Lund",
        "answered_at": now() if answered else None,
        "began_on": today() if started else None,
    }
    return kept(HireOffer(**{**defaults, **columns}))


def make_owner(member: Member) -> Membership:
    """The member owns a share of the cooperative, and has a vote."""
    since = Range(today() - timedelta(days=30), None)
    return kept(Membership(member_id=member.id, during=since))


def make_policy(status: PolicyStatus = PolicyStatus.VOTING, **columns: Any) -> Policy:
    """An order in which fairness counts most."""
    order = ["fairness", *(level for level in policies.DEFAULT if level != "fairness")]
    defaults = {
        "version": 2,
        "levels": order,
        "reason": "Alla ska få jobb.",
        "status": status,
        "proposed_by": "Kim",
        "proposed_at": now(),
        "closes_at": now() + timedelta(days=14),
    }
    return kept(Policy(**{**defaults, **columns}))


def make_fit_answer(
    posting: Posting, member: Member | None = None, fit: Fit = Fit.WELL, **columns: Any
) -> FitAnswer:
    """An answer after the work, the company's where no member is given."""
    defaults = {
        "posting_id": posting.id,
        "member_id": member.id if member else None,
        "fit": fit,
        "answered_at": now(),
    }
    return kept(FitAnswer(**{**defaults, **columns}))
