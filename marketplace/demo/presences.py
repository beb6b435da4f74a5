"""Who was there on the weekdays of the last two months."""

from collections.abc import Sequence
from datetime import timedelta

from marketplace.demo.book import Book
from marketplace.demo.people import Person
from marketplace.demo.setting import Setting
from marketplace.models.presences import Presence

DAYS = 60
COMES_PERMILLE, EATS_PERMILLE = 850, 700
MINUTES = (240, 270, 300, 360, 360, 420)


def add_presences(book: Book, setting: Setting, people: Sequence[Person]) -> None:
    """A row for each day on which somebody came: hers alone, and none of the day of the demo."""
    draw = setting.draw("presences")
    days = [setting.day - timedelta(days=number) for number in range(DAYS, 0, -1)]
    for one in people:
        for day in days:
            takes_part = any(
                stay.since <= day and (stay.until is None or day < stay.until)
                for stay in one.course.stays
            )
            if takes_part and day.weekday() < 5 and draw.randrange(1000) < COMES_PERMILLE:
                book.add(
                    Presence,
                    member_id=one.number,
                    day=day,
                    minutes=MINUTES[draw.randrange(len(MINUTES))],
                    meal=draw.randrange(1000) < EATS_PERMILLE,
                )
