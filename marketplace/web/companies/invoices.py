"""Invoices of a company: what is to be paid, how, and until when."""

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access import open_to
from marketplace.errors import N_, NotFound
from marketplace.models.invoices import Invoice
from marketplace.models.users import Role
from marketplace.services import invoices, payments
from marketplace.web.companies import facts, own
from marketplace.web.states import settlement_state

blueprint = Blueprint("invoices", __name__, url_prefix="/invoices")
A_PAGE = 20
UNPAID = ("open", "partly", "overdue")


@blueprint.get("")
@open_to(Role.COMPANY)
def index() -> str:
    """All invoices, newest first, or those still to be paid."""
    found = invoices.listed(company_id=own.company().id)
    settled = payments.settlements(found)
    unpaid = [one for one in found if settled[one.id].state in UNPAID]
    only_unpaid = request.args.get("state") == "unpaid"
    shown = unpaid if only_unpaid else found
    pages = max(1, -(-len(shown) // A_PAGE))
    page = max(1, min(request.args.get("page", 1, type=int), pages))
    return render_template(
        "companies/invoices/index.html",
        invoices=shown[(page - 1) * A_PAGE : page * A_PAGE],
        states={key: settlement_state(one) for key, one in settled.items()},
        owed_ore=sum(settled[one.id].open_ore for one in unpaid),
        counts=(len(found), len(unpaid)),
        only_unpaid=only_unpaid,
        page=page,
        pages=pages,
        previous_url=_url(page - 1, only_unpaid=only_unpaid) if page > 1 else None,
        next_url=_url(page + 1, only_unpaid=only_unpaid) if page < pages else None,
    )


@blueprint.get("/<public_id>")
@open_to(Role.COMPANY)
def show(public_id: str) -> str:
    """One invoice: how to pay it, what it is for, what has been paid."""
    invoice = own.invoice(public_id)
    settlement = payments.settlement(invoice)
    return render_template(
        "companies/invoices/show.html",
        invoice=invoice,
        settlement=settlement,
        is_credit=(invoice.payable_ore or 0) < 0,
        facts=facts.of_invoice(invoice, settlement),
        state=settlement_state(settlement),
        payments=payments.of_invoice(invoice),
        has_pdf=invoices.pdf(invoice) is not None,
    )


@blueprint.get("/<public_id>/pdf")
@open_to(Role.COMPANY)
def pdf(public_id: str) -> Response:
    """The invoice as it was printed."""
    invoice = own.invoice(public_id)
    content = invoices.pdf(invoice)
    if content is None:
        raise NotFound(N_("Fakturan skrivs ut just nu. Försök igen om en liten stund."))
    return Response(
        content,
        mimetype=invoices.PDF,
        headers={"Content-Disposition": f'inline; filename="{_file_name(invoice)}"'},
    )


def _url(page: int, *, only_unpaid: bool) -> str:
    state = "unpaid" if only_unpaid else None
    return url_for("companies.invoices.index", page=page, state=state)


def _file_name(invoice: Invoice) -> str:
    return f"{gettext('faktura')}-{invoice.label}.pdf"
