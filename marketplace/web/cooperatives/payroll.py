"""The basis of pay of a month: hours by person and customer, and gaps that want a word."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to, recently_confirmed
from marketplace.database import db
from marketplace.errors import N_, MarketplaceError
from marketplace.models.members import Member
from marketplace.services import payroll
from marketplace.services.payroll import PayRow
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.money_forms import OwnPayForm, SignOffForm, given, number
from marketplace.web.errors import say
from marketplace.web.files import csv_file
from marketplace.web.periods import asked_month, month_ways

blueprint = Blueprint("payroll", __name__, url_prefix="/payroll")
HEADS = (
    N_("månad"),
    N_("namn"),
    N_("kund"),
    N_("pass"),
    N_("minuter"),
    N_("timmar"),
    N_("lön per timme"),
    N_("lön"),
    N_("lön per timme hos kunden"),
    N_("skillnad per timme"),
    N_("motiverad av"),
)


@blueprint.get("")
@open_to(*own.ADMIN)
def index() -> str:
    """The month that is asked for."""
    month = asked_month()
    rows = payroll.rows(own.cooperative().id, month)
    return render_template(
        "cooperatives/payroll/index.html",
        tabs=own.tabs("cooperatives.payroll.index"),
        month=month,
        ways=month_ways(month, "cooperatives.payroll.index"),
        rows=rows,
        minutes=sum(row.minutes for row in rows),
        unknown=sum(1 for row in rows if row.own_ore is None),
        gaps=sum(1 for row in rows if row.wants_word),
    )


@blueprint.get("/hours.csv")
@recently_confirmed
@open_to(*own.ADMIN)
def table() -> Response:
    """The month as a table for the payroll program; who took it is written down."""
    month = asked_month()
    rows = [_cells(month.name, row) for row in payroll.rows(own.cooperative().id, month)]
    payroll.note_export(own.cooperative(), month, actor())
    db.session.commit()
    name = f"{own.cooperative().slug}-loneunderlag-{month.name}.csv"
    return csv_file(name, HEADS, rows, ore=(6, 7, 8, 9))


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


def _cells(month: str, row: PayRow) -> tuple[object, ...]:
    return (
        month,
        row.member.name,
        row.company.name,
        row.shifts,
        row.minutes,
        f"{row.minutes / 60:.2f}".replace(".", ","),
        row.own_ore,
        row.pay_ore,
        row.comparable_ore,
        row.gap_ore,
        row.signed_by,
    )
