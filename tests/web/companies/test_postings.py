"""A company asks for people on one screen, and follows the job on one page."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from marketplace import clock
from marketplace.database import db
from marketplace.models.companies import FeatureAnswer
from marketplace.models.history import Actor
from marketplace.models.match_runs import MatchRunStatus
from marketplace.models.postings import Posting, PostingKind, PostingStatus
from marketplace.models.proposals import ProposalStatus
from marketplace.models.users import Role
from marketplace.services import history, postings
from tests.make import make_posting, make_site, make_user, workday
from tests.make_needs import make_needs
from tests.make_work import make_assignment, make_match_run, make_proposal

NEW = "/companies/postings/new"
POST = "Lägg upp jobbet"


def first_days(page, count=2):
    return [box["value"] for box in page.soup.select("input[name=days]")][:count]


def filled(page, **changed):
    return {"task": "pack_goods", "days": first_days(page), "heads": "3", **changed}


def how_many():
    return db.session.scalar(select(func.count()).select_from(Posting))


def only_posting():
    return db.session.scalars(select(Posting)).one()


def test_a_first_job_asks_for_three_things_and_shows_what_was_agreed(owner):
    page = owner.get(NEW)
    page = owner.submit(POST, **filled(page))
    assert page.heading == "Packa varor"
    assert page.notices == ["Jobbet är upplagt. Vi letar efter ett lag."]
    assert page.facts()["Pris"] == "16 320 kr"
    assert "Moms 4 080 kr tillkommer" in page.facts()["Så räknar vi"]
    posting = only_posting()
    assert posting.status == PostingStatus.OPEN
    assert [shift.heads for shift in posting.shifts] == [3, 3]


def test_an_empty_form_tells_what_is_missing_from_top_to_bottom(owner):
    owner.get(NEW)
    page = owner.submit(POST, expect=400)
    assert page.errors == [
        "Välj vad som ska göras.",
        "Välj minst en dag.",
        "Skriv hur många personer ni behöver.",
    ]
    assert page.title.startswith("Fel:")
    assert how_many() == 0


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"days": [], "other_days": "2020-01-01"}, "Den dagen har redan varit."),
        ({"days": [], "other_days": "igår"}, "Vi förstår inte ”igår”."),
        ({"starts": "15", "ends": "7"}, "Slutar före den börjar."),
        ({"starts": "sju"}, "Skriv tiden som 7, 07:30 eller 0730."),
        ({"starts": "6", "ends": "19"}, "Ett pass är högst 12 timmar."),
        ({"break_minutes": "0"}, "behöver rast"),
        ({"heads": "0"}, "Skriv minst 1 person."),
        ({"heads": "500"}, "Högst 40 personer"),
        ({"heads": "fyra"}, "Skriv ett helt tal"),
        ({"heads": "9" * 400}, "Skriv ett helt tal"),
        ({"details": "å" * 3001}, "Texten är 3001 tecken."),
        ({"supervisor_name": "x" * 3000}, "Namnet får vara högst 100 tecken."),
        ({"leads": "cooperative"}, "Svaren går isär."),
    ],
)
def test_bad_input_is_told_in_words_and_nothing_typed_is_lost(owner, changed, told):
    page = owner.get(NEW)
    values = filled(page, details="Port 3 مرحبا 👋 <script>alert(1)</script>")
    page = owner.submit(POST, values | changed, expect=400)
    assert any(told in line for line in page.errors), page.errors
    for name, typed in (values | changed).items():
        kept = page.value(name)
        assert kept == typed or kept[:200] == typed[:200], name
    assert "<script>alert" not in page.html
    assert how_many() == 0


@pytest.mark.parametrize(
    ("tampered", "told"),
    [
        ({"task": "no_such_task"}, "Välj vad som ska göras."),
        ({"site": "no-such-site"}, "Välj arbetsplats."),
        ({"days": ["<script>"]}, "En av dagarna går inte att läsa."),
        ({"certificates": ["anything"]}, "Det kravet finns inte."),
    ],
)
def test_what_the_page_never_offered_is_refused_in_words(owner, tampered, told):
    page = owner.get(NEW)
    page = owner.submit(POST, filled(page), expect=400, tampered=tampered)
    assert any(told in line for line in page.errors), page.errors
    assert how_many() == 0


def test_another_companys_site_is_no_site_of_ours(owner, world):
    theirs = make_site(municipality=world.site.municipality)
    page = owner.get(NEW)
    page = owner.submit(POST, filled(page), expect=400, tampered={"site": theirs.public_id})
    assert page.errors == ["Välj arbetsplats."]


def test_strange_but_harmless_text_is_kept_as_it_was_written(owner):
    text = "Port 3 مرحبا 👋 <script>alert(1)</script>"
    page = owner.submit(POST, filled(owner.get(NEW), details=text))
    assert page.facts()["Bra att veta"] == text
    assert "<script>alert" not in page.html


def test_a_form_sent_twice_makes_one_job_and_shows_it(owner):
    page = owner.get(NEW)
    key = page.value("form_key")
    first = owner.submit(POST, **filled(page))
    owner.get(NEW)
    again = owner.submit(POST, filled(owner.page), tampered={"form_key": key})
    assert again.path == first.path
    assert how_many() == 1


def test_a_form_key_that_is_none_is_replaced(owner):
    owner.get(NEW)
    owner.submit(POST, filled(owner.page), tampered={"form_key": "x\x00'; DROP"})
    assert how_many() == 1


def test_words_of_ones_own_suggest_tasks_and_the_second_press_goes_through(owner):
    page = owner.get(NEW)
    typed = filled(page, other_task="lägga julklappar i paket")
    del typed["task"]
    page = owner.submit(POST, typed, expect=400)
    assert page.errors == ["Menar ni något av det här? Välj en ruta."]
    offered = [box["value"] for box in page.soup.select("input[name=task]")]
    assert offered[0] not in ("clean_offices", "wash_dishes")
    owner.submit(POST, task=offered[0])
    assert only_posting().task == offered[0]


def test_a_tasks_own_name_is_enough(owner):
    page = owner.get(NEW)
    typed = filled(page, other_task="kratta löv")
    del typed["task"]
    owner.submit(POST, typed)
    assert only_posting().task == "rake_leaves"


def test_words_that_mean_nothing_to_us_are_told_and_kept(owner):
    page = owner.get(NEW)
    page = owner.submit(POST, filled(page, other_task="qwxz"), expect=400)
    assert page.errors == [
        "Vi hittar ingen sådan uppgift. Prova ett annat ord, eller välj en ruta."
    ]
    assert page.value("other_task") == "qwxz"


def test_price_and_odds_stand_on_the_form_before_anything_is_sent(owner):
    page = owner.get(NEW)
    values = filled(page, heads="4")
    owner.submit("Visa pris", values)
    card = owner.page.soup.find(id="price").get_text(" ", strip=True)
    assert "Troligen 6 av 8 platser." in card
    assert "Besked senast" in card
    assert "i timmen" in card
    assert how_many() == 0
    assert owner.page.value("heads") == "4"


def test_the_price_alone_follows_the_form_while_it_is_filled_in(owner):
    page = owner.get(NEW)
    half = owner.post("/companies/postings/price", {"task": "pack_goods"}, expect=200)
    assert "Välj uppgift, dag, tid och antal" in half.html
    values = filled(page, starts="7", ends="15", break_minutes="30", heads="1", days="")
    values["days"] = first_days(page, 1)[0]
    whole = owner.post("/companies/postings/price", values, expect=200)
    assert "2\xa0400\xa0kr" in whole.html
    assert "Troligen fylls platsen." in whole.html
    values["days"] = "2020-01-01"
    assert "har redan varit" in owner.post("/companies/postings/price", values, expect=200).html


def test_a_job_led_by_the_cooperative_is_a_service(owner):
    page = owner.get(NEW)
    owner.submit(POST, filled(page, leads="cooperative", buys="cooperative"))
    assert only_posting().kind == PostingKind.SERVICE
    assert "Kooperativet leder arbetet" in owner.page.facts()["Vem leder"]


def test_answers_about_the_workplace_are_kept_for_the_next_job(owner, world):
    page = owner.get(NEW)
    owner.submit(POST, filled(page), **{"profile-step_free": "yes", "profile-near_toilet": "no"})
    db.session.refresh(world.site)
    assert {row.condition: row.answer for row in world.site.features} == {
        "step_free": FeatureAnswer.YES,
        "near_toilet": FeatureAnswer.NO,
    }
    assert owner.get(NEW).soup.find(attrs={"name": "profile-step_free"}) is None


def test_a_job_is_repeated_in_three_presses_and_no_typing(owner, world):
    for task in postings.COMMON * 2:
        make_posting(world.site, world.cooperative, task=task)
    monday = clock.today() - timedelta(days=14 + clock.today().weekday())
    ahead = (monday - clock.today()).days
    days = [workday(ahead), workday(ahead + 2)]
    make_posting(
        world.site, world.cooperative, shifts=days, heads=2, task="rake_leaves", details="Port 3"
    )
    owner.get("/companies/today")
    page = owner.click("Upprepa: Kratta löv")
    ticked = [date.fromisoformat(day).weekday() for day in page.value("days")]
    assert sorted(ticked) == [0, 2]
    assert page.value("task") == "rake_leaves"
    assert (page.value("heads"), page.value("details")) == ("2", "Port 3")
    owner.submit(POST)
    assert how_many() == 2 + len(postings.COMMON * 2)


def test_an_answer_that_is_late_says_so_and_whom_to_ring(owner, world):
    hour = timedelta(hours=1)
    posting = make_posting(world.site, world.cooperative, answer_by=clock.now() - hour)
    pages = [
        owner.get("/companies/postings"),
        owner.get(f"/companies/postings/{posting.public_id}"),
    ]
    assert "Beskedet är sent." in pages[0].text
    assert "Ni skulle ha fått besked" in pages[1].text
    assert all(world.cooperative.phone in page.text for page in pages)
    assert all("besked senast" not in page.text.casefold() for page in pages)


def test_a_company_without_a_site_is_told_what_to_do(browser):
    page = browser.sign_in(make_user(Role.COMPANY)).get(NEW)
    assert "/companies/sites/new" in page.links["Lägg till en arbetsplats"]
    page = browser.submit(POST, filled(page), expect=400)
    assert page.errors == ["Välj arbetsplats."]


def test_what_has_happened_is_told_without_a_members_name(owner, world):
    owner.submit(POST, filled(owner.get(NEW)))
    posting = only_posting()
    member = Actor("member", world.members[0].name, member_id=world.members[0].id)
    history.move(posting, PostingStatus.FILLED, member)
    page = owner.get(f"/companies/postings/{posting.public_id}")
    assert "Jobbet lades upp." in page.text
    assert "Alla platser blev klara." in page.text
    assert world.members[0].family_name not in page.html


def test_another_companys_job_cannot_be_seen_followed_repeated_or_withdrawn(stranger, world):
    theirs = f"/companies/postings/{make_posting(world.site, world.cooperative).public_id}"
    missing = stranger.get("/companies/postings/nosuchposting", 404).text
    for path in (theirs, f"{theirs}/progress", f"{theirs}/withdraw", f"{theirs}/hours"):
        assert stranger.get(path, 404).text == missing
    stranger.get(NEW, 404, repeat=theirs.rsplit("/", 1)[1])
    for path in (f"{theirs}/withdraw", f"{theirs}/hours/confirm", f"{theirs}/hours/dispute"):
        stranger.post(path, expect=404)


def test_a_job_is_followed_from_search_to_crew(owner, world):
    run = make_match_run(world.cooperative.region, MatchRunStatus.SOLVING)
    posting = make_posting(world.site, world.cooperative, heads=2)
    address = f"/companies/postings/{posting.public_id}"
    page = owner.get(address)
    assert "Vi räknar på det just nu" in page.text
    assert page.soup.find(id="progress")["data-seconds"] == "2"
    assert page.soup.find("meta", attrs={"http-equiv": "refresh"})["content"] == "4"
    run.status = MatchRunStatus.SOLVED
    make_assignment(posting.shifts[0], world.members[0])
    make_proposal(posting.shifts[0], world.members[0], ProposalStatus.ACCEPTED)
    make_proposal(posting.shifts[0], world.members[1], ProposalStatus.SENT)
    posting.status = PostingStatus.PARTLY_FILLED
    part = owner.get(f"{address}/progress")
    assert "1 av 2 platser är klara" in part.html
    assert world.members[0].short_name in part.html
    posting.status = PostingStatus.FILLED
    assert "data-poll" not in owner.get(f"{address}/progress").html


def test_a_company_learns_a_name_only_after_a_yes_and_never_who_said_no(owner, world):
    """First name and initial of those who come; no need, no reason, nobody else."""
    world.members[0].given_name, world.members[0].family_name = "Kanariefågel", "Svart"
    world.members[1].given_name, world.members[2].given_name = "Kanin", "Kamel"
    for member in world.members:
        make_needs(member, "low_noise", hazards=("noise",))
    posting = make_posting(world.site, world.cooperative, heads=3)
    shift = posting.shifts[0]
    make_proposal(shift, world.members[0], ProposalStatus.SENT, reasons=["reach"])
    make_proposal(shift, world.members[1], ProposalStatus.DECLINED)
    make_assignment(shift, world.members[2])
    address = f"/companies/postings/{posting.public_id}"
    for path in (address, f"{address}/progress", f"{address}/withdraw", f"{address}/hours"):
        html = owner.get(path).html
        assert "Kanariefågel" not in html
        assert "Kanin" not in html
        assert world.members[2].family_name not in html
    assert "Kamel P." in owner.get(address).html


def test_withdrawing_says_what_it_means_then_does_it_once(owner, world):
    posting = make_posting(world.site, world.cooperative)
    owner.get(f"/companies/postings/{posting.public_id}")
    page = owner.click("Avboka")
    assert "Det kostar er inget." in page.text
    page = owner.submit("Avboka jobbet")
    assert page.notices == ["Jobbet är avbokat."]
    assert posting.status == PostingStatus.WITHDRAWN
    assert "Avboka" not in page.links
    owner.post(f"/companies/postings/{posting.public_id}/withdraw", expect=409)


def test_withdrawing_says_that_whoever_was_booked_has_been_told(owner, world):
    posting = make_posting(world.site, world.cooperative)
    shift, member = posting.shifts[0], world.members[0]
    make_assignment(shift, member, proposal=make_proposal(shift, member, ProposalStatus.ACCEPTED))
    owner.get(f"/companies/postings/{posting.public_id}/withdraw")
    page = owner.submit("Avboka jobbet")
    assert page.notices == ["Jobbet är avbokat. De som hade sagt ja har fått veta det."]


def test_a_job_that_has_begun_says_whom_to_call_instead(owner, world):
    posting = make_posting(world.site, world.cooperative, shifts=[workday(-1), workday(1)])
    page = owner.get(f"/companies/postings/{posting.public_id}/withdraw")
    assert world.cooperative.phone in page.text
    assert page.buttons == []
    owner.post(f"/companies/postings/{posting.public_id}/withdraw", expect=409)


def test_the_list_is_searched_filtered_and_paged_with_as_many_queries_as_ever(owner, world):
    make_posting(world.site, world.cooperative)
    few = owner.get("/companies/postings").queries
    for number in range(24):
        make_posting(world.site, world.cooperative, details=f"Port {number:02d}", shifts=2)
    make_posting(world.site, world.cooperative, task="rake_leaves", status=PostingStatus.DONE)
    page = owner.get("/companies/postings")
    assert page.queries == few
    assert "26 jobb" in page.text
    assert len(page.soup.select("main article")) == 20
    page = owner.click("Nästa")
    assert len(page.soup.select("main article")) == 6
    page = owner.get("/companies/postings", q="kratta LÖV")
    assert [words for words in page.headings if words] == ["Kratta löv"]
    assert len(owner.get("/companies/postings", q="port 07").soup.select("main article")) == 1
    assert len(owner.get("/companies/postings", group="done").soup.select("main article")) == 1
    assert "Inget jobb stämmer" in owner.get("/companies/postings", q="100% <script>").text
    for odd in ({"page": "-3"}, {"page": "99999999999"}, {"group": "x"}, {"order": "x"}):
        owner.get("/companies/postings", **odd)


def test_a_company_without_jobs_is_shown_the_way(owner):
    page = owner.get("/companies/postings")
    assert "Inga jobb än. Det tar en minut." in page.text
    assert owner.click("Nytt jobb").path == NEW


def test_hours_begin_as_they_were_last_time(owner, world):
    make_posting(world.site, world.cooperative, shifts=[workday(-3, 6, 12)], break_minutes=15)
    page = owner.get(NEW)
    assert (page.value("starts"), page.value("ends")) == ("06:00", "12:00")
    assert page.value("break_minutes") == "15"
    assert page.value("heads") == ""


def test_with_several_sites_one_is_chosen(owner, world):
    other = make_site(world.company, world.site.municipality, name="Sågen")
    page = owner.get(NEW)
    owner.submit(POST, filled(page, site="Sågen"))
    assert only_posting().site_id == other.id


def test_days_may_be_ticked_and_typed(owner):
    page = owner.get(NEW)
    day = clock.today() + timedelta(days=40)
    owner.submit(POST, filled(page, other_days=f"{day.day}/{day.month}"))
    assert only_posting().shifts[-1].day == day
    assert len(only_posting().shifts) == 3
