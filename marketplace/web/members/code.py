"""My own code before the pages about me: a phone is often shared."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from marketplace.access import actor, open_to, recently_confirmed, viewer
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.users import Role
from marketplace.services import own_codes
from marketplace.web.errors import say

blueprint = Blueprint("code", __name__, url_prefix="/code")


class NewCodeForm(FlaskForm):
    """A code to be."""

    code = PasswordField(
        _l("Min kod"),
        [InputRequired(_l("Skriv 4 till 8 siffror.")), Length(max=40)],
        render_kw={"autocomplete": "new-password", "inputmode": "numeric"},
    )


@blueprint.route("", methods=["GET", "POST"])
@recently_confirmed
@open_to(Role.MEMBER)
def edit() -> str | tuple[str, int] | Response:
    """Choose a code, or another one."""
    form = NewCodeForm()
    if not form.validate_on_submit():
        return _page(form), 400 if form.errors else 200
    try:
        own_codes.choose(viewer(), form.code.data, actor())
    except Invalid as error:
        form.code.errors = [say(error)]
        return _page(form), 400
    db.session.commit()
    flash(gettext("Koden är sparad. Vi frågar efter den innan vi visar sidor om dig."), "success")
    return redirect(url_for("members.about_me.show"), 303)


@blueprint.post("/remove")
@recently_confirmed
@open_to(Role.MEMBER)
def remove() -> Response:
    """Be without a code again."""
    own_codes.take_away(viewer(), actor())
    db.session.commit()
    flash(gettext("Koden är borttagen."), "success")
    return redirect(url_for("members.about_me.show"), 303)


def _page(form: NewCodeForm) -> str:
    return render_template("members/code/edit.html", form=form, chosen=viewer().code_hash)
