"""The browser of these tests catches what it promises to catch."""

import pytest
from flask import Flask
from sqlalchemy import update

from marketplace.database import db
from marketplace.models.cooperatives import Region
from marketplace.models.users import Role
from marketplace.queue import enqueue
from tests.browser import Browser
from tests.make import make_region, make_user
from tests.page_rules import faults_of_page, faults_of_part, is_whole, parsed

PAGE = """<!DOCTYPE html><html lang="sv" dir="ltr"><head><title>Jobb – Orangeriet</title></head>
<body><main><h1>Jobb</h1>{}</main></body></html>"""


def faults(markup: str) -> list[str]:
    soup, invalid = parsed(markup)
    return invalid + (faults_of_page if is_whole(markup) else faults_of_part)(soup)


def test_a_sound_page_has_no_faults():
    form = '<label for="a">A</label><input id="a" name="a" aria-describedby="b"><p id="b">B</p>'
    assert faults(PAGE.format(form)) == []


def test_a_sound_part_has_no_faults():
    assert faults('<div id="price"><p>100 kr</p></div>') == []


@pytest.mark.parametrize(
    "inside",
    [
        "<p><div></p>",
        "<table><p>x</p></table>",
        "<b>",
        "<h1>Två</h1>",
        "<h3>Hoppar över en nivå</h3>",
        "<main></main>",
        '<p id="a"></p><p id="a"></p>',
        '<p aria-describedby="nowhere"></p>',
        '<label for="nowhere">x</label>',
        '<a href="#nowhere">x</a>',
        '<input name="a">',
        '<select name="a"></select>',
        "<textarea></textarea>",
        "<button></button>",
        '<a href="/"></a>',
        '<img src="/a.png">',
        '<p style="color: red">x</p>',
        "<script>1</script>",
        "<style>p {}</style>",
        '<p onclick="x()">x</p>',
        '<a href="javascript:x()">x</a>',
        '<form method="post"><button>Skicka</button></form>',
        '<form><input type="hidden" name="csrf_token" value="x"><button>Sök</button></form>',
        '<script src="https://elsewhere.example/x.js"></script>',
    ],
)
def test_a_fault_inside_a_page_is_found(inside):
    assert faults(PAGE.format(inside))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('lang="sv"', ""),
        ('dir="ltr"', ""),
        ("<title>Jobb –", "<title>Annat –"),
        (" – Orangeriet", ""),
        ("<h1>Jobb</h1>", ""),
        ("<h1>Jobb</h1>", "<h1></h1>"),
        ("<!DOCTYPE html>", ""),
    ],
)
def test_a_fault_of_the_frame_is_found(right, wrong):
    assert right in PAGE
    assert faults(PAGE.format("").replace(right, wrong))


@pytest.mark.parametrize("part", ["<p>no id</p>", '<p id="a"></p><p id="b"></p>', "words"])
def test_a_part_is_one_element_with_an_id(part):
    assert faults(part)


@pytest.fixture
def site(session) -> Flask:
    """A few views that do wrong, on the test's own session."""
    made = Flask("wrong", root_path="/")
    made.config["SQLALCHEMY_DATABASE_URI"] = "postgresql+psycopg://never/opened"
    db.init_app(made)
    connection = session.connection()
    with made.app_context():
        db.engines[None] = connection
    return made


HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def add(site: Flask, view, without: str = "") -> str:
    """Give a view an address, with the headers every answer of ours has."""
    headers = {name: value for name, value in HEADERS.items() if name != without}

    def answer() -> tuple[str, int, dict[str, str]]:
        return view() or PAGE.format(""), 200, headers

    site.add_url_rule("/view", "view", answer)
    return "/view"


def new_row() -> None:
    db.session.add(Region(name="Never committed"))


def flushed_row() -> None:
    new_row()
    db.session.flush()


def bulk_change() -> None:
    db.session.execute(update(Region).values(name="x"))


def row_behind_a_savepoint() -> None:
    with db.session.begin_nested():
        new_row()


def row_after_the_commit() -> None:
    new_row()
    db.session.commit()
    new_row()


@pytest.mark.parametrize(
    "view", [new_row, flushed_row, bulk_change, row_behind_a_savepoint, row_after_the_commit]
)
def test_a_write_that_is_not_committed_is_found(site, view):
    with site.app_context(), pytest.raises(AssertionError, match="without committing"):
        Browser(site).fetch("GET", add(site, view))


def test_a_write_that_is_committed_is_none_of_our_business(site):
    def view() -> None:
        flushed_row()
        db.session.commit()

    with site.app_context():
        assert Browser(site).fetch("GET", add(site, view)).queries == 1


def test_a_job_asked_for_and_committed_is_fine(site):
    """The queue works behind a savepoint of its own."""

    def view() -> None:
        enqueue("messages.deliver", message_id=1)
        db.session.commit()

    with site.app_context():
        assert Browser(site).fetch("GET", add(site, view)).status == 200


def test_questions_to_the_database_are_counted(site):
    def view() -> None:
        for _ in range(3):
            db.session.execute(db.select(Region)).all()

    with site.app_context():
        assert Browser(site).fetch("GET", add(site, view)).queries == 3


@pytest.mark.parametrize("header", HEADERS)
def test_a_missing_header_is_found(site, header):
    with site.app_context(), pytest.raises(AssertionError, match=header):
        Browser(site).fetch("GET", add(site, str, without=header))


def test_what_a_test_makes_is_undone_after_it_though_it_was_committed(session, server, settings):
    make_region(name="Undone")
    session.commit()
    assert session.query(Region).filter_by(name="Undone").count() == 1
    elsewhere = server.owner_engine(settings.owner_url.rsplit("/", 1)[1].split("?")[0])
    with elsewhere.connect() as owner:
        found = owner.exec_driver_sql("SELECT count(*) FROM regions WHERE name = 'Undone'")
        assert found.scalar() == 0


def test_two_people_have_two_browsers(new_browser):
    first, second = make_user(Role.COACH), make_user(Role.COACH)
    one, other = new_browser().sign_in(first), new_browser().sign_in(second)
    for browser, user in ((one, first), (other, second), (one, first)):
        page = browser.get("/nothing", expect=404)
        assert user.name in page.soup.get_text()
