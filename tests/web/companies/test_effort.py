"""What posting costs a company in screens, fields, clicks and bytes: printed, and held."""

import gzip
import sys

from tests.make import make_posting

MOST_REQUIRED, MOST_CLICKS_TO_REPEAT, MOST_BYTES = 3, 4, 20 * 1024


def weight(page):
    return len(gzip.compress(page.response.data))


def test_a_first_job_takes_one_screen_and_three_answers(owner, capsys):
    page = owner.get("/companies/postings/new")
    day = page.soup.select("input[name=days]")[0]["value"]
    answers = {"task": "pack_goods", "days": [day], "heads": "2"}
    size = weight(page)
    page = owner.submit("Lägg upp jobbet", answers)
    assert page.notices == ["Jobbet är upplagt. Vi letar efter ett lag."]
    with capsys.disabled():
        sys.stdout.write(
            f"\nscreens 1, answers {len(answers)} of {MOST_REQUIRED}, {size} bytes gzipped" + "\n"
        )
    assert len(answers) <= MOST_REQUIRED
    assert size <= MOST_BYTES


def test_the_last_job_is_repeated_without_a_key(owner, world, capsys):
    make_posting(world.site, world.cooperative)
    owner.get("/companies/today")
    clicks = 0
    for link in ("Upprepa: Packa varor",):
        page, clicks = owner.click(link), clicks + 1
    page, clicks = owner.submit("Lägg upp jobbet"), clicks + 1
    assert page.notices == ["Jobbet är upplagt. Vi letar efter ett lag."]
    with capsys.disabled():
        sys.stdout.write(f"\nclicks {clicks} of {MOST_CLICKS_TO_REPEAT}, keys 0" + "\n")
    assert clicks <= MOST_CLICKS_TO_REPEAT


def test_pages_of_a_company_are_light(owner, world, capsys):
    make_posting(world.site, world.cooperative)
    sizes = {
        path: weight(owner.get(path))
        for path in (
            "/companies/today",
            "/companies/postings",
            "/companies/card",
            "/companies/bulk",
            "/companies/peaks",
            "/companies/network",
        )
    }
    with capsys.disabled():
        sys.stdout.write(f"\n{sizes}" + "\n")
    assert max(sizes.values()) <= MOST_BYTES
