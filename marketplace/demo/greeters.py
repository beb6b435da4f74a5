"""Drawn pictures of those who meet members at some workplaces: a face to look for at the door.

A drawing of somebody in work clothes and a cap, not a likeness of anyone.
"""

from random import Random

from marketplace.demo.drawing import Sheet

WIDTH, HEIGHT = 800, 600
"""In points, as the picture of the door."""
WALLS = ("#dfe9ee", "#e9efe1", "#f1e6d6", "#e6e2ee")
DARK, BROWN, FAIR, GREY = "#2b211c", "#6b4423", "#d9b45f", "#8a8a86"
SKIN_AND_HAIR = (
    ("#f2cfb4", (DARK, BROWN, FAIR, GREY)),
    ("#e2b08a", (DARK, BROWN, GREY)),
    ("#c68a5e", (DARK, GREY)),
    ("#8d5a3b", (DARK, GREY)),
    ("#5f3b28", (DARK,)),
)
CLOTHES = ("#1f4d3a", "#274b6d", "#6b2d2d", "#8a5a2b", "#3b3b3b")
SHIRT, BADGE, FEATURES = "#f6f4ee", "#e6c35c", "#22322b"


def picture_of(draw: Random) -> bytes:
    """Head and shoulders of somebody, as a PNG."""
    skin, hairs = draw.choice(SKIN_AND_HAIR)
    hair, clothes = draw.choice(hairs), draw.choice(CLOTHES)
    sheet = Sheet(WIDTH, HEIGHT, draw.choice(WALLS))
    has_long_hair = draw.random() < 0.5
    if has_long_hair:
        sheet.box((290, 170, 510, 420), hair, round_by=90)
    _body(sheet, clothes, skin)
    _head(sheet, skin, hair)
    if draw.random() < 0.4:
        _glasses(sheet)
    if draw.random() < 0.5:
        _cap(sheet, clothes)
    return sheet.png()


def _body(sheet: Sheet, clothes: str, skin: str) -> None:
    sheet.box((220, 440, 580, 700), clothes, round_by=110)
    sheet.shape(((350, 440), (450, 440), (400, 530)), SHIRT)
    sheet.box((362, 370, 438, 470), skin, round_by=36)
    sheet.box((470, 510, 530, 545), BADGE, round_by=6)


def _head(sheet: Sheet, skin: str, hair: str) -> None:
    sheet.oval((295, 145, 505, 330), hair)
    sheet.oval((305, 170, 495, 410), skin)
    sheet.oval((315, 150, 485, 225), hair)
    for left in (350, 434):
        sheet.oval((left, 270, left + 16, 290), FEATURES)
    sheet.bow((355, 290, 445, 365), FEATURES, 6)


def _glasses(sheet: Sheet) -> None:
    for left in (330, 414):
        sheet.frame((left, 258, left + 56, 302), FEATURES, 4)
    sheet.line(((386, 274), (414, 274)), FEATURES, 4)


def _cap(sheet: Sheet, clothes: str) -> None:
    sheet.box((300, 130, 500, 225), clothes, round_by=60)
    sheet.box((280, 205, 520, 228), clothes, round_by=12)
