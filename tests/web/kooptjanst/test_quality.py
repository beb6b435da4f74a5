"""Kooptjänst's review pages, and a what-if that becomes policy by the members' vote."""

from datetime import timedelta

import pytest

from marketplace import clock
from marketplace.models.fit_answers import Fit
from marketplace.models.follow_ups import Evidence, FollowUp, Outcome
from marketplace.models.history import SYSTEM
from marketplace.models.policies import Policy, PolicyStatus
from marketplace.models.run_reviews import RunReview
from marketplace.models.trials import Trial, TrialKind, TrialStatus
from marketplace.models.users import Role
from marketplace.services import policies, trials, weeks
from matching import solve
from tests.make import make_member, make_posting, make_user
from tests.make_quality import make_fit_answer, make_follow_up, make_owner, make_trial
from tests.make_work import make_match_run
from tests.page_rules import words


@pytest.fixture
def kooptjanst(browser, session):
    return browser.sign_in(make_user(Role.KOOPTJANST))


def test_a_what_if_becomes_policy_by_a_vote(kooptjanst, new_browser, session):
    trial = make_trial()
    owner = make_user(Role.MEMBER)
    make_owner(owner.member)
    make_owner(make_member())
    session.commit()
    page = kooptjanst.get(f"/kooptjanst/trials/{trial.public_id}")
    assert "Vi räknar" in page.text
    trials.answer(trial, SYSTEM, lambda problem: solve(problem, workers=1, effort="quick"))
    session.commit()
    page = kooptjanst.get(f"/kooptjanst/trials/{trial.public_id}")
    assert "Fyllda platser" in page.text
    kooptjanst.submit("Lägg fram för omröstning", reason="Alla ska få jobb.")
    member = new_browser().sign_in(owner)
    page = member.get("/members/votes")
    assert "Den som fått minst jobb går först." in page.text
    page = member.submit("Ja, ändra")
    assert "Du har röstat" in page.text
    policy = session.query(Policy).one()
    assert (policy.status, policy.yes_votes) == (PolicyStatus.VOTING, 1)
    policies.vote(policy, make_owner_of(session), yes=True)
    session.commit()
    assert policies.levels()[0] == "fairness"
    [row] = kooptjanst.get("/kooptjanst/policies", q="alla ska").table("Alla ordningar")
    assert (row["Läge"], row["Ja"], row["Nej"]) == ("Gäller", "2", "0")
    file = kooptjanst.get("/kooptjanst/policies", format="csv").response.get_data(as_text=True)
    assert "Alla ska få jobb." in file
    none = kooptjanst.get("/kooptjanst/policies", state="rejected").text
    assert "Ingen ordning passar in på sökningen." in none


def make_owner_of(session):
    """The other member who may vote."""
    from marketplace.models.members import Member, Membership

    return (
        session.query(Member)
        .join(Membership, Membership.member_id == Member.id)
        .order_by(Member.id.desc())
        .first()
    )


def test_nothing_changed_is_nothing_to_try(kooptjanst):
    make_trial()
    page = kooptjanst.get("/kooptjanst/trials/new")
    page = kooptjanst.submit("Räkna", expect=400)
    assert "Ändra minst en sak" in page.text


def test_a_run_is_signed_once_with_a_note(kooptjanst, session):
    run = make_match_run(plan_hash="abc")
    session.commit()
    kooptjanst.get(f"/kooptjanst/match-runs/{run.public_id}")
    page = kooptjanst.submit("Signera", expect=400, note="")
    assert "Skriv vad du såg." in page.text
    page = kooptjanst.submit("Signera", note="Såg bra ut.")
    assert "Såg bra ut." in page.text
    assert session.query(RunReview).count() == 1


def test_a_run_whose_input_is_gone_says_that_it_cannot_be_repeated(kooptjanst, session):
    run = make_match_run(plan_hash="abc")
    session.commit()
    page = kooptjanst.get(f"/kooptjanst/match-runs/{run.public_id}")
    assert "Matchningen kan inte göras om." in page.text


def test_a_follow_up_is_closed_with_how_it_is_known(kooptjanst, session):
    row = make_follow_up()
    session.commit()
    kooptjanst.get(f"/kooptjanst/follow-ups/{row.public_id}")
    page = kooptjanst.submit("Spara", expect=400, outcome="work", evidence="none")
    assert "Välj hur ni vet det." in page.text
    kooptjanst.get(f"/kooptjanst/follow-ups/{row.public_id}")
    kooptjanst.submit("Spara", outcome="work", evidence="payslip")
    assert not session.query(FollowUp).one().is_open


def test_a_name_stands_only_where_somebody_may_be_called(kooptjanst, session):
    protected = make_follow_up(make_member(family_name="Skyddad", protected_identity=True))
    row = make_follow_up(make_member(family_name="Ringbar"))
    session.commit()
    page = kooptjanst.get(f"/kooptjanst/follow-ups/{protected.public_id}")
    assert "Skyddad" not in page.text
    assert "Ringbar" in kooptjanst.get(f"/kooptjanst/follow-ups/{row.public_id}").text
    kooptjanst.submit("Spara", outcome="sick", evidence="told")
    assert "Ringbar" not in kooptjanst.get(f"/kooptjanst/follow-ups/{row.public_id}").text


def test_sums_of_few_are_hidden_with_their_parts(kooptjanst, session):
    for _ in range(4):
        make_follow_up(outcome=Outcome.WORK, evidence=Evidence.TOLD, closed_at=clock.now())
    session.commit()
    page = kooptjanst.get("/kooptjanst/follow-ups")
    sums = {words(one): words(one.find_next("dd")) for one in page.soup.find_all("dt")}
    assert sums["I arbete, studier eller eget företag"] == sums["Annat"] == "visas inte"


def test_one_members_answer_is_not_told_by_a_rate(kooptjanst, session):
    when = weeks.beginning() + timedelta(days=2)
    member = make_member()
    for _ in range(5):
        make_fit_answer(make_posting(), answered_at=clock.at(when, 600))
    make_fit_answer(make_posting(), member, Fit.BADLY, answered_at=clock.at(when, 600))
    session.commit()
    assert weeks.weeks()[-1].fit_rate == 1


def test_keys_are_asked_for_and_shown(kooptjanst, session):
    trial = make_trial(
        kind=TrialKind.KEYS,
        status=TrialStatus.DONE,
        asked={},
        result={
            "asked_minutes": 600,
            "filled_minutes": 300,
            "exact": True,
            "keys": [],
            "tried": 1,
            "changes": 1,
            "unlisted_minutes": 0,
        },
    )
    session.commit()
    page = kooptjanst.get("/kooptjanst/keys")
    assert trial.region.name in page.text
    assert "Ingen enda ändring ger mer arbete." in page.text
    kooptjanst.submit("Räkna om nu")
    assert session.query(Trial).filter_by(status=TrialStatus.WAITING).count() >= 1


def test_the_weeks_are_told_without_any_name(kooptjanst, session):
    page = kooptjanst.get("/kooptjanst/quality")
    assert len(page.table("Vecka för vecka")) == 13
