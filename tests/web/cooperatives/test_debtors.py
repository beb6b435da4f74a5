"""Who owes what: by customer, by how long, whoever owes most first."""

from datetime import timedelta

from marketplace import clock
from marketplace.database import db
from marketplace.services import debtors
from tests.make import make_company, make_posting, make_site
from tests.make_money import make_issued, pay


def test_customers_stand_by_what_they_owe_and_for_how_long(session, coach_of, frozen):
    small = make_issued(people=1)
    large = make_issued(_for_another(small), people=3)
    paid_too_much = make_issued(_for_another(small))
    pay(paid_too_much, paid_too_much.payable_ore + 10_000)
    session.flush()
    page = coach_of(small).get("/cooperatives/debtors")
    rows = page.table("Kunder")
    assert [row["Kund"] for row in rows] == [
        one.company.name for one in (large, small, paid_too_much)
    ]
    assert rows[2]["Till godo"] == "100 kr"
    assert rows[2]["Att betala"] == "–"
    for days, column in ((0, "not_due"), (1, "late"), (31, "later"), (61, "latest")):
        with clock.standing_at(clock.now() + timedelta(days=30 + days)):
            ages = debtors.of_cooperative(small.cooperative_id)[1].ages
            assert getattr(ages, f"{column}_ore") == ages.owed_ore == small.payable_ore


def _for_another(invoice):
    return make_posting(make_site(make_company()), cooperative=invoice.cooperative)


def test_the_table_is_a_file_and_others_debts_are_not_in_it(session, coach_of):
    invoice, other = make_issued(), make_issued()
    file = coach_of(invoice).fetch("GET", "/cooperatives/debtors/debtors.csv")
    csv = file.response.get_data(as_text=True)
    assert invoice.company.name in csv
    assert other.company.name not in csv


def test_a_cooperative_that_nobody_owes_anything_reads_so(session, coach_of):
    invoice = make_issued()
    pay(invoice)
    db.session.flush()
    assert "Ingen kund är skyldig" in coach_of(invoice).get("/cooperatives/debtors").text
