"""The cooperatives' own kitchens and shops: three weeks of shifts, last week's with who came."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from random import Random

from marketplace.clock import at
from marketplace.demo.book import Book
from marketplace.demo.cooperatives import Seller
from marketplace.demo.people import Person
from marketplace.demo.setting import Setting
from marketplace.models.internal_shifts import InternalPlace, InternalSeat, InternalShift

DISHES = (InternalPlace.KITCHEN, "wash_dishes", 9 * 60, 13 * 60, 4)
SHOP = (InternalPlace.SHOP, "sort_second_hand", 10 * 60, 15 * 60, 3)
PLANS = {0: (DISHES,), 1: (DISHES, SHOP), 2: (DISHES,), 3: (DISHES, SHOP), 4: (DISHES,)}
"""By weekday."""
CAME_PERMILLE, EATS_PERMILLE = 900, 750


def add_internal_shifts(
    book: Book, setting: Setting, sellers: Iterable[Seller], people: Sequence[Person]
) -> None:
    """Monday to Friday of the week before, of this one and of the next."""
    for seller in sellers:
        draw = setting.draw("internal shifts", seller.code)
        own = [one for one in people if one.cooperative == seller.code and _may(one)]
        first = setting.monday - timedelta(weeks=1)
        for day in (first + timedelta(days=number) for number in range(21)):
            _add_day(book, setting, draw, seller, own, day)


def _may(one: Person) -> bool:
    """Those who take part and are not employed: their days are not asked for by companies."""
    return one.is_here and not one.is_employed


def _add_day(
    book: Book,
    setting: Setting,
    draw: Random,
    seller: Seller,
    own: Sequence[Person],
    day: date,
) -> None:
    there = [one for one in own if _takes_part(one, day)]
    free = draw.sample(there, len(there))
    for place, task, start, end, heads in PLANS.get(day.weekday(), ()):
        over = day < setting.day
        shift = book.add(
            InternalShift,
            cooperative_id=seller.number,
            place=place,
            task=task,
            starts_at=at(day, start),
            ends_at=at(day, end),
            heads=heads,
            closed_at=at(day, end + 15) if over else None,
        )
        taken, free = free[: heads - draw.randrange(2)], free[heads:]
        for one in taken:
            came = draw.randrange(1000) < CAME_PERMILLE
            eats = draw.randrange(1000) < EATS_PERMILLE
            book.add(
                InternalSeat,
                internal_shift_id=shift,
                member_id=one.number,
                meal=eats and (came or not over),
                came=came if over else None,
            )


def _takes_part(one: Person, day: date) -> bool:
    return any(
        stay.since <= day and (stay.until is None or day < stay.until) for stay in one.course.stays
    )
