"""Drafts written by hand: goods, lent hours, requests for compensation."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from invoicing import Unit
from marketplace.access import STAFF, actor, find, open_to
from marketplace.database import db
from marketplace.errors import Invalid, MarketplaceError
from marketplace.models.companies import BuyerSector, Company
from marketplace.models.invoices import Invoice, InvoiceKind, InvoiceStatus
from marketplace.services import customers, free_drafts, invoices
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.line_words import line_words
from marketplace.web.cooperatives.money_forms import (
    DraftForm,
    LineForm,
    TaxReductionForm,
    given,
    number,
)
from marketplace.web.errors import say
from marketplace.web.fields import options
from marketplace.web.invoice_sums import demanded

blueprint = Blueprint("drafts", __name__, url_prefix="/drafts")


@blueprint.route("/new", methods=["GET", "POST"])
@open_to(*STAFF)
def new() -> str | tuple[str, int] | Response:
    """To whom, and what sort of document."""
    form = _draft_form()
    if not form.validate_on_submit():
        return _new_page(form), 400 if request.method == "POST" else 200
    company = find(Company, form.company.data or "", Company.id.in_(_known()))
    kind = InvoiceKind(form.kind.data)
    try:
        draft = free_drafts.begin(own.cooperative().id, company, kind, actor(), note=form.note.data)
    except Invalid as error:
        db.session.rollback()
        form.kind.errors = [say(error)]
        return _new_page(form), 400
    db.session.commit()
    return redirect(url_for("cooperatives.drafts.edit", public_id=draft.public_id), 303)


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def edit(public_id: str) -> str:
    """The lines of a draft, and a form for one more."""
    return _page(_draft(public_id), LineForm(formdata=None), _reduction(_draft(public_id)))


@blueprint.post("/<public_id>/lines")
@open_to(*STAFF)
def add_line(public_id: str) -> tuple[str, int] | Response:
    """Put a line on the draft."""
    draft, form = _draft(public_id), LineForm()
    if not form.validate_on_submit():
        return _page(draft, form, _reduction(draft)), 400
    try:
        free_drafts.add_line(
            draft,
            description=form.description.data,
            quantity_thousandths=number(form.quantity.data),
            unit=Unit(form.unit.data),
            unit_price_ore=number(form.price.data),
            goods=form.goods.data,
            supplied_on=given(form.supplied_on.data),
        )
    except Invalid as error:
        db.session.rollback()
        form[error.field or "description"].errors = [say(error)]
        return _page(draft, form, _reduction(draft)), 400
    db.session.commit()
    flash(gettext("Raden är tillagd."), "success")
    return _back(draft)


@blueprint.post("/<public_id>/remove-line")
@open_to(*STAFF)
def remove_line(public_id: str) -> Response:
    """Take a line off."""
    draft = _draft(public_id)
    free_drafts.remove_line(draft, request.form.get("position", 0, type=int))
    db.session.commit()
    return _back(draft)


@blueprint.post("/<public_id>/tax-reduction")
@open_to(*STAFF)
def reduce(public_id: str) -> tuple[str, int] | Response:
    """Say what of the price is asked of the tax agency."""
    draft, form = _draft(public_id), TaxReductionForm()
    if not form.validate_on_submit():
        return _page(draft, LineForm(formdata=None), form), 400
    try:
        free_drafts.set_tax_reduction(draft, number(form.tax_reduction.data))
    except MarketplaceError as error:
        db.session.rollback()
        form.tax_reduction.errors = [say(error)]
        return _page(draft, LineForm(formdata=None), form), 400
    db.session.commit()
    return _back(draft)


def _draft(public_id: str) -> Invoice:
    return find(
        Invoice,
        public_id,
        Invoice.cooperative_id == own.cooperative().id,
        Invoice.status == InvoiceStatus.DRAFT,
    )


def _known() -> list[int]:
    return [one.id for one in customers.of_cooperative(own.cooperative().id)]


def _draft_form() -> DraftForm:
    form = DraftForm()
    found = customers.of_cooperative(own.cooperative().id)
    form.company.choices = options((one.public_id, one.name) for one in found)
    if request.method == "GET":
        form.company.data = request.args.get("company")
    return form


def _reduction(draft: Invoice) -> TaxReductionForm:
    return TaxReductionForm(formdata=None, tax_reduction=draft.tax_reduction_ore)


def _new_page(form: DraftForm) -> str:
    return render_template("cooperatives/drafts/new.html", form=form)


def _page(draft: Invoice, form: LineForm, reduction: TaxReductionForm) -> str:
    return render_template(
        "cooperatives/drafts/edit.html",
        draft=draft,
        lines=line_words(draft),
        sums=demanded(invoices.preview(draft)) if draft.lines else [],
        form=form,
        reduction=reduction,
        is_person=draft.company.buyer_sector == BuyerSector.PRIVATE_PERSON,
        is_grant=draft.kind == InvoiceKind.REQUISITION,
    )


def _back(draft: Invoice) -> Response:
    return redirect(url_for("cooperatives.drafts.edit", public_id=draft.public_id), 303)
