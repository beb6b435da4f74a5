"""Files from the bank: looked at before they are taken in."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from invoicing.bankfiles.payment import LARGEST_BYTES
from marketplace.access import STAFF, actor, find, open_to, viewer
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.bank_files import BankFile
from marketplace.security import takes_files
from marketplace.services import bank_files, received
from marketplace.web import events, lists
from marketplace.web.cooperatives import bank_lines, own
from marketplace.web.cooperatives.bank_lines import Payments
from marketplace.web.cooperatives.money_forms import BankFileForm, TakeInForm
from marketplace.web.errors import say
from marketplace.web.lists import Choice, Column, Listed
from marketplace.web.spreadsheets import Kind

blueprint = Blueprint("bank_files", __name__, url_prefix="/bank-files")
MOST_LEFT_OUT = 100
"""Lines of the file that tell of no payment: to see of what kind they are."""
CHOICES = (
    Choice("state", N_("Läge"), {"waiting": N_("Inte inläst än"), "taken_in": N_("Inläst")}),
)
COLUMNS: tuple[Column[BankFile], ...] = (
    Column(N_("Fil"), lambda file: file.name, "name"),
    Column(N_("Inlagd"), lambda file: file.uploaded_at, "uploaded"),
    Column(N_("Av"), lambda file: file.uploaded_by, on_page=False),
    Column(N_("Betalningar"), lambda file: file.payment_count, kind=Kind.WHOLE),
    Column(N_("Av sig själva"), lambda file: file.settled_count, kind=Kind.WHOLE),
    Column(
        N_("Läge"),
        lambda file: gettext("Inte inläst än") if file.is_waiting else gettext("Inläst"),
    ),
)


@blueprint.get("")
@open_to(*STAFF)
def index() -> str | Response:
    """Where a file is handed in, what waits for a person, and the files before."""
    return _listed().file("bankfiler", COLUMNS) or _page(BankFileForm(formdata=None))


@blueprint.post("")
@takes_files(LARGEST_BYTES)
@open_to(*STAFF)
def upload() -> tuple[str, int] | Response:
    """Read a file and show what taking it in would do."""
    form, given = BankFileForm(), request.files.get("file")
    try:
        if given is None or not given.filename:
            raise Invalid(N_("Välj en fil."), "file")
        file = bank_files.upload(own.cooperative(), given.filename, given.read(), actor())
    except Invalid as error:
        db.session.rollback()
        form.file.errors = [say(error)]
        return _page(form), 400
    db.session.commit()
    return _to(file)


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def show(public_id: str) -> str | Response:
    """What a waiting file would do, or what came of one that is taken in."""
    file = _own(public_id)
    payments = bank_lines.of(file)
    return bank_lines.file_of(payments, "bankfil") or _shown(
        file, payments, TakeInForm(formdata=None)
    )


@blueprint.post("/<public_id>/take-in")
@open_to(*STAFF)
def take_in(public_id: str) -> tuple[str, int] | Response:
    """Take the file in; pressed twice, or by two, it is taken in once."""
    file, form = _own(public_id), TakeInForm()
    try:
        new = bank_files.take_in(file, actor(), knows_account=form.knows_account.data)
    except Invalid as error:
        db.session.rollback()
        form.knows_account.errors = [say(error)]
        return _shown(file, bank_lines.of(file), form), 400
    db.session.commit()
    flash(*_told(file, new))
    return _to(file)


@blueprint.post("/<public_id>/discard")
@open_to(*STAFF)
def discard(public_id: str) -> Response:
    """Let go of a file that is not taken in."""
    bank_files.discard(_own(public_id), actor())
    db.session.commit()
    flash(gettext("Filen är borta. Inget har bokförts."), "success")
    return redirect(url_for("cooperatives.bank_files.index"), 303)


def _shown(file: BankFile, payments: Payments, form: TakeInForm) -> str:
    preview = payments.preview
    return render_template(
        "cooperatives/bank_files/show.html",
        file=file,
        form=form,
        preview=preview,
        left_out=preview.file.left_out[:MOST_LEFT_OUT] if preview else [],
        listed=payments.listed,
        columns=payments.listed.heads(payments.columns),
        lines=payments.lines,
        states={name: gettext(text) for name, text in payments.states.items()},
        waiting=received.count_waiting(file.cooperative_id),
        events=events.of(file),
    )


def _told(file: BankFile, new: bool) -> tuple[str, str]:
    if not new:
        return gettext("Filen var redan inläst. Inget har ändrats."), "information"
    settled = ngettext(
        "En betalning bokfördes av sig själv.",
        "%(num)s betalningar bokfördes av sig själva.",
        file.settled_count,
    )
    return gettext("Filen är inläst.") + " " + settled, "success"


def _listed() -> Listed[BankFile]:
    return lists.read(bank_files.source(own.cooperative().id), CHOICES)


def _page(form: BankFileForm) -> str:
    cooperative, listed = own.cooperative(), _listed()
    return render_template(
        "cooperatives/bank_files/index.html",
        tabs=own.tabs("cooperatives.bank_files.index"),
        form=form,
        listed=listed,
        columns=listed.heads(COLUMNS),
        waiting=received.count_waiting(cooperative.id),
        may_connect=viewer().role in own.ADMIN,
    )


def _own(public_id: str) -> BankFile:
    return find(BankFile, public_id, BankFile.cooperative_id == own.cooperative().id)


def _to(file: BankFile) -> Response:
    return redirect(url_for("cooperatives.bank_files.show", public_id=file.public_id), 303)
