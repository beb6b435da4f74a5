"""A picture of the door: taken in from strangers, drawn anew, seen by whoever is asked."""

import io

import pytest
from PIL import Image
from sqlalchemy import select

from marketplace.models.site_pictures import SitePicture
from marketplace.models.users import Role
from tests.make import make_cooperative, make_member, make_posting, make_site, make_user
from tests.make_work import make_ask, make_proposal

CANARY = b"59.3293,18.0686 Hemma hos Anna"


def picture(width=1600, height=1200, kind="JPEG", **options):
    made = io.BytesIO()
    Image.new("RGB", (width, height), "seagreen").save(made, kind, **options)
    return made.getvalue()


@pytest.fixture
def site(session):
    return make_site()


@pytest.fixture
def owner(browser, site):
    return browser.sign_in(make_user(Role.COMPANY, company=site.company))


def send(owner, site, content, name="dorren.jpg", expect=200):
    owner.get(f"/companies/pictures/{site.public_id}")
    return owner.submit(
        "Spara bilden",
        {"subject": "door"},
        tampered={"file": (io.BytesIO(content), name)},
        expect=expect,
    )


def test_a_picture_is_drawn_anew_smaller_and_without_what_was_hidden_in_it(owner, site, session):
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    sent = picture(exif=exif) + b"<script>" + CANARY
    assert CANARY in sent
    assert "Bilden är sparad." in send(owner, site, sent).text
    [kept] = session.scalars(select(SitePicture)).all()
    assert CANARY not in kept.content
    assert b"script" not in kept.content
    assert (kept.width, kept.height) == (800, 600)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_become_jpeg(owner, site, session, kind):
    send(owner, site, picture(kind=kind))
    assert (
        Image.open(io.BytesIO(session.scalars(select(SitePicture.content)).one())).format == "JPEG"
    )


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg onload='alert(1)'/>", b"\xff\xd8\xff\xe0 no picture", picture()[:500]],
    ids=["empty", "svg", "noise", "cut off"],
)
def test_what_is_no_picture_is_refused_with_what_to_do(owner, site, session, content):
    page = send(owner, site, content, expect=400)
    assert "Välj en" in page.text
    assert session.scalars(select(SitePicture)).all() == []


def test_a_small_file_with_a_huge_picture_is_refused(owner, site):
    assert "för stor" in send(owner, site, picture(9000, 9000, "PNG"), expect=400).text


def test_a_new_picture_takes_the_old_ones_place_at_a_new_address(owner, site, session, new_browser):
    send(owner, site, picture())
    old = session.scalars(select(SitePicture.public_id)).one()
    send(owner, site, picture(400, 300))
    assert session.scalars(select(SitePicture.public_id)).one() != old
    new_browser().get(f"/pictures/{old}", expect=404)


def test_a_picture_can_be_taken_away(owner, site, session):
    send(owner, site, picture())
    owner.submit("Ta bort bilden")
    assert session.scalars(select(SitePicture)).all() == []


def test_who_is_asked_sees_the_door(owner, site, new_browser):
    send(owner, site, picture())
    posting = make_posting(site, make_cooperative(site.municipality))
    make_ask(make_proposal(posting.shifts[0], make_member(posting.cooperative)), token="a-link")
    stranger = new_browser()
    page = stranger.get("/members/asks/a-link")
    image = page.soup.select_one("img")
    assert image["alt"] == f"Dörren hos {site.company.name}"
    answer = stranger.fetch("GET", image["src"]).response
    assert answer.mimetype == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_another_companys_site_is_not_found(owner):
    owner.get(f"/companies/pictures/{make_site().public_id}", expect=404)
