"""The accessibility plan: what is suggested becomes planned, done or dropped, with who and when."""

from datetime import timedelta

from sqlalchemy import select

from marketplace.clock import today
from marketplace.models.adaptations import Adaptation, AdaptationStatus
from marketplace.models.users import Role
from tests.make import make_cooperative, make_site, make_user
from tests.web.cooperatives.test_keys import key, reported

ADDRESS = "/kooptjanst/accessibility-plan"


def suggested(browser):
    home, site = make_cooperative(), make_site()
    reported(home, key("feature", home, code="step_free", site=site.public_id))
    user = make_user(Role.KOOPTJANST)
    browser.sign_in(user)
    return site, user


def test_a_suggestion_is_planned_and_done_with_who_and_when(browser, session):
    _, user = suggested(browser)
    [row] = browser.get(ADDRESS).table("Anpassningar")
    assert row["Läge"].startswith("Föreslagen")
    browser.click("Planera Inga trappsteg")
    page = browser.submit("Spara i planen", expect=400)
    assert "Skriv vem som ser till att det blir gjort." in page.text
    due = today() + timedelta(days=30)
    browser.submit("Spara i planen", responsible="Företaget", due_on=due.isoformat())
    [row] = browser.page.table("Planerat och gjort")
    assert row["Läge"].startswith(f"Planerad {user.name}, ")
    assert row["Ansvarar"] == "Företaget"
    browser.click("Inga trappsteg")
    browser.submit("Ja, det är gjort")
    kept = session.scalars(select(Adaptation)).one()
    assert (kept.status, kept.ended_by) == (AdaptationStatus.DONE, user.name)
    browser.post(f"{ADDRESS}/{kept.public_id}/end", {"done": "yes"}, expect=409)


def test_what_was_dropped_can_be_planned_anew_and_a_late_one_says_so(browser, session):
    site, _ = suggested(browser)
    browser.get(f"{ADDRESS}/sites/{site.public_id}?condition=low_noise")
    browser.submit("Spara i planen", responsible="Företaget")
    kept = session.scalars(select(Adaptation)).one()
    assert kept.condition == "low_noise"
    browser.post(f"{ADDRESS}/{kept.public_id}/end", {"done": "no"}, expect=303)
    browser.get(f"{ADDRESS}/sites/{site.public_id}?condition=low_noise")
    assert "Inte aktuell sedan" in browser.page.text
    assert "En anpassning av en arbetsplats blev inte av" in browser.page.text
    browser.submit("Spara i planen", responsible="Vi")
    assert (kept.status, kept.ended_at) == (AdaptationStatus.PLANNED, None)
    kept.due_on = today() - timedelta(days=1)
    [row] = browser.get(ADDRESS).table("Planerat och gjort")
    assert row["Läge"].startswith("Försenad")
    file = browser.get(ADDRESS, q="vi", state="planned", format="csv").response
    assert f"{site.company.name}, {site.locality};" in file.get_data(as_text=True)
    assert "Inget passar in på sökningen." in browser.get(ADDRESS, state="dropped").text
