"""Lending: ask another cooperative, answer when asked, and bill what was lent."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, chosen, find, open_to, viewer
from marketplace.clock import now
from marketplace.database import db
from marketplace.models.cooperatives import Cooperative
from marketplace.models.lending import Loan, LoanStatus
from marketplace.models.members import Member
from marketplace.models.postings import Posting, Shift
from marketplace.services import filling, lending, loan_lists
from marketplace.web import events, lists
from marketplace.web.cooperatives import loan_words, own

blueprint = Blueprint("loans", __name__, url_prefix="/loans")


@blueprint.get("")
@open_to(*STAFF)
def index() -> str | Response:
    """What others ask for, what is lent and not billed, and every loan there has been."""
    mine = own.cooperative()
    listed = lists.read(loan_lists.source(mine), loan_words.choices())
    columns = loan_words.columns(mine)
    file = listed.file(f"{mine.slug}-utlaning", columns)
    if file is not None:
        return file
    lent = lending.to_settle(own.cooperative().id)
    borrowers = {loan.shift.posting.cooperative for loan, _ in lent}
    return render_template(
        "cooperatives/loans/index.html",
        asked=lending.asked_of(own.cooperative().id),
        lent=lent,
        borrowers=sorted(borrowers, key=lambda one: one.name),
        listed=listed,
        columns=listed.heads(columns),
        states={loan.id: loan_words.state_of(loan) for loan in listed.rows},
        others={loan.id: loan_words.other_of(loan, mine) for loan in listed.rows},
        sides={name: gettext(words) for name, words in loan_words.SIDES.items()},
        own=mine,
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
    lending.ask(shift, lender, actor(), base_url=current_app.config["PUBLIC_URL"])
    db.session.commit()
    flash(gettext("%(name)s har fått frågan.", name=lender.name), "success")
    return redirect(url_for("cooperatives.crews.show", public_id=shift.posting.public_id), 303)


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def show(public_id: str) -> str:
    """One loan, for both sides: where it stands, what has happened, and who could go."""
    loan = _loan(public_id)
    is_lender = loan.lender_id == viewer().cooperative_id
    answers = is_lender and loan.status == LoanStatus.ASKED
    page = render_template(
        "cooperatives/loans/show.html",
        loan=loan,
        shift=loan.shift,
        posting=loan.shift.posting,
        is_lender=is_lender,
        answers=answers,
        over=loan.shift.starts_at <= now(),
        state=loan_words.state_of(loan),
        picks=[one for one in _picks(loan) if not one.warnings] if answers else [],
        events=events.of(loan),
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
    lending.refuse(_asked(public_id), actor(), base_url=current_app.config["PUBLIC_URL"])
    db.session.commit()
    flash(gettext("Det andra kooperativet ser att ni inte kan den här gången."), "success")
    return redirect(url_for("cooperatives.loans.show", public_id=public_id), 303)


@blueprint.post("/<public_id>/take-back")
@open_to(*STAFF)
def take_back(public_id: str) -> Response:
    """Undo: the lender's no, or the borrower's question."""
    loan = _loan(public_id)
    if loan.lender_id == viewer().cooperative_id:
        lending.take_back_refusal(loan, actor())
        text = gettext("Frågan står kvar. Välj någon, eller svara senare.")
    else:
        lending.withdraw(loan, actor())
        text = gettext("Frågan är återtagen.")
    db.session.commit()
    flash(text, "success")
    return redirect(url_for("cooperatives.loans.show", public_id=public_id), 303)


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


def _loan(public_id: str) -> Loan:
    mine = viewer().cooperative_id
    taken = Loan.shift.has(Shift.posting.has(Posting.cooperative_id == mine))
    return find(Loan, public_id, (Loan.lender_id == mine) | taken)


def _asked(public_id: str) -> Loan:
    mine = Loan.lender_id == viewer().cooperative_id
    return find(Loan, public_id, mine, Loan.status == LoanStatus.ASKED)


def _shift(public_id: str) -> Shift:
    mine = Posting.cooperative_id == viewer().cooperative_id
    return find(Shift, public_id, Shift.posting.has(mine))
