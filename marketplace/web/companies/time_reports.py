"""Hours of a job: confirmed in one press, or disputed in words for the coach."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.postings import Posting
from marketplace.models.time_reports import TimeReport, TimeReportStatus
from marketplace.models.users import Role
from marketplace.services import quotes, time_reports
from marketplace.web.companies import own
from marketplace.web.companies.forms import DisputeForm
from marketplace.web.errors import say

blueprint = Blueprint("time_reports", __name__, url_prefix="/postings/<public_id>/hours")
UNSEEN = (TimeReportStatus.DRAFT,)


@blueprint.get("")
@open_to(Role.COMPANY)
def show(public_id: str) -> str:
    """Who worked how long, and what it comes to."""
    return _page(own.posting(public_id), DisputeForm())


@blueprint.post("/confirm")
@open_to(Role.COMPANY)
def confirm(public_id: str) -> Response:
    """All hours are right."""
    posting = own.posting(public_id, lock=True)
    time_reports.confirm(posting, actor())
    db.session.commit()
    flash(gettext("Tack! Timmarna är bekräftade."), "success")
    return redirect(url_for("companies.postings.show", public_id=public_id), 303)


@blueprint.post("/dispute")
@open_to(Role.COMPANY)
def dispute(public_id: str) -> tuple[str, int] | Response:
    """Something is wrong: the coach is told what."""
    posting = own.posting(public_id, lock=True)
    form = DisputeForm()
    try:
        time_reports.dispute(posting, form.message.data or "", actor())
    except Invalid as error:
        form.message.errors = [say(error)]
        return _page(posting, form), 400
    db.session.commit()
    flash(gettext("Tack! Handledaren rättar och hör av sig."), "success")
    return redirect(url_for("companies.postings.show", public_id=public_id), 303)


def _page(posting: Posting, form: DisputeForm) -> str:
    reports = [row for row in time_reports.of_posting(posting) if row.status not in UNSEEN]
    return render_template(
        "companies/time_reports/show.html",
        posting=posting,
        form=form,
        reports=reports,
        minutes=sum(row.work_minutes for row in reports if not row.leads),
        net_ore=quotes.of_reports(posting.ore_per_hour, reports),
        waiting=any(row.status == TimeReportStatus.MEMBER_SIGNED for row in reports),
        disputed=_words(reports),
    )


def _words(reports: Sequence[TimeReport]) -> list[str]:
    """What the company has written of hours that are being mended, once each."""
    said = (row.message for row in reports if row.status == TimeReportStatus.DISPUTED)
    return list(dict.fromkeys(said))
