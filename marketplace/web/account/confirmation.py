"""Proving once more who one is, before a page that asks for it."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from marketplace.access import open_to, own_session, remember, viewer
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.users import Role
from marketplace.services import accounts, own_codes, second_factors, sessions
from marketplace.web import entering
from marketplace.web.account.forms import CodeForm, OwnCodeForm, ProofForm
from marketplace.web.addresses import safe_next
from marketplace.web.errors import say

blueprint = Blueprint("confirmation", __name__, url_prefix="/confirmation")


@blueprint.route("", methods=["GET", "POST"])
@open_to(*Role)
def new() -> str | tuple[str, int] | Response:
    """Ask for the code or the password, whichever this person has."""
    form = _form()
    if form is None or not form.validate_on_submit():
        return _page(form), 400 if form and form.errors else 200
    try:
        _check(form)
    except Invalid as error:
        db.session.commit()  # the failed try is counted
        next(field for field in form if field.name in form.data).errors = [say(error)]
        return _page(form), 400
    token = sessions.confirm(own_session())
    db.session.commit()
    remember(token)
    return redirect(safe_next(request.args.get("next")), 303)


@blueprint.post("/link")
@open_to(*Role)
def send_link() -> Response:
    """Mail a link to whoever has no password, or does not remember it."""
    user, back = viewer(), request.args.get("next")
    accounts.send_link(
        user.email or "", request.remote_addr or "", base_url=str(current_app.config["PUBLIC_URL"])
    )
    db.session.commit()
    entering.remember_page_to_confirm(user, back)
    flash(gettext("Titta i din e-post och öppna länken i den här webbläsaren."), "success")
    return redirect(url_for("account.confirmation.new", next=back), 303)


def _form() -> FlaskForm | None:
    """What this person can prove it by; None where only a link will do."""
    if second_factors.is_on(viewer()):
        return CodeForm()
    if viewer().code_hash is not None:
        return OwnCodeForm()
    return ProofForm() if viewer().password_hash else None


def _page(form: FlaskForm | None) -> str:
    return render_template(
        "account/confirmation/new.html",
        form=form,
        person=viewer(),
        back=request.args.get("next"),
    )


def _check(form: FlaskForm) -> None:
    if isinstance(form, CodeForm):
        second_factors.check(viewer(), form.code.data)
    elif isinstance(form, OwnCodeForm):
        own_codes.prove(viewer(), form.own_code.data)
    else:
        accounts.prove(viewer(), form.password.data)
