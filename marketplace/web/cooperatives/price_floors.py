"""What an hour costs the cooperative, and jobs whose price lies below it."""

from collections.abc import Sequence
from functools import partial

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectField

from marketplace.access import STAFF, actor, find, open_to
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.costs import CostKind, CostRow, PriceSide
from marketplace.models.postings import Posting
from marketplace.services import price_floors
from marketplace.services.lists import Gathered
from marketplace.text import kronor
from marketplace.web import lists, price_form
from marketplace.web.cooperatives import own
from marketplace.web.errors import say
from marketplace.web.fields import DayField, KronorField, PlainField, options
from marketplace.web.lists import Choice, Column, Listed
from marketplace.web.price_form import SignForm
from marketplace.web.vocabulary import task_name

blueprint = Blueprint("price_floors", __name__, url_prefix="/price-floors")
KINDS = {
    CostKind.WAGE: _l("Lön, kronor i timmen"),
    CostKind.CHARGES: _l("Avgifter, procent av lönen"),
    CostKind.OVERHEAD: _l("Omkostnader, procent av lön och avgifter"),
}


class CostForm(FlaskForm):
    """One part of what an hour costs."""

    kind = RadioField(_l("Vad är det?"), choices=options(KINDS.items()), default=CostKind.WAGE)
    amount = KronorField(_l("Hur mycket?"))
    task = SelectField(_l("För vilken uppgift?"), validate_choice=False)
    starts_on = DayField(_l("Gäller från"))
    ground = PlainField(_l("Var kommer siffran ifrån?"))

    def offer(self, tasks: Sequence[str]) -> None:
        """Fill in the tasks that have a price of their own."""
        named = ((code, task_name(code)) for code in dict.fromkeys(tasks))
        self.task.choices = options([("", gettext("Alla andra")), *named])


def task_of(row: CostRow) -> str:
    """The task that a cost is for, in words."""
    return task_name(row.task) if row.task else gettext("Alla andra")


def amount_of(row: CostRow) -> str:
    """Kronor of pay, per cent of all else."""
    if row.kind == CostKind.WAGE:
        return kronor(row.amount)
    return f"{row.amount / 100:g} %".replace(".", ",")


COLUMNS: tuple[Column[CostRow], ...] = (
    Column(N_("Gäller från"), lambda row: row.starts_on, "since"),
    Column(N_("Vad"), lambda row: str(KINDS[row.kind])),
    Column(N_("Uppgift"), task_of, "task"),
    Column(N_("Siffra"), amount_of),
    Column(N_("Varifrån"), lambda row: row.ground),
    Column(
        N_("Borttagen"), lambda row: row.withdrawal.reason if row.withdrawal else "", on_page=False
    ),
)
CHOICES = (
    Choice(
        "kind",
        N_("Vad"),
        {"wage": N_("Lön"), "charges": N_("Avgifter"), "overhead": N_("Omkostnader")},
    ),
)


@blueprint.route("", methods=["GET", "POST"])
@open_to(*STAFF)
def index() -> str | tuple[str, int] | Response:
    """The cooperative's own figures, the floor they make, and the prices beside it."""
    form, tasks = CostForm(), _tasks()
    form.offer(tasks)
    if not form.validate_on_submit():
        page = _page(form, 400 if request.method == "POST" else 200)
        return _listed().file("kostnader", COLUMNS) or page
    try:
        price_floors.enter(
            own.cooperative(),
            CostKind(form.kind.data),
            form.amount.data,
            actor(),
            task=form.task.data if form.task.data in tasks else None,
            starts_on=form.starts_on.data or today(),
            ground=form.ground.data or "",
        )
    except Invalid as error:
        db.session.rollback()
        form[error.field or "amount"].errors = [say(error)]
        return _page(form, 400)
    db.session.commit()
    flash(gettext("Sparat. Prisgolvet är räknat om."), "success")
    return redirect(url_for("cooperatives.price_floors.index"), 303)


@blueprint.post("/<public_id>/sign")
@open_to(*own.ADMIN)
def sign(public_id: str) -> str | tuple[str, int] | Response:
    """Stand for a price below the floor, with a reason; or send the job back with one."""
    posting = find(Posting, public_id, Posting.cooperative_id == own.cooperative().id, lock=True)
    try:
        said = _decided(posting, request.form.get("reason", ""))
    except Invalid as error:
        db.session.rollback()
        return _page(_unwritten(), 400, SignForm.of(posting, refused=say(error)))
    db.session.commit()
    flash(said, "success")
    return redirect(url_for("cooperatives.price_floors.index"), 303)


def _tasks() -> list[str]:
    return [row.task for row in own.cooperative().rates if row.task]


def _unwritten() -> CostForm:
    form = CostForm(formdata=None)
    form.offer(_tasks())
    return form


def _decided(posting: Posting, reason: str) -> str:
    if request.form.get("answer") == "no":
        base_url = current_app.config["PUBLIC_URL"]
        price_floors.refuse(posting, reason, actor(), base_url=base_url)
        return str(gettext("Jobbet är skickat tillbaka till företaget."))
    opened = price_floors.sign(posting, PriceSide.COOPERATIVE, reason, actor())
    return str(gettext("Jobbet är öppet.") if opened else gettext("Underskrivet."))


def _listed() -> Listed[CostRow]:
    """What has been written about costs, newest first."""
    kinds = {kind.value: partial(_is_of, kind) for kind in CostKind}
    return lists.read(
        Gathered(
            price_floors.written(own.cooperative().id),
            orders={"since": lambda row: row.starts_on, "task": task_of},
            texts=(task_of, lambda row: row.ground),
            filters={"kind": kinds},
            downwards=True,
        ),
        CHOICES,
    )


def _is_of(kind: CostKind, row: CostRow) -> bool:
    return row.kind == kind


def _page(form: CostForm, status: int, tried: SignForm | None = None) -> str | tuple[str, int]:
    cooperative, day, listed = own.cooperative(), today(), _listed()
    costs = price_floors.rows(cooperative.id)
    priced = dict.fromkeys([None, *(row.task for row in cooperative.rates)])
    newest = {row.task: row.ore_per_hour for row in cooperative.rates if row.starts_on <= day}
    page = render_template(
        "cooperatives/price_floors/index.html",
        form=form,
        listed=listed,
        columns=listed.heads(COLUMNS),
        rows=[(row, task_of(row), amount_of(row)) for row in listed.rows],
        kinds=KINDS,
        floors=[
            (
                task,
                price_floors.floor_of(costs, task, day),
                newest[task],
                price_floors.judged(costs, task, day, newest[task]),
            )
            for task in priced
            if task in newest
        ],
        signing=tried,
        held=price_form.held(
            PriceSide.COOPERATIVE, Posting.cooperative_id == cooperative.id, tried=tried
        ),
        events=price_form.happenings(cooperative),
    )
    return page if status == 200 else (page, status)
