"""A sheet to draw pictures of the demo on, in points of the finished picture."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

FINE = 2
"""Drawn so many times as large, then made smaller: edges become smooth."""
Point = tuple[int, int]
Box = tuple[int, int, int, int]


class Sheet:
    """A picture being drawn."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self._size = width, height
        self._image = Image.new("RGB", (width * FINE, height * FINE), ground)
        self._pen = ImageDraw.Draw(self._image)

    def box(self, box: Box, colour: str, *, round_by: int = 0) -> None:
        """A filled rectangle, with round corners where asked."""
        self._pen.rounded_rectangle(_scaled(box), round_by * FINE, colour)

    def frame(self, box: Box, colour: str, width: int) -> None:
        """The outline of a rectangle."""
        self._pen.rectangle(_scaled(box), outline=colour, width=width * FINE)

    def oval(self, box: Box, colour: str) -> None:
        """A filled oval."""
        self._pen.ellipse(_scaled(box), colour)

    def bow(self, box: Box, colour: str, width: int) -> None:
        """The lower third of an oval, as a line."""
        self._pen.arc(_scaled(box), 30, 150, colour, width * FINE)

    def shape(self, corners: Sequence[Point], colour: str) -> None:
        """A filled shape with straight sides."""
        self._pen.polygon(_points(corners), colour)

    def line(self, points: Sequence[Point], colour: str, width: int) -> None:
        """A line through these points."""
        self._pen.line(_points(points), colour, width * FINE)

    def write(self, centre: Point, text: str, colour: str, size: int) -> None:
        """A word, with its middle at a point."""
        font = ImageFont.load_default(size * FINE)
        at = (centre[0] * FINE, centre[1] * FINE)
        self._pen.text(at, text, colour, font, anchor="mm")

    def png(self) -> bytes:
        """The picture as a file."""
        content = io.BytesIO()
        self._image.resize(self._size, Image.Resampling.LANCZOS).save(content, "PNG")
        return content.getvalue()


def _points(points: Sequence[Point]) -> list[Point]:
    return [(x * FINE, y * FINE) for x, y in points]


def _scaled(box: Box) -> Box:
    left, top, right, bottom = (side * FINE for side in box)
    return left, top, right, bottom
