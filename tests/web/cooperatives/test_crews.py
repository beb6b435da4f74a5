"""What a coach does with a crew."""

from sqlalchemy import select

from marketplace.clock import now
from marketplace.models.history import Event
from marketplace.models.messages import Message
from marketplace.models.proposals import Proposal, ProposalStatus
from marketplace.models.users import Role
from tests.make import make_cooperative, make_member, make_posting, make_site, make_user
from tests.make_work import make_ask, make_assignment, make_match_run, make_proposal


def proposed(people=1, heads=2):
    site = make_site()
    cooperative = make_cooperative(site.municipality)
    posting = make_posting(site, cooperative, heads=heads)
    members = [make_member(cooperative) for _ in range(people)]
    for member in members:
        make_proposal(posting.shifts[0], member)
    return posting, members, make_user(Role.COACH, cooperative=cooperative)


def test_the_inbox_leads_to_the_crew(browser):
    posting, _, coach = proposed()
    browser.sign_in(coach)
    page = browser.get("/cooperatives/inbox")
    assert "Lag att granska" in page.text
    page = browser.get(f"/cooperatives/crews/{posting.public_id}")
    assert posting.company.name in page.heading


def test_nothing_to_do_says_so(browser):
    browser.sign_in(make_user(Role.COACH))
    assert "Inget att göra just nu" in browser.get("/cooperatives/inbox").text


def test_approving_asks_everyone_once(browser, session):
    posting, _, coach = proposed(people=2)
    browser.sign_in(coach)
    browser.get(f"/cooperatives/crews/{posting.public_id}")
    page = browser.submit("Godkänn laget och fråga alla")
    assert "2 personer har fått frågan" in page.text
    assert len(session.scalars(select(Message)).all()) == 2
    assert "Godkänn laget" not in page.text


def test_swapping_offers_only_people_who_can(browser, session):
    posting, _, coach = proposed(people=1)
    able = make_member(posting.cooperative)
    make_member(posting.cooperative, weekdays=())
    browser.sign_in(coach)
    proposal = session.scalars(select(Proposal)).one()
    page = browser.get(f"/cooperatives/crews/proposals/{proposal.public_id}/swap")
    assert page.text.count("Välj ") == 1
    page = browser.submit(f"Välj {able.given_name}")
    assert f"{able.short_name} är föreslagen i stället" in page.text
    standing = session.scalars(
        select(Proposal.member_id).where(Proposal.status == ProposalStatus.CREATED)
    ).all()
    assert standing == [able.id]


def test_an_answer_by_phone_is_taken_down(browser, session):
    posting, _, coach = proposed()
    make_ask(*session.scalars(select(Proposal)).all())
    browser.sign_in(coach)
    browser.get(f"/cooperatives/crews/{posting.public_id}")
    page = browser.submit("Ja på telefon")
    assert "är noterat" in page.text
    assert "1 av 2 har sagt ja" in page.text


def test_another_cooperatives_crew_is_not_found(browser):
    posting, _, _ = proposed()
    browser.sign_in(make_user(Role.COACH))
    browser.get(f"/cooperatives/crews/{posting.public_id}", expect=404)


def test_the_list_takes_as_many_queries_for_one_job_as_for_many(browser):
    site = make_site()
    cooperative = make_cooperative(site.municipality)
    make_posting(site, cooperative)
    browser.sign_in(make_user(Role.COACH, cooperative=cooperative))
    browser.get("/cooperatives/crews")
    few = browser.get("/cooperatives/crews").queries
    for _ in range(5):
        make_posting(site, cooperative)
    assert browser.get("/cooperatives/crews").queries == few


def test_the_sheet_for_the_notice_board_names_those_who_said_yes(browser):
    posting, members, coach = proposed()
    make_assignment(posting.shifts[0], members[0])
    browser.sign_in(coach)
    page = browser.get(f"/cooperatives/crews/{posting.public_id}/sheet")
    assert members[0].short_name in page.text


