"""What coaches changed by hand, as one list of all weeks."""

from marketplace.models.history import Actor
from marketplace.models.users import Role
from marketplace.services.hand_changes import Why, said
from marketplace.services.history import record
from tests.make import make_company, make_posting, make_site, make_user
from tests.make_work import make_proposal

ADDRESS = "/kooptjanst/hand-changes"
COACH = Actor(Role.COACH.value, "Carina Coach")


def changed(company, verb, why, words=""):
    proposal = make_proposal(make_posting(make_site(company)).shifts[0])
    record(verb, proposal, COACH, **said(words, why))
    return proposal


def test_changes_by_hand_are_searched_narrowed_and_carried_away_without_a_name(browser, session):
    browser.sign_in(make_user(Role.KOOPTJANST))
    assert "Handledarna följde förslagen." in browser.get(ADDRESS).text
    alfa, beta = make_company("Alfa AB"), make_company("Beta AB")
    first = changed(alfa, "proposals.chosen", Why.LEARNS, "Var där i fjol.")
    changed(beta, "proposals.taken_out", Why.OTHER)
    page = browser.get(ADDRESS, sort="company")
    rows = page.table("Ändrat för hand")
    assert [(row["Företag"], row["Vad"]) for row in rows] == [
        ("Alfa AB", "Någon valdes"),
        ("Beta AB", "Någon togs ut"),
    ]
    assert rows[0]["Varför"] == "Får prova något nytt. Var där i fjol."
    assert first.member.family_name not in page.html
    assert "Carina" not in page.html
    [row] = browser.get(ADDRESS, q="fjol packa", why="learns").table("Ändrat för hand")
    assert row["Företag"] == "Alfa AB"
    file = browser.get(ADDRESS, what="taken_out", format="csv").response.get_data(as_text=True)
    assert ("Alfa AB" in file, "Beta AB" in file) == (False, True)
    assert first.member.family_name not in file
