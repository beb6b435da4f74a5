"""One's own password: chosen, changed."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to, own_session, recently_confirmed, remember, viewer
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.users import Role
from marketplace.services import accounts
from marketplace.web.account.forms import PasswordForm
from marketplace.web.errors import say

blueprint = Blueprint("password", __name__, url_prefix="/password")


@blueprint.route("", methods=["GET", "POST"])
@recently_confirmed
@open_to(*Role)
def edit() -> str | tuple[str, int] | Response:
    """Choose a password, or change it; everywhere else one is signed out."""
    form = _form()
    if not form.validate_on_submit():
        return render_template("account/password/edit.html", form=form), 400 if form.errors else 200
    try:
        token = _change(form)
    except Invalid as error:
        db.session.commit()  # a wrong password is counted
        form[error.field or "password"].errors = [say(error)]
        return render_template("account/password/edit.html", form=form), 400
    db.session.commit()
    remember(token)
    flash(gettext("Lösenordet är bytt. Alla andra ställen är utloggade."), "success")
    return redirect(url_for("account.sessions.index"), 303)


def _form() -> PasswordForm:
    form = PasswordForm()
    if viewer().password_hash is None:
        del form.current
    return form


def _change(form: PasswordForm) -> str:
    if "current" in form:
        accounts.prove(viewer(), form.current.data, field="current")
    return accounts.change_password(own_session(), form.password.data, actor())
