"""A cost that was written by mistake is taken back, while no job has been weighed against it."""

from datetime import date

from marketplace import clock
from marketplace.models.costs import CostKind
from marketplace.models.history import SYSTEM
from marketplace.models.users import Role
from marketplace.services import price_floors
from tests.make import make_cooperative, make_posting, make_user


def written(cooperative, wage, since=date(2020, 1, 1)):
    """The parts of a floor, and the row of its pay."""
    rows = [
        price_floors.enter(
            cooperative, kind, amount, SYSTEM, task=None, starts_on=since, ground="Avtalet"
        )
        for kind, amount in zip(CostKind, (wage, 31_42, 20_00), strict=True)
    ]
    return rows[0]


def test_a_mistaken_cost_counts_no_more_and_stands_struck_out(browser, session):
    cooperative = make_cooperative(ore_per_hour=200_00)
    written(cooperative, 150_00)
    mistaken = price_floors.enter(
        cooperative,
        CostKind.WAGE,
        15_00,
        SYSTEM,
        task=None,
        starts_on=clock.today(),
        ground="Slarvfel",
    )
    browser.sign_in(make_user(Role.COACH, cooperative=cooperative, name="Kim Coach"))
    page = browser.get("/cooperatives/price-floors")
    assert page.table("Era priser i dag")[0]["Läge"] == "Håller"
    assert "Ta bort kostnaden" in page.links
    page = browser.get(f"/cooperatives/costs/{mistaken.public_id}/withdraw")
    facts = page.facts()
    assert (facts["Golv i dag"], facts["Golv utan siffran"]) == ("23,66 kr", "236,56 kr")
    page = browser.submit("Ta bort kostnaden", reason="", expect=400)
    assert any("Skriv vad som är fel" in error for error in page.errors)
    address = page.path
    page = browser.submit("Ta bort kostnaden", reason="en nolla för lite")
    assert page.table("Era priser i dag")[0]["Läge"] == "Under golvet"
    assert "Borttagen av Kim Coach: en nolla för lite" in page.text
    assert "En kostnad för prisgolvet togs bort" in page.text
    assert dict(price_floors.verdicts(clock.today()))[cooperative][price_floors.Verdict.FAILS]
    browser.post(address, {"reason": "igen"}, expect=409)


def test_a_cost_that_a_job_was_weighed_against_stays(browser, session):
    cooperative = make_cooperative(ore_per_hour=200_00)
    row = written(cooperative, 150_00)
    session.flush()
    make_posting(cooperative=cooperative, submitted_at=clock.now())
    browser.sign_in(make_user(Role.COACH, cooperative=cooperative))
    page = browser.get(f"/cooperatives/costs/{row.public_id}/withdraw")
    assert "Jobb har redan prövats mot siffran" in page.text
    browser.post(page.path, {"reason": "fel"}, expect=400)
    assert row in price_floors.rows(cooperative.id)
