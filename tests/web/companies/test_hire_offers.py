"""Vill ni anställa? From a member's tick to her first day, each side on its own pages."""

import pytest
from sqlalchemy import select

from marketplace import clock
from marketplace.models.assignments import AssignmentStatus
from marketplace.models.hire_offers import HireOffer, HireOfferStatus
from marketplace.models.messages import Message
from marketplace.models.users import Role
from tests.make import make_posting, make_site, make_user, workday
from tests.make_quality import make_hire_offer, make_hire_wish
from tests.make_work import make_assignment

WORDS = "Packa order"


@pytest.fixture
def member(world):
    """One of the three, who has worked three shifts; the others as many, and tick nothing."""
    posting = make_posting(
        world.site, world.cooperative, shifts=[workday(-day) for day in (3, 4, 5)]
    )
    for shift in posting.shifts:
        for one in world.members:
            make_assignment(shift, one, AssignmentStatus.WORKED)
    return world.members[0]


def begin_offer(owner, member):
    owner.get("/companies/today")
    return owner.click(f"Vill ni anställa {member.short_name}?")


def test_from_a_tick_to_the_first_day(owner, world, member, new_browser, session):
    hers = new_browser().sign_in(make_user(Role.MEMBER, member=member))
    hers.get("/members/shifts")
    hers.click("Skulle du vilja jobba här?")
    page = hers.submit("Ja, här vill jag jobba")
    assert page.notices == ["Nu får Packarna AB fråga dig, genom oss."]

    begin_offer(owner, member)
    page = owner.submit(
        "Skicka till handledaren", work=WORDS, week_hours="37,5", starts_on="2030-02-01", expect=400
    )
    assert page.value("Vad ska personen göra?") == WORDS
    assert "mer än ett år bort" in page.text
    page = owner.submit("Skicka till handledaren", starts_on=soon())
    assert "Hos handledaren" in page.text
    assert "37 tim 30 min i veckan" in page.text

    coach = new_browser().sign_in(make_user(Role.COACH, cooperative=world.cooperative))
    coach.get("/cooperatives/inbox")
    coach.click("Företag vill anställa: 1 att ta hand om")
    coach.click(member.name)
    page = coach.submit(f"Lämna frågan vidare till {member.given_name}")
    assert page.notices == [f"{member.given_name} har fått frågan."]

    hers.get("/members/shifts")
    page = hers.click("Vill du bli anställd hos Packarna AB?")
    assert WORDS in page.text
    page = hers.submit("Prata med någon först")
    assert "Vi ringer dig." in page.text
    assert "Vill prata" in coach.get("/cooperatives/hire-offers").text
    page = hers.submit("Ja, jag vill")
    assert page.heading == "Tack! Du har sagt ja."
    owner.get("/companies/hire-offers")
    assert f"{member.short_name} har sagt ja." in owner.click(member.short_name).text

    offer = session.scalars(select(HireOffer)).one()
    coach.get(f"/cooperatives/hire-offers/{offer.public_id}")
    page = coach.submit("Har börjat", began_on="2020-01-01", expect=400)
    assert page.errors == ["Den dagen var före erbjudandet."]
    page = coach.submit("Har börjat", began_on=clock.today().isoformat())
    assert page.notices == ["Grattis till er alla. Det är antecknat."]
    assert "Har börjat" in owner.get("/companies/hire-offers").text
    page = coach.get(f"/cooperatives/members/{member.public_id}")
    assert WORDS in page.text


def soon():
    return workday(20)[0].date().isoformat()


def test_only_who_has_ticked_is_named_and_the_page_says_that_absence_means_nothing(
    owner, world, member
):
    make_hire_wish(member, world.company)
    page = owner.get("/companies/hire-offers")
    assert f"Vill ni anställa {member.short_name}?" in page.links
    assert "Listan säger inget om dem som inte står här." in page.text
    for other in world.members[1:]:
        assert other.short_name not in page.text
        assert other.short_name not in owner.get("/companies/today").text


def test_the_page_is_the_same_whoever_could_have_ticked(owner, world, session):
    """Before anybody worked there, and after many have: not a letter tells the two apart."""
    empty = owner.get("/companies/hire-offers").soup.main
    posting = make_posting(
        world.site, world.cooperative, shifts=[workday(-day) for day in (3, 4, 5)]
    )
    for shift in posting.shifts:
        for one in world.members:
            make_assignment(shift, one, AssignmentStatus.WORKED)
    session.commit()
    assert owner.get("/companies/hire-offers").soup.main == empty


def test_a_no_is_one_sentence_to_the_company(owner, world, member):
    offer = make_hire_offer(member, world.site, HireOfferStatus.DECLINED)
    page = owner.get(f"/companies/hire-offers/{offer.public_id}")
    assert "Inte den här gången." in page.text
    assert page.buttons == []


def test_an_offer_is_taken_back_before_it_is_answered(owner, world, member):
    offer = make_hire_offer(member, world.site, HireOfferStatus.ASKED)
    owner.get(f"/companies/hire-offers/{offer.public_id}")
    page = owner.submit("Ta tillbaka erbjudandet")
    assert page.notices == ["Erbjudandet är återtaget."]
    assert offer.status == HireOfferStatus.WITHDRAWN
    owner.post(f"/companies/hire-offers/{offer.public_id}/withdraw", expect=409)


def test_a_second_site_is_chosen_and_another_companys_is_not(owner, world, member):
    foreign, second = make_site(), make_site(world.company, world.site.municipality, name="Butiken")
    wish = make_hire_wish(member, world.company)
    given = {"work": WORDS, "week_hours": "20", "starts_on": soon()}
    page = owner.get(f"/companies/hire-offers/new/{wish.public_id}")
    page = owner.submit(
        "Skicka till handledaren", given, tampered={"site": foreign.public_id}, expect=400
    )
    assert "Välj arbetsplats." in page.text
    page = owner.submit("Skicka till handledaren", site=second.public_id)
    assert second.street in page.text


def test_the_letter_with_the_link_is_answered_without_signing_in(
    world, member, new_browser, session
):
    offer = make_hire_offer(member, world.site)
    coach = new_browser().sign_in(make_user(Role.COACH, cooperative=world.cooperative))
    coach.get(f"/cooperatives/hire-offers/{offer.public_id}")
    coach.submit(f"Lämna frågan vidare till {member.given_name}")
    body = session.scalars(select(Message.body)).first()
    address = next(word for word in body.split() if "/members/hire-offers/" in word)
    nobody = new_browser()
    path = address[address.index("/members") :]
    nobody.get(path)
    page = nobody.submit("Nej, inte den här gången")
    assert "Företaget får bara veta: inte den här gången." in page.text
    nobody.click("Jag ändrar mig")
    assert nobody.submit("Ja, jag vill").heading == "Tack! Du har sagt ja."
    nobody.post(path, {"answer": "perhaps"}, expect=400)
    assert "gäller inte längre" in nobody.get("/members/hire-offers/made-up", expect=410).heading


def test_the_supports_name_no_sum_and_nobodys_right(owner):
    owner.get("/companies/hire-offers")
    page = owner.click("Stöd ni kan söka när ni anställer")
    assert "Vi säger aldrig om någon har rätt till ett stöd." in page.text
    main = page.soup.main.get_text()
    assert not any(word in main for word in ("kronor", " kr", "procent", "%"))
