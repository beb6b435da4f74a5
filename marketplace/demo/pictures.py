"""Pictures for workplaces, so that members see where to go in and who meets them there."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from marketplace.clock import now
from marketplace.database import db
from marketplace.demo import doors, greeters
from marketplace.demo.setting import Setting
from marketplace.demo.world import World
from marketplace.models.companies import Site
from marketplace.models.postings import Posting, Shift
from marketplace.models.site_pictures import PictureSubject
from marketplace.services import site_pictures

OF_TEN = 9
"""So many of ten sites that people are asked to have sent a picture of the door."""
GREETED_OF_TEN = 6
"""So many have sent one of who meets people; some would rather not be in a picture."""


def hang_pictures(world: World, setting: Setting) -> None:
    """Put pictures at most sites with shifts to come, in their owners' names."""
    for site in _with_work():
        owner = world.staff.owners[site.company_id]
        draw = setting.draw("door", site.public_id)
        if draw.randrange(10) < OF_TEN:
            site_pictures.put(site, PictureSubject.DOOR, doors.picture_of(site, draw), owner)
        draw = setting.draw("greeter", site.public_id)
        if draw.randrange(10) < GREETED_OF_TEN:
            site_pictures.put(site, PictureSubject.GREETER, greeters.picture_of(draw), owner)


def _with_work() -> Sequence[Site]:
    working = select(Posting.site_id).join(Shift).where(Shift.ends_at > now())
    query = select(Site).where(Site.id.in_(working)).order_by(Site.id)
    return db.session.scalars(query.options(selectinload(Site.features))).all()
