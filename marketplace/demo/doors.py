"""Drawn pictures of the doors of some workplaces, so that members see where to go in.

Each is drawn from what is known of the site: its number in the street, and a ramp where it says
that there are no steps. Nothing is written in the picture but that number.
"""

import io
import re
from collections.abc import Sequence
from random import Random

from PIL import Image, ImageDraw, ImageFont
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from marketplace.clock import now
from marketplace.database import db
from marketplace.demo.setting import Setting
from marketplace.demo.world import World
from marketplace.models.companies import FeatureAnswer, Site
from marketplace.models.postings import Posting, Shift
from marketplace.models.site_pictures import PictureSubject
from marketplace.services import site_pictures

OF_TEN = 9
"""So many of ten sites that people are asked to have sent a picture."""
WALLS = ("#b5533c", "#d8b56a", "#8c9a6b", "#7d8f9e", "#e0cfae")
DOORS = ("#1f4d3a", "#274b6d", "#6b2d2d", "#3b3b3b", "#8a5a2b")
SKY, GROUND, STONE, GLASS, FRAME = "#dfe9ee", "#9a9a94", "#c4c2bb", "#bcd3dc", "#f6f4ee"
FINE = 2
"""Drawn so many times as large, then made smaller: edges become smooth."""
WIDTH, HEIGHT, LEVEL = 800, 600, 500
"""In points of the finished picture; LEVEL is where the street begins."""
HOUSE_NUMBER = re.compile(r"\d+")
Box = tuple[int, int, int, int]


def hang_doors(world: World, setting: Setting) -> None:
    """Put a picture of the door at most sites with shifts to come, in their owners' names."""
    for site in _with_work():
        draw = setting.draw("door", site.public_id)
        if draw.randrange(10) < OF_TEN:
            owner = world.staff.owners[site.company_id]
            site_pictures.put(site, PictureSubject.DOOR, picture_of(site, draw), owner)


def picture_of(site: Site, draw: Random) -> bytes:
    """A house front with its door, as a PNG."""
    image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), SKY)
    pen = ImageDraw.Draw(image)
    wall, door = draw.choice(WALLS), draw.choice(DOORS)
    _box(pen, (0, LEVEL, WIDTH, HEIGHT), GROUND)
    _box(pen, (40, 60, WIDTH - 40, LEVEL), wall)
    _box(pen, (40, 40, WIDTH - 40, 76), STONE)
    for left in draw.choice(((90, 560), (90,), (560,))):
        _window(pen, left)
    _door(pen, door, draw.random() < 0.5)
    _way_in(pen, _has_no_steps(site))
    _number(pen, site.street)
    content = io.BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(content, "PNG")
    return content.getvalue()


def _with_work() -> Sequence[Site]:
    working = select(Posting.site_id).join(Shift).where(Shift.ends_at > now())
    query = select(Site).where(Site.id.in_(working)).order_by(Site.id)
    return db.session.scalars(query.options(selectinload(Site.features))).all()


def _has_no_steps(site: Site) -> bool:
    return any(
        one.condition == "step_free" and one.answer == FeatureAnswer.YES for one in site.features
    )


def _window(pen: ImageDraw.ImageDraw, left: int) -> None:
    _box(pen, (left, 150, left + 150, 350), FRAME)
    for column in (left + 10, left + 80):
        for top in (160, 255):
            _box(pen, (column, top, column + 60, top + 85), GLASS)


def _door(pen: ImageDraw.ImageDraw, colour: str, has_glass: bool) -> None:
    _box(pen, (310, 170, 490, 470), FRAME)
    _box(pen, (322, 182, 478, 470), colour)
    if has_glass:
        _box(pen, (350, 210, 450, 330), GLASS)
    else:
        for top in (205, 340):
            pen.rectangle(_scaled((345, top, 455, top + 105)), outline=FRAME, width=3 * FINE)
    pen.ellipse(_scaled((455, 335, 469, 349)), fill="#e6c35c")
    pen.polygon([(x * FINE, y * FINE) for x, y in ((290, 165), (400, 120), (510, 165))], STONE)


def _way_in(pen: ImageDraw.ImageDraw, is_level: bool) -> None:
    if is_level:
        corners = ((300, 470), (500, 470), (720, 520), (300, 520))
        pen.polygon([(x * FINE, y * FINE) for x, y in corners], STONE)
        rail = [(x * FINE, y * FINE) for x, y in ((500, 410), (715, 462), (715, 518))]
        pen.line(rail, FRAME, 6 * FINE)
        return
    for step, top in enumerate((470, 490, 510)):
        _box(pen, (300 - 20 * step, top, 500 + 20 * step, top + 18), STONE)


def _number(pen: ImageDraw.ImageDraw, street: str) -> None:
    found = HOUSE_NUMBER.search(street)
    if found is not None:
        pen.rounded_rectangle(_scaled((505, 200, 555, 250)), 8 * FINE, FRAME)
        font = ImageFont.load_default(30 * FINE)
        pen.text((530 * FINE, 225 * FINE), found.group(), "#22322b", font, anchor="mm")


def _box(pen: ImageDraw.ImageDraw, box: Box, colour: str) -> None:
    pen.rectangle(_scaled(box), fill=colour)


def _scaled(box: Box) -> Box:
    left, top, right, bottom = (side * FINE for side in box)
    return left, top, right, bottom
