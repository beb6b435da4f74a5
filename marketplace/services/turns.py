"""Taking turns: whoever changes who stands for a job holds the job's row first.

Always the first lock of a transaction and in the order of the jobs; members and shifts come after.
So nobody waits in a circle, and nobody writes over what she has not seen.
"""

from sqlalchemy import select

from marketplace.database import db
from marketplace.models.cooperatives import Cooperative
from marketplace.models.postings import STAFFABLE, Posting


def hold(*posting_ids: int) -> None:
    """Hold these jobs until the commit. What was read before is read anew when it is next used."""
    db.session.flush()
    query = select(Posting.id).where(Posting.id.in_(posting_ids)).order_by(Posting.id)
    db.session.execute(query.with_for_update(key_share=True))
    db.session.expire_all()


def hold_region(region_id: int) -> None:
    """Hold every open job of a region: for the moment in which a plan is written."""
    open_jobs = select(Posting.id).where(
        Posting.status.in_(STAFFABLE),
        Posting.cooperative_id.in_(
            select(Cooperative.id).where(Cooperative.region_id == region_id)
        ),
    )
    hold(*db.session.scalars(open_jobs))
