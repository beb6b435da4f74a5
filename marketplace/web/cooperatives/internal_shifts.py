"""Work in the cooperative's own kitchen or shop: plan it, write in who wants to, note who came."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, chosen, find, open_to, viewer
from marketplace.clock import at, now
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.internal_shifts import InternalPlace, InternalSeat, InternalShift
from marketplace.models.members import Member
from marketplace.services import internal_lists, internal_shifts
from marketplace.services.internal_shifts import Outcome
from marketplace.web import events, lists
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.internal_forms import InternalShiftForm
from marketplace.web.cooperatives.weeks import A_WEEK, asked_monday
from marketplace.web.errors import say
from marketplace.web.lists import Choice, Column
from marketplace.web.spreadsheets import Kind
from marketplace.web.vocabulary import task_name

blueprint = Blueprint("internal_shifts", __name__, url_prefix="/internal-shifts")
PLACES = {
    InternalPlace.KITCHEN: (N_("Köket"), "kitchen"),
    InternalPlace.SHOP: (N_("Butiken"), "shop"),
    InternalPlace.WORKSHOP: (N_("Verkstaden"), "assemble"),
    InternalPlace.GARDEN: (N_("Trädgården"), "garden"),
}

STATES = {
    "coming": N_("Planerat"),
    "open": N_("Att anteckna vilka som kom"),
    "closed": N_("Klart"),
}
CHOICES = (
    Choice("place", N_("Var"), {one.value: words for one, (words, _) in PLACES.items()}),
    Choice("state", N_("Läge"), STATES),
)


@blueprint.route("", methods=["GET", "POST"])
@open_to(*STAFF)
def index() -> str | Response | tuple[str, int]:
    """The shifts of a week, and a form for one more."""
    form = InternalShiftForm()
    form.place.choices = [(one.value, gettext(words)) for one, (words, _) in PLACES.items()]
    if not form.validate_on_submit():
        return (_page(form), 400) if form.errors else _page(form)
    try:
        shift = _planned(form)
    except Invalid as error:
        db.session.rollback()
        form.tell(error.field or "day", say(error))
        return _page(form), 400
    db.session.commit()
    flash(gettext("Passet är planerat. Skriv upp dem som vill."), "success")
    return redirect(_address(shift), 303)


@blueprint.get("/every")
@open_to(*STAFF)
def every() -> str | Response:
    """Every shift there has been and every one planned."""
    listed = lists.read(internal_lists.source(own.cooperative().id), CHOICES)
    return listed.file("egna-pass", COLUMNS) or render_template(
        "cooperatives/internal_shifts/every.html",
        listed=listed,
        columns=listed.heads(COLUMNS),
        places={one: _place_name(one) for one in listed.rows},
        states={one: gettext(STATES[_state(one)]) for one in listed.rows},
    )


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def show(public_id: str) -> str:
    """Who is in it, who could be, and what it shows."""
    shift = _shift(public_id)
    return render_template(
        "cooperatives/internal_shifts/show.html",
        shift=shift,
        place=_place(shift),
        begun=shift.starts_at <= now(),
        free=internal_shifts.free_for(shift) if shift.closed_at is None else [],
        skills=internal_shifts.skills_of(shift),
        meals=sum(1 for seat in shift.seats if seat.meal),
        events=events.of(shift),
    )


@blueprint.post("/<public_id>/people")
@open_to(*STAFF)
def join(public_id: str) -> Response:
    """Write somebody in who has said yes."""
    shift = _shift(public_id)
    mine = Member.cooperative_id == viewer().cooperative_id
    member = chosen(Member, request.form.get("member", ""), mine)
    internal_shifts.join(shift, member, actor(), meal="meal" in request.form)
    db.session.commit()
    flash(gettext("%(name)s är uppskriven.", name=member.short_name), "success")
    return redirect(_address(shift), 303)


@blueprint.post("/seats/<public_id>/leave")
@open_to(*STAFF)
def leave(public_id: str) -> Response:
    """Take somebody out again."""
    seat = find(
        InternalSeat,
        public_id,
        InternalSeat.shift.has(InternalShift.cooperative_id == viewer().cooperative_id),
    )
    shift, name = seat.shift, seat.member.short_name
    internal_shifts.leave(seat, actor())
    db.session.commit()
    flash(gettext("%(name)s är struken.", name=name), "success")
    return redirect(_address(shift), 303)


@blueprint.post("/<public_id>/close")
@open_to(*STAFF)
def close(public_id: str) -> Response:
    """Note who came, who ate, and what was seen."""
    shift = _shift(public_id)
    came = internal_shifts.close(shift, _outcomes(shift), actor())
    db.session.commit()
    text = ngettext("%(num)d person kom. Sparat.", "%(num)d personer kom. Sparat.", came)
    flash(text, "success")
    return redirect(_address(shift), 303)


@blueprint.post("/<public_id>/cancel")
@open_to(*STAFF)
def cancel(public_id: str) -> Response:
    """Take a shift away."""
    internal_shifts.cancel(_shift(public_id), actor())
    db.session.commit()
    flash(gettext("Passet är borttaget."), "success")
    return redirect(url_for("cooperatives.internal_shifts.index"), 303)


def _planned(form: InternalShiftForm) -> InternalShift:
    day, start, end = form.day.data, form.start.data, form.end.data
    assert day is not None and start is not None and end is not None  # noqa: S101, PT018 -- required
    return internal_shifts.plan(
        own.cooperative(),
        place=InternalPlace(form.place.data),
        task=form.task.data,
        start=at(day, start),
        end=at(day, end),
        heads=form.heads.data or 0,
        by=actor(),
    )


def _outcomes(shift: InternalShift) -> Mapping[InternalSeat, Outcome]:
    shown = set(request.form.getlist("seat"))
    return {
        seat: Outcome(
            f"came-{seat.public_id}" in request.form,
            f"meal-{seat.public_id}" in request.form,
            request.form.getlist(f"seen-{seat.public_id}"),
        )
        for seat in shift.seats
        if seat.public_id in shown
    }


def _place_name(shift: InternalShift) -> str:
    return str(gettext(PLACES[shift.place][0]))


def _state(shift: InternalShift) -> str:
    if shift.closed_at is not None:
        return "closed"
    return "coming" if shift.starts_at > now() else "open"


def _came(shift: InternalShift) -> int | None:
    """How many came; nothing where nobody has noted it."""
    return sum(1 for seat in shift.seats if seat.came) if shift.closed_at else None


COLUMNS: tuple[Column[InternalShift], ...] = (
    Column(N_("Börjar"), lambda shift: shift.starts_at, "when"),
    Column(N_("Slutar"), lambda shift: shift.ends_at, on_page=False),
    Column(N_("Arbete"), lambda shift: task_name(shift.task)),
    Column(N_("Var"), _place_name, "place"),
    Column(N_("Platser"), lambda shift: shift.heads, "heads", Kind.WHOLE),
    Column(N_("Uppskrivna"), lambda shift: len(shift.seats), kind=Kind.WHOLE),
    Column(N_("Kom"), _came, kind=Kind.WHOLE),
    Column(N_("Läge"), lambda shift: gettext(STATES[_state(shift)])),
)


def _page(form: InternalShiftForm) -> str:
    monday, here = asked_monday(), "cooperatives.internal_shifts.index"
    shifts = internal_shifts.of_week(own.cooperative().id, monday)
    return render_template(
        "cooperatives/internal_shifts/index.html",
        form=form,
        number=f"{monday:%V}",
        shifts=[(shift, _place(shift)) for shift in shifts],
        meals=_meals(shifts),
        days=[monday + timedelta(days=number) for number in range(7)],
        previous_url=url_for(here, week=f"{monday - A_WEEK:%G-W%V}"),
        next_url=url_for(here, week=f"{monday + A_WEEK:%G-W%V}"),
    )


def _meals(shifts: Sequence[InternalShift]) -> dict[str, int]:
    """How many eat, day by day, among those who are written in."""
    found: dict[str, int] = {}
    for shift in shifts:
        eating = sum(1 for seat in shift.seats if seat.meal)
        day = shift.day.isoformat()
        found[day] = found.get(day, 0) + eating
    return found


def _place(shift: InternalShift) -> dict[str, str]:
    words, icon = PLACES[shift.place]
    return {"name": gettext(words), "icon": icon}


def _shift(public_id: str) -> InternalShift:
    return find(InternalShift, public_id, InternalShift.cooperative_id == viewer().cooperative_id)


def _address(shift: InternalShift) -> str:
    return url_for("cooperatives.internal_shifts.show", public_id=shift.public_id)
