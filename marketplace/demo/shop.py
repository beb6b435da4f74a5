"""The shop of each demo cooperative: a till that is counted every working day."""

from datetime import timedelta

from marketplace.clock import today
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Actor
from marketplace.services import shop
from marketplace.services.odds import is_working_day

DAYS = 12
TILL = "Butiken"


def keep_shop(cooperative: Cooperative, admin: Actor) -> None:
    """Two weeks of takings: second-hand goods, coffee and buns, books."""
    for days_ago in range(DAYS, 0, -1):
        day = today() - timedelta(days=days_ago)
        if not is_working_day(day):
            continue
        size = 100 * (cooperative.id * 3 + day.day % 11)
        shop.enter(
            cooperative,
            taken_on=day,
            till=TILL,
            gross_ore={"standard": 220 * size, "serving": 80 * size, "books": 10 * size},
            by_card=day.day % 4 != 0,
            by=admin,
        )
