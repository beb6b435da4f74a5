"""One's code app: begun with a picture to scan, on from its first right code, taken away."""

import io

import segno
from flask import Blueprint, Response, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from marketplace import totp
from marketplace.access import actor, open_to, own_session, recently_confirmed, remember, viewer
from marketplace.database import db
from marketplace.errors import N_, Invalid, NotFound
from marketplace.models.users import Role, SecondFactor
from marketplace.services import second_factors, sessions
from marketplace.settings import Settings
from marketplace.web.account.forms import CodeForm
from marketplace.web.errors import say

blueprint = Blueprint("second_factor", __name__, url_prefix="/second-factor")
PICTURE_SCALE = 6


@blueprint.get("")
@recently_confirmed
@open_to(*Role)
def show() -> str:
    """What there is, and the next step."""
    return _page(CodeForm())


@blueprint.post("/begin")
@recently_confirmed
@open_to(*Role)
def begin() -> AnyResponse:
    """Make a secret for the phone to scan."""
    second_factors.begin(viewer())
    db.session.commit()
    return redirect(url_for("account.second_factor.show"), 303)


@blueprint.get("/picture.svg")
@recently_confirmed
@open_to(*Role)
def picture() -> Response:
    """The secret as a picture, until it is on; never after."""
    factor = second_factors.of(viewer())
    if factor is None or factor.on_since is not None:
        raise NotFound(N_("Det finns ingen bild att läsa av."))
    drawn = io.BytesIO()
    segno.make(_address(factor), error="m").save(
        drawn, kind="svg", scale=PICTURE_SCALE, border=4, light="#fff"
    )
    return Response(drawn.getvalue(), mimetype="image/svg+xml")


@blueprint.post("/on")
@recently_confirmed
@open_to(*Role)
def turn_on() -> str | tuple[str, int]:
    """Take the first code; answer with the recovery codes, which are shown this once."""
    form = CodeForm()
    if not form.validate_on_submit():
        return _page(form), 400
    try:
        codes = second_factors.turn_on(viewer(), form.code.data, actor())
    except Invalid as error:
        db.session.commit()  # the failed try is counted
        form.code.errors = [say(error)]
        return _page(form), 400
    sessions.end_all(viewer(), but=own_session())
    return _codes(codes)


@blueprint.post("/recovery-codes")
@recently_confirmed
@open_to(*Role)
def renew() -> str:
    """New recovery codes instead of the old ones."""
    return _codes(second_factors.renew_recovery_codes(viewer(), actor()))


@blueprint.post("/off")
@recently_confirmed
@open_to(*Role)
def turn_off() -> AnyResponse:
    """Ask for no code any more."""
    second_factors.turn_off(viewer(), actor())
    db.session.commit()
    flash(gettext("Kodappen är borttagen."), "success")
    return redirect(url_for("account.second_factor.show"), 303)


def _codes(codes: list[str]) -> str:
    token = sessions.confirm(own_session(), with_code=True)
    db.session.commit()
    remember(token)
    return render_template("account/second_factor/codes.html", codes=codes)


def _page(form: CodeForm) -> str:
    settings: Settings = current_app.extensions["settings"]
    user = viewer()
    factor = second_factors.of(user)
    begun = factor is not None and factor.on_since is None
    return render_template(
        "account/second_factor/show.html",
        form=form,
        factor=factor,
        spelled=totp.spelled(second_factors.secret_of(factor)) if factor and begun else "",
        codes_left=second_factors.codes_left(factor) if factor else 0,
        demanded=user.role in second_factors.DEMANDED_OF,
        enforced=settings.production,
    )


def _address(factor: SecondFactor) -> str:
    account = viewer().email or viewer().name
    return totp.address(second_factors.secret_of(factor), account, second_factors.ISSUER)
