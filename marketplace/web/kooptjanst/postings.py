"""The jobs behind the figures, one row a job."""

from flask import Blueprint, render_template, request

from marketplace.access import open_to
from marketplace.models.users import Role
from marketplace.services import reviews
from marketplace.services.reviews import ReviewedJob, Sort
from marketplace.web.kooptjanst.choice import asked_choice
from marketplace.web.listing import days_text
from marketplace.web.paging import asked_page, paging
from marketplace.web.states import state_of

blueprint = Blueprint("postings", __name__, url_prefix="/postings")


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str:
    """Jobs of the last ninety days or open now, of one cooperative or of all."""
    choice = asked_choice()
    sort = next((one for one in Sort if one == request.args.get("sort")), Sort.RECENT)
    reviewed = reviews.jobs(sort, choice.inner_id, asked_page())
    return render_template(
        "kooptjanst/postings/index.html",
        reviewed=reviewed,
        rows=[(job, _days(job), state_of(job.posting)) for job in reviewed.found.rows],
        sort=sort,
        choice=choice,
        paging=paging(reviewed.found, sort=sort, cooperative=choice.public_id),
    )


def _days(job: ReviewedJob) -> str:
    return days_text(list(dict.fromkeys(shift.day for shift in job.posting.live_shifts)))
