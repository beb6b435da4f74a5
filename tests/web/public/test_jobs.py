"""A job is shown to anyone only where its company wants it, with data for search engines."""

import json

from tests.make import make_company, make_posting, make_site
from tests.make_networks import make_network
from tests.make_work import make_assignment


def test_a_public_job_stands_on_its_municipality_and_carries_its_facts_as_data(browser, session):
    company = make_company("Öppna </script> AB")
    site = make_site(company, name="Packhallen")
    make_network(site.municipality, [company])
    posting = make_posting(site, is_public=True, details="Port 3 </script><script>alert(1)")
    booked = make_assignment(posting.shifts[0])
    browser.get(f"/municipalities/{site.municipality.slug}")
    page = browser.click("Packa varor")
    data = json.loads(page.soup.find("script", type="application/ld+json").string)
    assert data["@type"] == "JobPosting"
    assert data["title"] == "Packa varor"
    assert data["jobLocation"]["address"]["addressLocality"] == site.locality
    assert data["jobLocation"]["address"]["addressRegion"] == "Östergötlands län"
    assert data["description"].startswith("Packa varor. ")
    assert data["description"].endswith("\nPort 3 </script><script>alert(1)")
    assert len(page.soup.find_all("script", src=False)) == 1
    assert "kr" not in page.facts()
    assert booked.member.given_name not in page.html
    assert "script-src 'self'" in page.response.headers["Content-Security-Policy"]


def test_a_job_that_is_not_shown_looks_like_none(browser, session):
    hidden = make_posting()
    make_network(hidden.site.municipality)
    missing = browser.get("/jobs/zzzzzzzzzzzz", 404)
    assert browser.get(f"/jobs/{hidden.public_id}", 404).text == missing.text
    page = browser.get(f"/municipalities/{hidden.site.municipality.slug}")
    assert hidden.company.name not in page.html


def test_the_first_page_has_a_map_without_links_and_its_list_beside_it(browser, session):
    make_network(make_site().municipality)
    page = browser.get("/")
    drawing = page.soup.find("svg", class_="map")
    assert drawing.find("a") is None
    drawn = [one.name for one in drawing.find_all(["polygon", "text"])]
    assert drawn == sorted(drawn), "a name lies under the ground of another municipality"
    assert {text.string for text in drawing.find_all("text")} >= {"Linköping", "Kinda"}
    assert "Linköping" in page.links
