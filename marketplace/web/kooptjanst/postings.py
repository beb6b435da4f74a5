"""The jobs behind the figures, one row a job."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.errors import N_
from marketplace.models.postings import Posting
from marketplace.models.users import Role
from marketplace.services import cooperatives, reviews
from marketplace.services.lists import summed
from marketplace.services.reviews import Group, ReviewedJob
from marketplace.web import lists
from marketplace.web.listing import days_text
from marketplace.web.lists import Choice, Column
from marketplace.web.spreadsheets import Kind
from marketplace.web.states import state_of
from marketplace.web.vocabulary import task_name

blueprint = Blueprint("postings", __name__, url_prefix="/postings")
GROUPS: Mapping[str, str] = {
    Group.RECENT: N_("Senaste 90 dagarna"),
    Group.UNFILLED: N_("Med tomma platser"),
    Group.OPEN: N_("Öppna nu"),
}


@blueprint.get("")
@open_to(Role.KOOPTJANST)
def index() -> str | Response:
    """Jobs of the last ninety days or open now, of one cooperative or of all."""
    offered, group = cooperatives.by_name(), _asked_group()
    names = {one.public_id: one.name for one in offered}
    choices = [
        Choice("group", N_("Visa jobb"), GROUPS, Group.RECENT),
        Choice("cooperative", N_("Kooperativ"), names),
    ]
    source = reviews.jobs_source(group, offered)
    listed = lists.read(source, choices)
    jobs = reviews.of_jobs(group, listed.rows)
    columns = _columns(jobs)
    return listed.file("jobb-granskning", columns) or render_template(
        "kooptjanst/postings/index.html",
        listed=listed,
        columns=listed.heads(columns),
        rows=[(one, jobs[one.id], days_of(one), state_of(one)) for one in listed.rows],
        filled=summed(source, listed.wish, "seats_filled"),
        asked=summed(source, listed.wish, "seats_asked"),
    )


def days_of(posting: Posting) -> str:
    """The days of a job in words."""
    return days_text(list(dict.fromkeys(shift.day for shift in posting.live_shifts)))


def _asked_group() -> Group:
    return next((one for one in Group if one == request.args.get("group")), Group.RECENT)


def _columns(jobs: Mapping[int, ReviewedJob]) -> Sequence[Column[Posting]]:
    return (
        Column(N_("Jobb"), lambda one: task_name(one.task), "company"),
        Column(N_("Företag"), lambda one: one.company.name, on_page=False),
        Column(N_("Ort"), lambda one: one.site.locality, on_page=False),
        Column(N_("Dagar"), days_of, "work"),
        Column(N_("Platser"), lambda one: jobs[one.id].seats_asked, on_page=False),
        Column(N_("Fyllda platser"), lambda one: jobs[one.id].seats_filled, "empty", Kind.WHOLE),
        Column(N_("Svar"), lambda one: jobs[one.id].shown_answers[0], on_page=False),
        Column(N_("Sa ja"), lambda one: jobs[one.id].shown_answers[1], kind=Kind.WHOLE),
        Column(N_("Läge"), lambda one: state_of(one).text),
        Column(N_("Kooperativ"), lambda one: one.cooperative.name, "cooperative"),
    )
