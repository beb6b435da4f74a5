"""An invitation to a network, opened by its link: what it means, and a yes or a no."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.database import db
from marketplace.models.companies import Company
from marketplace.models.places import NetworkMembership, NetworkStatus
from marketplace.models.users import User
from marketplace.services import invitations
from marketplace.web import entering
from marketplace.web.public.forms import LinkForm

blueprint = Blueprint("invitations", __name__, url_prefix="/invitations")


@blueprint.get("/<token>")
@open_to()
def show(token: str) -> str | tuple[str, int]:
    """What the network is and what it asks; opening the link answers nothing."""
    membership = invitations.of_token(token)
    if membership is None:
        return _gone()
    return render_template(
        "public/invitations/show.html",
        token=token,
        membership=membership,
        company=_company(membership),
        link_form=LinkForm(formdata=None),
    )


@blueprint.post("/<token>/accept")
@open_to()
def accept(token: str) -> Response | tuple[str, int]:
    """Say yes, once; who has never been here is let in by it, others sign in as they do."""
    membership = invitations.of_token(token, lock=True)
    if membership is None:
        return _gone()
    if membership.status == NetworkStatus.ACTIVE:
        return redirect(url_for("public.invitations.show", token=token), 303)
    invitations.accept(membership, invitations.as_actor(_company(membership)))
    contact = invitations.contact_of(membership)
    return _let_in(contact)


@blueprint.post("/<token>/decline")
@open_to()
def decline(token: str) -> Response | tuple[str, int]:
    """Say no; the same link says yes after all."""
    membership = invitations.of_token(token, lock=True)
    if membership is None:
        return _gone()
    invitations.decline(membership, invitations.as_actor(_company(membership)))
    db.session.commit()
    return redirect(url_for("public.invitations.show", token=token), 303)


def _let_in(contact: User | None) -> Response:
    """To the company's first page: at once for somebody new, by signing in for all others."""
    flash_words = gettext("Välkomna! Ni är med i nätverket. Lägg upp ett jobb när ni vill.")
    if contact is not None and invitations.is_new(contact):
        answer = entering.enter(contact, None)
        flash(flash_words, "success")
        return answer
    db.session.commit()
    flash(flash_words, "success")
    if current_user.is_authenticated:
        return redirect(url_for("public.start.show"), 303)
    return redirect(url_for("public.sign_in.new", next=url_for("companies.today.show")), 303)


def _company(membership: NetworkMembership) -> Company:
    return db.session.get_one(Company, membership.company_id)


def _gone() -> tuple[str, int]:
    return render_template("public/invitations/gone.html", link_form=LinkForm(formdata=None)), 410
