"""Drawn pictures of the doors of some workplaces.

Each is drawn from what is known of the site: its number in the street, and a ramp where it says
that there are no steps. Nothing is written in the picture but that number.
"""

import re
from random import Random

from marketplace.demo.drawing import Sheet
from marketplace.models.companies import FeatureAnswer, Site

WALLS = ("#b5533c", "#d8b56a", "#8c9a6b", "#7d8f9e", "#e0cfae")
DOORS = ("#1f4d3a", "#274b6d", "#6b2d2d", "#3b3b3b", "#8a5a2b")
SKY, GROUND, STONE, GLASS, FRAME = "#dfe9ee", "#9a9a94", "#c4c2bb", "#bcd3dc", "#f6f4ee"
WIDTH, HEIGHT, LEVEL = 800, 600, 500
"""In points of the finished picture; LEVEL is where the street begins."""
HOUSE_NUMBER = re.compile(r"\d+")


def picture_of(site: Site, draw: Random) -> bytes:
    """A house front with its door, as a PNG."""
    sheet = Sheet(WIDTH, HEIGHT, SKY)
    wall, door = draw.choice(WALLS), draw.choice(DOORS)
    sheet.box((0, LEVEL, WIDTH, HEIGHT), GROUND)
    sheet.box((40, 60, WIDTH - 40, LEVEL), wall)
    sheet.box((40, 40, WIDTH - 40, 76), STONE)
    for left in draw.choice(((90, 560), (90,), (560,))):
        _window(sheet, left)
    _door(sheet, door, draw.random() < 0.5)
    _way_in(sheet, _has_no_steps(site))
    _number(sheet, site.street)
    return sheet.png()


def _has_no_steps(site: Site) -> bool:
    return any(
        one.condition == "step_free" and one.answer == FeatureAnswer.YES for one in site.features
    )


def _window(sheet: Sheet, left: int) -> None:
    sheet.box((left, 150, left + 150, 350), FRAME)
    for column in (left + 10, left + 80):
        for top in (160, 255):
            sheet.box((column, top, column + 60, top + 85), GLASS)


def _door(sheet: Sheet, colour: str, has_glass: bool) -> None:
    sheet.box((310, 170, 490, 470), FRAME)
    sheet.box((322, 182, 478, 470), colour)
    if has_glass:
        sheet.box((350, 210, 450, 330), GLASS)
    else:
        for top in (205, 340):
            sheet.frame((345, top, 455, top + 105), FRAME, 3)
    sheet.oval((455, 335, 469, 349), "#e6c35c")
    sheet.shape(((290, 165), (400, 120), (510, 165)), STONE)


def _way_in(sheet: Sheet, is_level: bool) -> None:
    if is_level:
        sheet.shape(((300, 470), (500, 470), (720, 520), (300, 520)), STONE)
        sheet.line(((500, 410), (715, 462), (715, 518)), FRAME, 6)
        return
    for step, top in enumerate((470, 490, 510)):
        sheet.box((300 - 20 * step, top, 500 + 20 * step, top + 18), STONE)


def _number(sheet: Sheet, street: str) -> None:
    found = HOUSE_NUMBER.search(street)
    if found is not None:
        sheet.box((505, 200, 555, 250), FRAME, round_by=8)
        sheet.write((530, 225), found.group(), "#22322b", 30)
