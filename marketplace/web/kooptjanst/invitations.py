"""Inviting a company to a network; the invitation sent again or taken back."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.companies import Company
from marketplace.models.places import Network, NetworkMembership
from marketplace.models.users import Role, User
from marketplace.services import invitations
from marketplace.web import events
from marketplace.web.errors import say
from marketplace.web.kooptjanst.network_forms import InvitationForm
from marketplace.web.kooptjanst.network_words import STATUSES

blueprint = Blueprint("invitations", __name__, url_prefix="/invitations")


@blueprint.route("/<public_id>/new", methods=["GET", "POST"])
@open_to(Role.KOOPTJANST)
def new(public_id: str) -> str | tuple[str, int] | Response:
    """Invite a company to a network: a mail with a link goes to the person there."""
    network = find(Network, public_id, options=(joinedload(Network.municipality),))
    form = InvitationForm()
    if not form.validate_on_submit():
        return _form(network, form), 400 if request.method == "POST" else 200
    try:
        membership, is_new = invitations.invite(network, form.guest, actor(), base_url=_base_url())
    except Invalid as error:
        db.session.rollback()
        form[error.field or "organisation_number"].errors = [say(error)]
        return _form(network, form), 400
    contact = invitations.contact_of(membership) if is_new else None
    db.session.commit()
    flash(*_told(contact))
    return _to(membership)


@blueprint.get("/<public_id>")
@open_to(Role.KOOPTJANST)
def show(public_id: str) -> str:
    """One company's invitation: when it was sent, to whom, and what was done about it."""
    membership = _membership(public_id)
    return render_template(
        "kooptjanst/invitations/show.html",
        membership=membership,
        company=db.session.get_one(Company, membership.company_id),
        contact=invitations.contact_of(membership),
        status=STATUSES[membership.status],
        answerable=membership.status in invitations.ANSWERABLE,
        lives=invitations.LINK_LIVES,
        events=events.of(membership),
    )


@blueprint.post("/<public_id>/send-again")
@open_to(Role.KOOPTJANST)
def send_again(public_id: str) -> Response:
    """Send a new link; the one before opens nothing from now on."""
    membership = _membership(public_id, lock=True)
    contact = invitations.send_again(membership, actor(), base_url=_base_url())
    db.session.commit()
    flash(gettext("En ny länk är på väg till %(email)s.", email=contact.email), "success")
    return _to(membership)


@blueprint.post("/<public_id>/take-back")
@open_to(Role.KOOPTJANST)
def take_back(public_id: str) -> Response:
    """Take the invitation back."""
    membership = _membership(public_id, lock=True)
    invitations.take_back(membership, actor())
    db.session.commit()
    flash(gettext("Inbjudan är tillbakatagen. Länken öppnar inget längre."), "success")
    return _to(membership)


def _membership(public_id: str, *, lock: bool = False) -> NetworkMembership:
    place = joinedload(NetworkMembership.network).joinedload(Network.municipality)
    return find(NetworkMembership, public_id, options=(place,), lock=lock)


def _told(contact: User | None) -> tuple[str, str]:
    """Where the invitation went; nowhere, where the company had one."""
    if contact is None:
        return gettext("Företaget är redan inbjudet. Inget nytt är skickat."), "information"
    return gettext("Inbjudan är på väg till %(email)s.", email=contact.email), "success"


def _form(network: Network, form: InvitationForm) -> str:
    return render_template("kooptjanst/invitations/new.html", network=network, form=form)


def _to(membership: NetworkMembership) -> Response:
    address = url_for("kooptjanst.invitations.show", public_id=membership.public_id)
    return redirect(address, 303)


def _base_url() -> str:
    return str(current_app.config["PUBLIC_URL"])
