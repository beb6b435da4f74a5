"""Every hour that has been reported to a company, over all its jobs."""

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.clock import local
from marketplace.errors import N_
from marketplace.models.time_reports import TimeReport, TimeReportStatus
from marketplace.models.users import Role
from marketplace.services import hour_lists, quotes
from marketplace.web import lists
from marketplace.web.companies import own
from marketplace.web.lists import Choice, Column
from marketplace.web.spreadsheets import Kind
from marketplace.web.vocabulary import task_name

blueprint = Blueprint("hours", __name__, url_prefix="/hours")
STATES = {
    TimeReportStatus.MEMBER_SIGNED: (N_("Svara"), "attention"),
    TimeReportStatus.DISPUTED: (N_("Rättas"), "waiting"),
    TimeReportStatus.COMPANY_SIGNED: (N_("Bekräftat"), "good"),
    TimeReportStatus.APPROVED: (N_("Bekräftat"), "good"),
    TimeReportStatus.INVOICED: (N_("Fakturerat"), "neutral"),
}
CHOICES = (
    Choice(
        "state",
        N_("Läge"),
        {
            "waiting": N_("Väntar på ert svar"),
            "disputed": N_("Rättas"),
            "confirmed": N_("Bekräftade"),
        },
        counted=True,
    ),
)
COLUMNS: tuple[Column[TimeReport], ...] = (
    Column(N_("Dag"), lambda one: local(one.starts_at).date(), "day"),
    Column(N_("Namn"), lambda one: one.assignment.member.short_name),
    Column(N_("Timmar"), lambda one: one.work_minutes, kind=Kind.MINUTES),
    Column(N_("Läge"), lambda one: gettext(STATES[one.status][0])),
    Column(N_("Jobb"), lambda one: task_name(one.assignment.shift.posting.task)),
    Column(N_("Arbetsplats"), lambda one: one.assignment.shift.posting.site.name, "site"),
    Column(N_("Började"), lambda one: one.starts_at, on_page=False),
    Column(N_("Slutade"), lambda one: one.ends_at, on_page=False),
    Column(N_("Rast, minuter"), lambda one: one.break_minutes, kind=Kind.WHOLE, on_page=False),
    Column(N_("Före moms"), lambda one: _price(one), kind=Kind.ORE, on_page=False),
)


@blueprint.get("")
@open_to(Role.COMPANY)
def index() -> str | Response:
    """Who worked when, for how long, and whether the company has said that it is right."""
    listed = lists.read(hour_lists.of_company(own.company().id), CHOICES)
    return listed.file("timmar", COLUMNS) or render_template(
        "companies/hours/index.html",
        listed=listed,
        columns=listed.heads(COLUMNS),
        states=STATES,
    )


def _price(report: TimeReport) -> int | None:
    return quotes.of_reports(report.assignment.shift.posting.ore_per_hour, [report])
