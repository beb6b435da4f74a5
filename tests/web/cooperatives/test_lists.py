"""Every list that can grow is searched, narrowed, ordered, turned and carried away."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from marketplace.models.bank_files import BankPaymentStatus, ReceivedPayment
from marketplace.models.companies import Company
from marketplace.models.history import SYSTEM, Actor
from marketplace.models.incidents import Incident
from marketplace.models.users import Role
from marketplace.services import agreements, courses, disputes, incidents, shop
from marketplace.services.lists import Gathered, Wish, every, found
from tests.make import (
    kept,
    make_company,
    make_cooperative,
    make_member,
    make_posting,
    make_site,
    make_user,
    workday,
)
from tests.make_payments import make_bank_file
from tests.make_quality import make_hire_offer
from tests.make_work import make_invoice

KIM = Actor("coach", "Kim")
LISTS = {
    "incidents": ("Händelser", "Arbetsplats"),
    "takings": ("Bokförda dagar", "Kassa"),
    "bank-files": ("Filer", "Fil"),
    "agreements": ("Avtal", "Kund"),
    "disputes": ("Invändningar", "Kund"),
    "invoices": ("Skickade fakturor", "Företag"),
    "hire-offers": ("Erbjudanden", "Företag"),
    "courses": ("Kurser", "Plats"),
    "received": ("Betalningar", "Betalare"),
}
"""By address: the caption of the table, and the column that is searched here."""


PAYMENT = {
    "amount_ore": 12_345,
    "currency": "SEK",
    "paid_on": workday(-1)[0].date(),
    "account": "5555-5551",
    "references": [],
    "status": BankPaymentStatus.WAITING,
}


@pytest.fixture
def cooperative(session):
    return make_cooperative()


@pytest.fixture
def coach(browser, cooperative):
    return browser.sign_in(make_user(Role.COACH, cooperative=cooperative))


def fill(cooperative, name):
    """One row of each list, by a name that begins like a formula."""
    company = make_company(name)
    site = make_site(company, name=name)
    posting = make_posting(site, cooperative, shifts=[workday(0)])
    told = {"kind": "nearly", "words": "En pall föll", "pauses": False}
    incidents.tell(posting, KIM, **told, base_url="http://here")
    agreements.of(cooperative.id, company.id)
    disputes.raise_against(make_invoice(posting, issued=True), "Fel pris.", SYSTEM)
    day = workday(-1)[0].date()
    gross = {"standard": 10_000}
    shop.enter(cooperative, taken_on=day, till=name, gross_ore=gross, by_card=True, by=KIM)
    file = make_bank_file(cooperative)
    file.name = name
    kept(
        ReceivedPayment(
            **PAYMENT,
            cooperative_id=cooperative.id,
            bank_file_id=file.id,
            key=name,
            payer_name=name,
        )
    )
    make_hire_offer(make_member(cooperative), site)
    day = day + timedelta(days=9)
    courses.cancel(courses.plan(cooperative, "cleaning", day, day, KIM, place=name), KIM)


@pytest.mark.parametrize("address", LISTS)
def test_a_list_is_searched_ordered_and_carried_away(address, coach, cooperative):
    caption, column = LISTS[address]
    for name in ("=Alfa", "Beta", "Gamma"):
        fill(cooperative, name)
    fill(make_cooperative(), "Annans")
    path = f"/cooperatives/{address}"
    assert sorted(row[column] for row in coach.get(path).table(caption)) == [
        "=Alfa",
        "Beta",
        "Gamma",
    ]
    assert [row[column] for row in coach.get(path, q="bet").table(caption)] == ["Beta"]
    assert coach.get(path, q="finns inte").buttons.count("Visa") == 1
    csv = coach.get(path, format="csv").html
    assert "'=Alfa" in csv
    assert ";=Alfa" not in csv
    assert "Annans" not in csv
    book = load_workbook(io.BytesIO(coach.get(path, format="xlsx").response.get_data()))
    assert book.active.max_row == 4


def test_open_incidents_stand_first_and_the_closed_are_found(coach, cooperative, session):
    for name in ("Alfa", "Beta"):
        fill(cooperative, name)
    coach.get("/cooperatives/incidents")
    [first, second] = session.query(Incident).order_by(Incident.id)
    incidents.close(first, "Pallen är surrad", KIM)
    page = coach.get("/cooperatives/incidents", state="closed")
    assert [row["Vad har gjorts"] for row in page.table("Händelser")] == ["Pallen är surrad"]
    assert [page.links["Det var nära"]] == [f"/cooperatives/incidents/{second.public_id}"]
    [theirs] = session.query(Company).filter_by(name="Alfa")
    owner = make_user(Role.COMPANY, company=theirs)
    page = coach.sign_in(owner).get("/companies/incidents")
    assert [row["Arbetsplats"] for row in page.table("Händelser")] == ["Alfa"]


def test_rows_that_are_worked_out_are_wished_for_in_the_same_words():
    people = [("Amina", 3), ("Bo", None), ("Åsa", 1)]
    listed = Gathered(
        people,
        orders={"name": lambda row: row[0], "number": lambda row: row[1]},
        texts=(lambda row: row[0],),
        filters={"known": {"yes": lambda row: row[1] is not None}},
    )
    assert every(listed, Wish(order="number", downwards=True)) == [people[0], people[2], people[1]]
    assert every(listed, Wish(order="number")) == [people[2], people[0], people[1]]
    assert every(listed, Wish(words="ÅS")) == [people[2]]
    assert every(listed, Wish(chosen={"known": "yes"}, words="b")) == []
    many = found(Gathered(list(range(60)), orders={"it": lambda row: row}), Wish(page=9))
    assert (many.rows, many.page, many.pages) == (list(range(50, 60)), 3, 3)
