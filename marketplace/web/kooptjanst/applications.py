"""Companies that ask to join a network: seen, answered, and thrown away on request."""

from collections.abc import Sequence

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to, recently_confirmed_for_files
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.network_applications import NetworkApplication
from marketplace.models.places import Network, NetworkStatus
from marketplace.models.users import Role
from marketplace.services import applications, customers, invitations
from marketplace.web import events, lists
from marketplace.web.errors import say
from marketplace.web.kooptjanst.network_forms import AcceptForm, DeclineForm
from marketplace.web.kooptjanst.network_words import ANSWERS
from marketplace.web.lists import Choice, Column

blueprint = Blueprint("applications", __name__, url_prefix="/applications")
CHOICES = (Choice("status", N_("Läge"), {one.value: text for one, (text, _) in ANSWERS.items()}),)


@blueprint.get("")
@recently_confirmed_for_files
@open_to(Role.KOOPTJANST)
def index() -> str | Response:
    """Every application, answered or not, newest first."""
    listed = lists.read(applications.source(), CHOICES)
    columns = _columns()
    return listed.file("ansokningar", columns) or render_template(
        "kooptjanst/applications/index.html",
        listed=listed,
        columns=listed.heads(columns),
        statuses={status: (gettext(text), kind) for status, (text, kind) in ANSWERS.items()},
    )


@blueprint.get("/<public_id>")
@open_to(Role.KOOPTJANST)
def show(public_id: str) -> str:
    """What the company wrote, whether it is known, and the answer."""
    return _page(_application(public_id), DeclineForm(formdata=None))


@blueprint.post("/<public_id>/accept")
@open_to(Role.KOOPTJANST)
def accept(public_id: str) -> tuple[str, int] | Response:
    """Say yes: a link goes out, or a company that signed in is in at once."""
    application = _application(public_id, lock=True)
    try:
        membership = applications.accept(
            application,
            actor(),
            base_url=str(current_app.config["PUBLIC_URL"]),
            is_public_body=bool(AcceptForm().is_public_body.data),
        )
    except Invalid as error:
        db.session.rollback()
        return _page(application, DeclineForm(formdata=None), say(error)), 400
    contact = invitations.contact_of(membership)
    db.session.commit()
    if membership.status == NetworkStatus.ACTIVE:
        flash(gettext("%(name)s är med i nätverket.", name=application.company_name), "success")
    elif contact is not None:
        flash(gettext("En länk är på väg till %(email)s.", email=contact.email), "success")
    return _to(application)


@blueprint.post("/<public_id>/decline")
@open_to(Role.KOOPTJANST)
def decline(public_id: str) -> tuple[str, int] | Response:
    """Say no, in words that are sent."""
    application, form = _application(public_id, lock=True), DeclineForm()
    try:
        applications.decline(application, form.words.data or "", actor())
    except Invalid as error:
        db.session.rollback()
        form.words.errors = [say(error)]
        return _page(application, form), 400
    db.session.commit()
    flash(gettext("Svaret är skickat till %(email)s.", email=application.email), "success")
    return _to(application)


@blueprint.post("/<public_id>/forget")
@open_to(Role.KOOPTJANST)
def forget(public_id: str) -> Response:
    """Throw an answered application away before its time, where somebody asks for it."""
    applications.forget(_application(public_id, lock=True), actor())
    db.session.commit()
    flash(gettext("Ansökan är raderad."), "success")
    return redirect(url_for("kooptjanst.applications.index"), 303)


def _application(public_id: str, *, lock: bool = False) -> NetworkApplication:
    place = joinedload(NetworkApplication.network).joinedload(Network.municipality)
    return find(NetworkApplication, public_id, options=(place,), lock=lock)


def _page(application: NetworkApplication, form: DeclineForm, trouble: str = "") -> str:
    known = application.company or customers.known(application.organisation_number)
    return render_template(
        "kooptjanst/applications/show.html",
        application=application,
        form=form,
        accepting=AcceptForm(),
        trouble=trouble,
        status=ANSWERS[application.status],
        known=known,
        people=invitations.people_of(known.id) if known else [],
        events=events.of(application),
    )


def _to(application: NetworkApplication) -> Response:
    address = url_for("kooptjanst.applications.show", public_id=application.public_id)
    return redirect(address, 303)


def _columns() -> Sequence[Column[NetworkApplication]]:
    return (
        Column(N_("Företag"), lambda row: row.company_name, "company"),
        Column(N_("Kommun"), lambda row: row.network.municipality.name),
        Column(N_("Kontaktperson"), lambda row: row.contact_name),
        Column(N_("E-postadress"), lambda row: row.email, on_page=False),
        Column(N_("Telefon"), lambda row: row.phone, on_page=False),
        Column(N_("Läge"), lambda row: gettext(ANSWERS[row.status][0])),
        Column(N_("Kom in"), lambda row: row.applied_at, "applied"),
    )
