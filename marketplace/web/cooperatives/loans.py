"""Lending: ask another cooperative, answer when asked, and bill what was lent."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, chosen, find, open_to, viewer
from marketplace.database import db
from marketplace.models.cooperatives import Cooperative
from marketplace.models.lending import Loan, LoanStatus
from marketplace.models.members import Member
from marketplace.models.postings import Posting, Shift
from marketplace.services import filling, lending
from marketplace.web.cooperatives import own

blueprint = Blueprint("loans", __name__, url_prefix="/loans")


@blueprint.get("")
@open_to(*STAFF)
def index() -> str:
    """What others ask for, and what is lent and not billed."""
    lent = lending.to_settle(own.cooperative().id)
    borrowers = {loan.shift.posting.cooperative for loan, _ in lent}
    return render_template(
        "cooperatives/loans/index.html",
        asked=lending.asked_of(own.cooperative().id),
        lent=lent,
        borrowers=sorted(borrowers, key=lambda one: one.name),
    )


@blueprint.get("/shifts/<public_id>")
@open_to(*STAFF)
def new(public_id: str) -> str:
    """The cooperatives within reach."""
    shift = _shift(public_id)
    return render_template(
        "cooperatives/loans/new.html",
        shift=shift,
        posting=shift.posting,
        lenders=lending.lenders(shift),
    )


@blueprint.post("/shifts/<public_id>")
@open_to(*STAFF)
def ask(public_id: str) -> Response:
    """Ask one of them."""
    shift = _shift(public_id)
    lender = chosen(Cooperative, request.form.get("cooperative", ""))
    lending.ask(shift, lender, actor())
    db.session.commit()
    flash(gettext("%(name)s har fått frågan.", name=lender.name), "success")
    return redirect(url_for("cooperatives.crews.show", public_id=shift.posting.public_id), 303)


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def edit(public_id: str) -> str:
    """What is asked for, and who of one's own could go."""
    loan = _asked(public_id)
    page = render_template(
        "cooperatives/loans/edit.html",
        loan=loan,
        shift=loan.shift,
        posting=loan.shift.posting,
        picks=[one for one in _picks(loan) if not one.warnings],
    )
    db.session.commit()  # those whose needs were read can see it
    return page


@blueprint.post("/<public_id>")
@open_to(*STAFF)
def offer(public_id: str) -> Response:
    """Offer somebody, who is asked at once."""
    loan = _asked(public_id)
    member = chosen(
        Member, request.form.get("member", ""), Member.cooperative_id == viewer().cooperative_id
    )
    lending.offer(loan, member, actor(), base_url=current_app.config["PUBLIC_URL"])
    db.session.commit()
    flash(gettext("%(name)s har fått frågan.", name=member.short_name), "success")
    return redirect(url_for("cooperatives.loans.index"), 303)


@blueprint.post("/<public_id>/refuse")
@open_to(*STAFF)
def refuse(public_id: str) -> Response:
    """Say that nobody can be lent."""
    lending.refuse(_asked(public_id), actor())
    db.session.commit()
    flash(gettext("Det andra kooperativet ser att ni inte kan den här gången."), "success")
    return redirect(url_for("cooperatives.loans.index"), 303)


@blueprint.post("/invoices")
@open_to(*STAFF)
def bill() -> Response:
    """Draft an invoice of what was lent to one cooperative."""
    borrower = chosen(Cooperative, request.form.get("cooperative", ""))
    draft = lending.draft_invoice(own.cooperative(), borrower, actor())
    db.session.commit()
    flash(gettext("Utkastet är gjort. Läs igenom och utfärda det."), "success")
    return redirect(url_for("cooperatives.invoices.show", public_id=draft.public_id), 303)


def _picks(loan: Loan) -> list[filling.Pick]:
    return list(filling.picks(loan.shift, actor(), own.cooperative()))


def _asked(public_id: str) -> Loan:
    mine = Loan.lender_id == viewer().cooperative_id
    return find(Loan, public_id, mine, Loan.status == LoanStatus.ASKED)


def _shift(public_id: str) -> Shift:
    mine = Posting.cooperative_id == viewer().cooperative_id
    return find(Shift, public_id, Shift.posting.has(mine))
