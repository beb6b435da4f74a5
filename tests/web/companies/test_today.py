"""Where a company starts."""

from tests.make import make_posting, make_site, workday


def test_a_company_that_has_never_asked_is_shown_one_way(owner):
    page = owner.get("/companies/today")
    assert "Inga jobb än. Det tar en minut." in page.text
    assert owner.click("Nytt jobb").path == "/companies/postings/new"


def test_jobs_to_come_stand_soonest_first_and_past_ones_do_not(owner, world):
    for ahead, task in ((9, "rake_leaves"), (3, "wash_dishes"), (-9, "fold_laundry")):
        make_posting(world.site, world.cooperative, shifts=[workday(ahead)], task=task)
    page = owner.get("/companies/today")
    assert page.headings[:3] == ["På gång", "Diska", "Kratta löv"]
    assert "Vika tvätt" not in page.headings


def test_another_companys_jobs_are_not_here(owner, world):
    make_posting(make_site(municipality=world.site.municipality), world.cooperative)
    assert "Packa varor" not in owner.get("/companies/today").text


def test_the_page_asks_as_many_questions_of_the_database_however_much_there_is(owner, world):
    make_posting(world.site, world.cooperative)
    few = owner.get("/companies/today").queries
    for ahead in range(3, 9):
        make_posting(world.site, world.cooperative, shifts=[workday(ahead)])
        make_site(world.company, world.site.municipality)
    assert owner.get("/companies/today").queries == few
