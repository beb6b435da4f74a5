"""The basis of pay of a month: hours by person and customer, and gaps that want a word."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to, recently_confirmed_for_files
from marketplace.database import db
from marketplace.errors import N_, MarketplaceError
from marketplace.models.members import Member
from marketplace.services import payroll
from marketplace.services.payroll import PayRow, PayState
from marketplace.web import events, lists
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.money_forms import OwnPayForm, SignOffForm, given, number
from marketplace.web.errors import say
from marketplace.web.lists import Choice, Column
from marketplace.web.periods import asked_month, month_ways
from marketplace.web.spreadsheets import Kind

blueprint = Blueprint("payroll", __name__, url_prefix="/payroll")
STATES = {
    PayState.UNKNOWN: N_("Lön saknas"),
    PayState.GAP: N_("Skillnad att motivera"),
    PayState.SIGNED: N_("Skillnad som är motiverad"),
    PayState.DONE: N_("Klar"),
}
CHOICES = (Choice("state", N_("Läge"), {one.value: text for one, text in STATES.items()}),)
COLUMNS: tuple[Column[PayRow], ...] = (
    Column(N_("Medlem"), lambda row: row.member.name, "name"),
    Column(N_("Kund"), lambda row: row.company.name, "customer"),
    Column(N_("Pass"), lambda row: row.shifts, kind=Kind.WHOLE, on_page=False),
    Column(N_("Minuter"), lambda row: row.minutes, kind=Kind.WHOLE, on_page=False),
    Column(N_("Tid"), lambda row: row.minutes, "time", Kind.MINUTES),
    Column(N_("Lön per timme"), lambda row: row.own_ore, "own", Kind.ORE),
    Column(N_("Lön"), lambda row: row.pay_ore, "pay", Kind.ORE),
    Column(N_("Hos kunden"), lambda row: row.comparable_ore, "comparable", Kind.ORE),
    Column(N_("Skillnad per timme"), lambda row: row.gap_ore, kind=Kind.ORE, on_page=False),
    Column(N_("Läge"), lambda row: gettext(STATES[row.state])),
    Column(N_("Motiverad av"), lambda row: row.signed_by, on_page=False),
)


@blueprint.get("")
@recently_confirmed_for_files
@open_to(*own.ADMIN)
def index() -> str | Response:
    """The month that is asked for; who takes it as a file is written down."""
    month = asked_month()
    rows = payroll.rows(own.cooperative().id, month)
    listed = lists.read(payroll.listed(rows), CHOICES, within={"month": month.name})
    if listed.is_file:
        payroll.note_export(own.cooperative(), month, actor())
        db.session.commit()
    name = f"{own.cooperative().slug}-loneunderlag-{month.name}"
    return listed.file(name, _columns(month.name)) or render_template(
        "cooperatives/payroll/index.html",
        tabs=own.tabs("cooperatives.payroll.index"),
        month=month,
        ways=month_ways(month, "cooperatives.payroll.index"),
        listed=listed,
        columns=listed.heads(COLUMNS),
        minutes=sum(row.minutes for row in rows),
        unknown=sum(1 for row in rows if row.own_ore is None),
        gaps=sum(1 for row in rows if row.wants_word),
        events=events.lines(payroll.exports(own.cooperative(), month)),
    )


@blueprint.route("/members/<public_id>", methods=["GET", "POST"])
@open_to(*own.ADMIN)
def edit(public_id: str) -> str | tuple[str, int] | Response:
    """Write what a member earns an hour."""
    member, form = _member(public_id), OwnPayForm()
    if not form.validate_on_submit():
        return _edit_page(member, form), 400 if form.errors else 200
    try:
        payroll.set_own(member, given(form.starts_on.data), number(form.ore_per_hour.data), actor())
    except MarketplaceError as error:
        db.session.rollback()
        form.starts_on.errors = [say(error)]
        return _edit_page(member, form), 400
    db.session.commit()
    flash(gettext("Lönen är sparad."), "success")
    return redirect(url_for("cooperatives.payroll.index", month=asked_month().name), 303)


@blueprint.route("/members/<public_id>/gap", methods=["GET", "POST"])
@open_to(*own.ADMIN)
def sign_off(public_id: str) -> str | tuple[str, int] | Response:
    """Say why a member's hours at a customer pay less than the customer's own people earn."""
    member, form, month = _member(public_id), SignOffForm(), asked_month()
    gaps = [row for row in _rows_of(member) if row.wants_word]
    if not form.validate_on_submit() or not gaps:
        return _gap_page(member, form, gaps), 400 if form.errors else 200
    for row in gaps:
        payroll.sign_off(member, row.agreement, month, form.reason.data, actor())
    db.session.commit()
    flash(gettext("Skillnaden är motiverad."), "success")
    return redirect(url_for("cooperatives.payroll.index", month=month.name), 303)


def _member(public_id: str) -> Member:
    return find(Member, public_id, Member.cooperative_id == own.cooperative().id)


def _rows_of(member: Member) -> list[PayRow]:
    rows = payroll.rows(own.cooperative().id, asked_month())
    return [row for row in rows if row.member.id == member.id]


def _edit_page(member: Member, form: OwnPayForm) -> str:
    return render_template(
        "cooperatives/payroll/edit.html",
        member=member,
        form=form,
        pay=payroll.pay_of(member),
        events=events.lines(payroll.happenings(member), events.of_when),
        month=asked_month(),
    )


def _gap_page(member: Member, form: SignOffForm, gaps: list[PayRow]) -> str:
    return render_template(
        "cooperatives/payroll/gap.html",
        member=member,
        form=form if gaps else None,
        gaps=gaps,
        month=asked_month(),
    )


def _columns(month: str) -> Sequence[Column[PayRow]]:
    when: Column[PayRow] = Column(N_("Månad"), lambda _row: month, on_page=False)
    return (when, *COLUMNS)
