"""The network of the company's municipality: how many of those promised, who has gone quiet; and
the company's own yes or no to it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to, viewer
from marketplace.database import db
from marketplace.models.places import Network, NetworkMembership
from marketplace.models.users import Role
from marketplace.services import applications, invitations, networks
from marketplace.web import lists
from marketplace.web.companies import events, neighbours, own

blueprint = Blueprint("network", __name__, url_prefix="/network")


@blueprint.get("")
@open_to(Role.COMPANY)
def show() -> str | Response:
    """Each network where the company works, or is asked to join: who is in it, and whether it is
    itself."""
    company = own.company()
    around = networks.around(company)
    listed = lists.read(*neighbours.wished(around))
    happened, places = networks.own_happenings(company)
    return listed.file("natverk", neighbours.COLUMNS) or render_template(
        "companies/network/show.html",
        company=company,
        listed=listed,
        columns=listed.heads(neighbours.COLUMNS),
        applied=applications.waiting_of(company),
        networks=[
            (
                state,
                next((one for one in standings if one.company.id == company.id), None),
            )
            for state, standings in around
        ],
        events=events.told(
            happened, lambda one: places.get((one.subject_type, one.subject_id), "")
        ),
    )


@blueprint.post("/apply")
@open_to(Role.COMPANY)
def apply() -> Response:
    """Ask to join the network of a municipality."""
    network = find(
        Network, request.form.get("network", ""), options=(joinedload(Network.municipality),)
    )
    applications.apply_signed_in(network, viewer(), actor())
    return _done(gettext("Er ansökan är skickad. Kooptjänst svarar med e-post."))


@blueprint.post("/<public_id>/accept")
@open_to(Role.COMPANY)
def accept(public_id: str) -> Response:
    """Say yes to an invitation, also after a no."""
    invitations.accept(_membership(public_id), actor())
    return _done(gettext("Välkomna! Ni är med i nätverket. Lägg upp ett jobb när ni vill."))


@blueprint.post("/<public_id>/decline")
@open_to(Role.COMPANY)
def decline(public_id: str) -> Response:
    """Say no to an invitation."""
    invitations.decline(_membership(public_id), actor())
    return _done(gettext("Ni har tackat nej. Ni kan ändra er här när ni vill."))


@blueprint.post("/<public_id>/leave")
@open_to(Role.COMPANY)
def leave(public_id: str) -> Response:
    """Leave the network; jobs that are under way stay."""
    invitations.leave(_membership(public_id), actor())
    return _done(gettext("Ni har lämnat nätverket. Era jobb och fakturor finns kvar."))


def _membership(public_id: str) -> NetworkMembership:
    mine = NetworkMembership.company_id == own.company().id
    return find(NetworkMembership, public_id, mine, lock=True)


def _done(words: str) -> Response:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for("companies.network.show"), 303)
