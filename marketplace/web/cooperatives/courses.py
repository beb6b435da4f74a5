"""Courses: which would open most work, when they are held, who wants to go and who went."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, chosen, find, open_to, viewer
from marketplace.catalogue.skills import SKILL_BY_CODE
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.courses import Course, CourseSeat, CourseStatus
from marketplace.models.members import Member
from marketplace.models.users import Role
from marketplace.services import courses
from marketplace.services.courses import Outcome
from marketplace.web import events, lists
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.course_form import CourseDaysForm, CourseForm
from marketplace.web.cooperatives.keys import own_keys
from marketplace.web.errors import say
from marketplace.web.lists import Choice, Column
from marketplace.web.spreadsheets import Kind
from marketplace.web.vocabulary import skill_name

blueprint = Blueprint("courses", __name__, url_prefix="/courses")
STATES = {CourseStatus.HELD: N_("Hållen"), CourseStatus.CANCELLED: N_("Inställd")}
CHOICES = (Choice("state", N_("Läge"), {one.value: text for one, text in STATES.items()}),)
COLUMNS: tuple[Column[Course], ...] = (
    Column(N_("Kurs"), lambda one: skill_name(one.skill)),
    Column(N_("Läge"), lambda one: gettext(STATES[one.status])),
    Column(N_("Första dagen"), lambda one: one.first_day, "day"),
    Column(N_("Sista dagen"), lambda one: one.last_day, on_page=False),
    Column(N_("Plats"), lambda one: one.place),
    Column(
        N_("Gick kursen"),
        lambda one: sum(1 for seat in one.seats if seat.took_part),
        kind=Kind.WHOLE,
    ),
)


@blueprint.get("")
@open_to(*STAFF)
def index() -> str | Response:
    """Planned and held courses, and those of the newest report of keys, most hours first.

    Who lacks a skill is the coach's to know; the office sees how many.
    """
    found, cooperative_id = own_keys(), own.cooperative().id
    listed = lists.read(courses.over(cooperative_id), CHOICES)
    return listed.file("kurser", COLUMNS) or render_template(
        "cooperatives/courses/index.html",
        trial=found.trial,
        courses=found.courses,
        planned=courses.planned(cooperative_id),
        listed=listed,
        columns=listed.heads(COLUMNS),
        names_learners=viewer().role == Role.COACH,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@open_to(*STAFF)
def new() -> str | Response | tuple[str, int]:
    """Give a course its days."""
    asked = request.args.get("skill", "")
    form = CourseForm(skill=asked if asked in SKILL_BY_CODE else None)
    course = _planned(form) if form.validate_on_submit() else None
    if course is None:
        page = render_template("cooperatives/courses/new.html", form=form)
        return (page, 400) if form.errors else page
    db.session.commit()
    flash(gettext("Kursen är planerad. Skriv upp dem som vill."), "success")
    return redirect(_address(course), 303)


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def show(public_id: str) -> str | Response | tuple[str, int]:
    """Who is on it and who could be; a planned one can be given other days."""
    course = _course(public_id)
    form = CourseDaysForm(first=course.first_day, last=course.last_day, place=course.place)
    if not (form.validate_on_submit() and _changed(course, form)):
        return (_page(course, form), 400) if form.errors else _page(course, form)
    db.session.commit()
    flash(gettext("Ändringen är sparad. Säg till dem som är uppskrivna."), "success")
    return redirect(_address(course), 303)


@blueprint.post("/<public_id>/people")
@open_to(*STAFF)
def sign_up(public_id: str) -> Response:
    """Write somebody in who has said yes."""
    course = _course(public_id)
    mine = Member.cooperative_id == viewer().cooperative_id
    member = chosen(Member, request.form.get("member", ""), mine)
    courses.sign_up(course, member, actor())
    db.session.commit()
    flash(gettext("%(name)s är uppskriven.", name=member.short_name), "success")
    return redirect(_address(course), 303)


@blueprint.post("/seats/<public_id>/take-off")
@open_to(*STAFF)
def take_off(public_id: str) -> Response:
    """Take somebody off again."""
    mine = CourseSeat.course.has(Course.cooperative_id == viewer().cooperative_id)
    seat = find(CourseSeat, public_id, mine)
    course, name = seat.course, seat.member.short_name
    courses.take_off(seat, actor())
    db.session.commit()
    flash(gettext("%(name)s är struken.", name=name), "success")
    return redirect(_address(course), 303)


@blueprint.post("/<public_id>/hold")
@open_to(*STAFF)
def hold(public_id: str) -> Response:
    """Note who took part and what was seen."""
    course = _course(public_id)
    came = courses.hold(course, _outcomes(course), actor())
    db.session.commit()
    text = ngettext("%(num)d person gick kursen.", "%(num)d personer gick kursen.", came)
    flash(text, "success")
    return redirect(_address(course), 303)


@blueprint.post("/<public_id>/cancel")
@open_to(*STAFF)
def cancel(public_id: str) -> Response:
    """Call it off."""
    course = _course(public_id)
    courses.cancel(course, actor())
    db.session.commit()
    flash(gettext("Kursen är inställd. Säg till dem som var uppskrivna."), "success")
    return redirect(_address(course), 303)


def _planned(form: CourseForm) -> Course | None:
    """The new course; None with the fault beside its field."""
    first, last = form.days
    place = form.place.data or ""
    try:
        return courses.plan(own.cooperative(), form.skill.data, first, last, actor(), place=place)
    except Invalid as error:
        db.session.rollback()
        form.tell(error.field, say(error))
        return None


def _changed(course: Course, form: CourseDaysForm) -> bool:
    """Whether it has these days now; else the fault stands beside its field."""
    first, last = form.days
    try:
        courses.change(course, first, last, actor(), place=form.place.data or "")
    except (Invalid, Conflict) as error:
        db.session.rollback()
        form.tell(getattr(error, "field", None), say(error))
        return False
    return True


def _page(course: Course, form: CourseDaysForm) -> str:
    return render_template(
        "cooperatives/courses/show.html",
        course=course,
        form=form,
        begun=course.first_day <= today(),
        free=courses.free_for(course) if course.is_planned else [],
        can_be_seen=courses.can_be_seen(course),
        events=events.of(course),
    )


def _outcomes(course: Course) -> Mapping[CourseSeat, Outcome]:
    shown = set(request.form.getlist("seat"))
    return {
        seat: Outcome(
            f"came-{seat.public_id}" in request.form, f"seen-{seat.public_id}" in request.form
        )
        for seat in course.seats
        if seat.public_id in shown
    }


def _course(public_id: str) -> Course:
    return find(Course, public_id, Course.cooperative_id == viewer().cooperative_id)


def _address(course: Course) -> str:
    return url_for("cooperatives.courses.show", public_id=course.public_id)
