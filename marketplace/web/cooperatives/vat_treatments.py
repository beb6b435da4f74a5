"""The cooperative's word on how its work is taxed: Kooptjänst does not judge itself."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to
from marketplace.database import db
from marketplace.models.agreements import Agreement, VatTreatment
from marketplace.services import vat_treatments
from marketplace.web.cooperatives import own

blueprint = Blueprint("vat_treatments", __name__, url_prefix="/vat-treatments")


@blueprint.post("/<public_id>/sign")
@open_to(*own.ADMIN)
def sign(public_id: str) -> Response:
    """Agree: drafts follow it from now on."""
    treatment = _treatment(public_id)
    vat_treatments.sign(treatment, actor())
    db.session.commit()
    flash(gettext("Momsvalet gäller nu."), "success")
    return _back(treatment)


@blueprint.post("/<public_id>/refuse")
@open_to(*own.ADMIN)
def refuse(public_id: str) -> Response:
    """Do not agree: nothing changes."""
    treatment = _treatment(public_id)
    vat_treatments.refuse(treatment, actor())
    db.session.commit()
    flash(gettext("Ni sa nej. Momsen är som förut."), "success")
    return _back(treatment)


def _treatment(public_id: str) -> VatTreatment:
    within = VatTreatment.agreement.has(Agreement.cooperative_id == own.cooperative().id)
    return find(VatTreatment, public_id, within)


def _back(treatment: VatTreatment) -> Response:
    agreement = treatment.agreement.public_id
    return redirect(url_for("cooperatives.agreements.edit", public_id=agreement), 303)
