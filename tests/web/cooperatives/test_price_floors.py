"""The cooperative writes its costs; a held job is signed by both; Kooptjänst sees no figures."""

from marketplace import clock
from marketplace.models.costs import CostKind
from marketplace.models.history import SYSTEM
from marketplace.models.postings import PostingStatus
from marketplace.models.users import Role
from marketplace.services import price_floors
from tests.make import make_cooperative, make_posting, make_site, make_user

WAITS = "1 jobb under prisgolvet väntar på er underskrift"


def test_costs_are_written_and_prices_judged(browser, session):
    cooperative = make_cooperative(ore_per_hour=200_00)
    browser.sign_in(make_user(Role.COACH, cooperative=cooperative))
    page = browser.get("/cooperatives/price-floors")
    assert page.table("Era priser i dag")[0]["Läge"] == "Kostnad saknas"
    page = browser.submit("Spara kostnaden", amount="mycket", expect=400)
    assert any("Skriv beloppet i kronor" in line for line in page.errors)
    for kind, amount in ((CostKind.WAGE, "150"), (CostKind.CHARGES, "31,42")):
        browser.submit("Spara kostnaden", kind=kind.value, amount=amount, ground="Avtalet")
    page = browser.submit("Spara kostnaden", kind="overhead", amount="20", ground="Bokslutet")
    [row] = page.table("Era priser i dag")
    assert (row["Golv"], row["Läge"]) == ("236,56 kr", "Under golvet")
    assert "31,42 %" in page.text


def test_a_held_job_is_signed_by_both_and_kooptjanst_sees_no_figure(new_browser, session):
    cooperative = make_cooperative(ore_per_hour=200_00)
    for kind, amount in zip(CostKind, (150_00, 31_42, 20_00), strict=True):
        price_floors.enter(
            cooperative,
            kind,
            amount,
            SYSTEM,
            task=None,
            starts_on=clock.today(),
            ground="Bokslutet",
        )
    posting = make_posting(make_site(), cooperative, status=PostingStatus.SUBMITTED)
    owner = new_browser().sign_in(make_user(Role.COMPANY, company=posting.company))
    page = owner.get(f"/companies/postings/{posting.public_id}")
    assert "Priset behöver godkännas" in page.text
    assert "236,56" not in page.html
    admin = new_browser().sign_in(make_user(Role.COOPERATIVE_ADMIN, cooperative=cooperative))
    admin.get("/cooperatives/inbox")
    admin.click(WAITS)
    page = admin.submit("Skriv under", expect=400)
    assert page.errors == ["Skriv varför priset får vara lägre än kostnaden."]
    admin.submit("Skriv under", reason="En ny kund, första gången.")
    assert WAITS not in admin.get("/cooperatives/inbox").links
    support = new_browser().sign_in(make_user(Role.KOOPTJANST))
    support.get("/kooptjanst/overview")
    page = support.click(WAITS)
    page = support.submit("Skriv under", reason="x" * 1001, expect=400)
    assert page.errors == ["Skriv kortare: högst 1 000 tecken."]
    assert page.value("reason") == "x" * 1001
    assert "236,56" not in page.html
    assert "En ny kund, första gången." in page.text
    page = support.submit("Skriv under", reason="Vi håller med.")
    assert page.notices == ["Jobbet är öppet."]
    session.refresh(posting)
    assert posting.status == PostingStatus.OPEN
    assert "Priset är godkänt." in owner.get(f"/companies/postings/{posting.public_id}").text