def test_an_answer_taken_down_sends_the_member_a_receipt_with_a_way_to_undo_it(browser, session):
    posting, members, coach = proposed()
    members[0].language = "ar"
    make_ask(*session.scalars(select(Proposal)).all())
    browser.sign_in(coach)
    browser.get(f"/cooperatives/crews/{posting.public_id}")
    browser.submit("Ja på telefon")
    [receipt] = session.scalars(select(Message)).all()
    assert "Vi har skrivit att du sa ja." in receipt.body
    link = next(word for word in receipt.body.split() if "/members/asks/" in word)
    browser.get("/members/asks/" + link.rsplit("/", 1)[1])
    browser.post(
        "/members/asks/" + link.rsplit("/", 1)[1].split("?")[0], {"answer": "no"}, expect=200
    )
    assert session.scalars(select(Proposal.status)).all() == [ProposalStatus.DECLINED]


def test_a_locked_person_says_so_and_can_be_unlocked(browser, session):
    posting, _, coach = proposed()
    browser.sign_in(coach)
    browser.get(f"/cooperatives/crews/{posting.public_id}")
    assert "är låst" in " ".join(browser.submit("Lås").notices)
    assert session.scalars(select(Proposal.locked)).all() == [True]
    browser.submit("Lås upp")
    session.expire_all()
    assert session.scalars(select(Proposal.locked)).all() == [False]


def test_the_page_tells_what_has_happened(browser):
    posting, _, coach = proposed()
    browser.sign_in(coach)
    browser.get(f"/cooperatives/crews/{posting.public_id}")
    assert "Ett lag godkändes" in browser.submit("Godkänn laget och fråga alla").text


def test_why_somebody_was_swapped_is_kept_and_read_where_runs_are_reviewed(
    browser, new_browser, session
):
    posting, (gone,), coach = proposed(people=1)
    able = make_member(posting.cooperative)
    run = make_match_run(posting.cooperative.region, finished_at=now(), plan_hash="abc")
    run.postings.append(posting)
    browser.sign_in(coach)
    [proposal] = session.scalars(select(Proposal)).all()
    browser.get(f"/cooperatives/crews/proposals/{proposal.public_id}/swap")
    why = {"why": "Känner jobbet eller arbetsplatsen", "reason": "Var där i fjol."}
    browser.submit(f"Välj {able.given_name}", **why)
    chosen = session.scalars(select(Event).where(Event.verb == "proposals.chosen")).one()
    assert chosen.detail == {"why": "knows_work", "reason": "Var där i fjol."}
    page = (
        new_browser()
        .sign_in(make_user(Role.KOOPTJANST))
        .get(f"/kooptjanst/match-runs/{run.public_id}")
    )
    [row] = page.table("Ändrat för hand")
    assert row["Vad"] == "Någon valdes"
    assert row["Varför"] == "Känner jobbet eller arbetsplatsen. Var där i fjol."
    assert gone.name not in page.text
    assert able.name not in page.text


def test_a_swap_without_a_reason_is_two_clicks_and_says_that_none_was_given(browser, session):
    posting, _, coach = proposed(people=1)
    able = make_member(posting.cooperative)
    browser.sign_in(coach)
    [proposal] = session.scalars(select(Proposal)).all()
    browser.get(f"/cooperatives/crews/proposals/{proposal.public_id}/swap")
    browser.submit(f"Välj {able.given_name}", tampered={"why": "<made up>"})
    chosen = session.scalars(select(Event).where(Event.verb == "proposals.chosen")).one()
    assert chosen.detail == {"reason": ""}


def test_why_somebody_was_taken_out_is_asked_first_and_read_without_her_name(
    browser, new_browser, session
):
    posting, (gone,), coach = proposed(people=1)
    run = make_match_run(posting.cooperative.region, finished_at=now(), plan_hash="abc")
    run.postings.append(posting)
    browser.sign_in(coach)
    browser.get(f"/cooperatives/crews/{posting.public_id}")
    page = browser.click("Ta ut")
    assert page.title.startswith(f"Ta ut {gone.short_name}")
    assert session.scalars(select(Proposal.status)).all() == ["created"]
    browser.submit("Ta ut", why="Behövs på ett annat jobb")
    assert session.scalars(select(Proposal.status)).all() == ["superseded"]
    review = f"/kooptjanst/match-runs/{run.public_id}"
    page = new_browser().sign_in(make_user(Role.KOOPTJANST)).get(review)
    [row] = page.table("Ändrat för hand")
    assert (row["Vad"], row["Varför"]) == ("Någon togs ut", "Behövs på ett annat jobb")
    assert gone.name not in page.text
