"""An empty seat names the smallest change that would fill it; nobody free is no end of it."""

from sqlalchemy import select

from marketplace.models.companies import FeatureAnswer, SiteFeature
from marketplace.models.history import SYSTEM
from marketplace.models.match_runs import MatchRun
from marketplace.models.proposals import Proposal, ProposalStatus
from marketplace.models.users import Role
from marketplace.services import match_runs
from tests.make import (
    make_cooperative,
    make_member,
    make_posting,
    make_site,
    make_user,
)
from tests.make_needs import make_needs
from tests.make_work import make_proposal


def crew_page_of(posting, browser, run_jobs):
    match_runs.request(posting.cooperative.region_id, SYSTEM)
    assert run_jobs()[:2] == ["match_runs.solve", "match_runs.smallest_changes"]
    browser.sign_in(make_user(Role.COACH, cooperative=posting.cooperative))
    return browser.get(f"/cooperatives/crews/{posting.public_id}")


def work(**columns):
    site = make_site()
    return make_posting(site, make_cooperative(site.municipality), heads=1, **columns)


def test_one_persons_free_hours_are_the_smallest_change(browser, run_jobs):
    posting = work()
    make_member(posting.cooperative, given_name="Örjan", weekdays=())
    page = crew_page_of(posting, browser, run_jobs)
    assert "Fråga om Örjan kan" in page.text
    assert "07:00–15:00. Då blir 7 tim 30 min till gjorda." in page.text


def test_a_ride_and_a_skill_are_named_with_whom_they_are_for(browser, run_jobs):
    posting = work(skills={"forklift_licence": 1})
    make_member(
        posting.cooperative, given_name="Örjan", latitude=58.9, skills={"forklift_licence": 1}
    )
    assert "Ordna skjuts åt Örjan" in crew_page_of(posting, browser, run_jobs).text


def test_what_a_workplace_lacks_is_not_named_where_it_points_at_somebody(
    browser, run_jobs, session
):
    posting = work()
    member = make_member(posting.cooperative)
    make_needs(member, "step_free")
    posting.site.features.append(SiteFeature(condition="step_free", answer=FeatureAnswer.NO))
    page = crew_page_of(posting, browser, run_jobs)
    assert "vad mer som går att ordna på plats" in page.text
    kept = session.scalars(select(MatchRun.unfilled)).one()
    assert "step_free" not in str(kept)
    assert member.public_id not in str(kept)


def test_where_nobody_is_free_two_may_change_places(browser, session):
    posting = work(skills={"cleaning": 1})
    cooperative = posting.cooperative
    other = make_posting(posting.site, cooperative, heads=1, task="fold_laundry")
    gone = make_member(cooperative, skills={"cleaning": 1})
    skilled = make_member(cooperative, given_name="Åke", skills={"cleaning": 2})
    other_hand = make_member(cooperative, given_name="Örjan")
    mine = make_proposal(posting.shifts[0], gone)
    make_proposal(other.shifts[0], skilled)
    session.flush()
    browser.sign_in(make_user(Role.COACH, cooperative=cooperative))
    page = browser.get(f"/cooperatives/crews/proposals/{mine.public_id}/swap")
    assert "Flyttar hit från" in page.text
    page = browser.submit("Välj Åke och Örjan")
    assert "flyttar hit" in " ".join(page.notices)
    standing = session.execute(
        select(Proposal.shift_id, Proposal.member_id).where(
            Proposal.status == ProposalStatus.CREATED
        )
    ).all()
    assert sorted(standing) == sorted(
        [(posting.shifts[0].id, skilled.id), (other.shifts[0].id, other_hand.id)]
    )
