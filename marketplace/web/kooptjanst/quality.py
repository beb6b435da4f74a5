"""Match quality: every week, what stood in the way, who got the work, runs to sign."""

from collections.abc import Sequence

from flask import Blueprint, render_template
from flask_babel import gettext

from marketplace.access import open_to
from marketplace.clock import today
from marketplace.models.users import Role
from marketplace.services import match_runs, run_reviews, weeks
from marketplace.web.gender_words import GENDERS, count, few
from marketplace.web.kooptjanst.funnel_words import SHORT, Reason
from marketplace.web.kooptjanst.match_words import summary_of
from marketplace.web.text import hours

blueprint = Blueprint("quality", __name__, url_prefix="/quality")
RUNS, TO_SIGN = 20, 5


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def show() -> str:
    """Thirteen weeks on one page."""
    return render_template(
        "kooptjanst/quality/show.html",
        weeks=weeks.weeks(),
        reasons=[
            Reason(gettext(SHORT[sieve]), minutes, hours(minutes))
            for sieve, minutes in weeks.unmet(match_runs.recent(RUNS))
        ],
        runs=RUNS,
        spread=shares_of(weeks.spread(weeks.beginning(), today())),
        to_sign=[summary_of(run) for run in run_reviews.waiting(TO_SIGN)],
    )


def shares_of(shares: Sequence[weeks.Share]) -> list[dict[str, str]]:
    """How the work was spread, as the rows of a table."""
    return [
        {
            "name": gettext(GENDERS[one.gender]),
            "people": count(one.people),
            "minutes": few() if one.minutes is None else hours(one.minutes),
            "least": few() if one.least is None else hours(one.least),
            "most": few() if one.most is None else hours(one.most),
        }
        for one in shares
    ]
