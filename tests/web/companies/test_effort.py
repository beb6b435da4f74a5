"""What posting costs a company in screens, fields, presses and bytes: counted, printed, held."""

from tests.effort import MOST_BYTES, MOST_RAW, Effort, told, weight
from tests.make import make_posting

MOST_REQUIRED, MOST_TO_REPEAT = 3, 4


def test_a_first_job_takes_one_screen_and_three_answers(owner, capsys):
    page = owner.get("/companies/postings/new")
    day = page.soup.select("input[name=days]")[0]["value"]
    size, raw = weight(page)
    owner.effort = Effort()
    page = owner.submit("Lägg upp jobbet", {"task": "pack_goods", "days": [day], "heads": "2"})
    assert page.notices == ["Jobbet är upplagt. Vi letar efter ett lag."]
    cost = owner.effort
    told(capsys, f"a first job: 1 screen, {cost}, {size} bytes gzipped, {raw} raw")
    assert cost.fields <= MOST_REQUIRED
    assert cost.keys <= 1
    assert (size <= MOST_BYTES, raw <= MOST_RAW) == (True, True)


def test_the_last_job_is_repeated_without_a_key(owner, world, capsys):
    make_posting(world.site, world.cooperative)
    owner.get("/companies/today")
    owner.effort = Effort()
    owner.click("Upprepa: Packa varor")
    page = owner.submit("Lägg upp jobbet")
    assert page.notices == ["Jobbet är upplagt. Vi letar efter ett lag."]
    told(capsys, f"to repeat a job: {owner.effort}, of at most {MOST_TO_REPEAT} presses")
    assert owner.effort.presses <= MOST_TO_REPEAT
    assert owner.effort.keys == 0


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
    told(capsys, sizes)
    assert max(size for size, _ in sizes.values()) <= MOST_BYTES
    assert max(raw for _, raw in sizes.values()) <= MOST_RAW
