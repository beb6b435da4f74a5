"""Signing in by password or by a link in a mail; signing out."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, session
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from marketplace.access import forget, open_to, remember
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.users import User
from marketplace.services import accounts, sessions
from marketplace.web.addresses import safe_next
from marketplace.web.errors import say
from marketplace.web.page import home_url
from marketplace.web.public.forms import LinkForm, SignInForm

blueprint = Blueprint("sign_in", __name__, url_prefix="/sign-in")


@blueprint.route("", methods=["GET", "POST"])
@open_to()
def new() -> str | tuple[str, int] | Response:
    """Ask for mail address and password."""
    form = SignInForm()
    if not form.validate_on_submit():
        status = 400 if form.errors else 200
        return render_template("public/sign_in/new.html", form=form, link_form=LinkForm()), status
    try:
        user = accounts.by_password(form.email.data, form.password.data, request.remote_addr or "")
    except Invalid as error:
        db.session.commit()  # the failed try is counted
        form.email.errors = [say(error)]
        return render_template("public/sign_in/new.html", form=form, link_form=LinkForm()), 400
    return _welcome(user, request.args.get("next"))


@blueprint.post("/links")
@open_to()
def send_link() -> tuple[str, int] | str:
    """Mail a link. The answer is the same whether the address is known or not."""
    form = LinkForm()
    if not form.validate_on_submit():
        return render_template("public/sign_in/new.html", form=SignInForm(), link_form=form), 400
    accounts.send_link(form.link_email.data, request.remote_addr or "", base_url=_base_url())
    db.session.commit()
    return render_template("public/sign_in/sent.html", email=form.link_email.data)


@blueprint.get("/links/<token>")
@open_to()
def open_link(token: str) -> str | tuple[str, int]:
    """Show a button. Opening the link never uses it up: mail scanners open links too."""
    user = accounts.peek_link(token)
    if user is None:
        return render_template("public/sign_in/old.html", link_form=LinkForm()), 410
    return render_template("public/sign_in/open.html", token=token, person=user)


@blueprint.post("/links/<token>")
@open_to()
def use_link(token: str) -> Response | tuple[str, int]:
    """Sign in by the link, once."""
    user = accounts.use_link(token)
    if user is None:
        return render_template("public/sign_in/old.html", link_form=LinkForm()), 410
    return _welcome(user, None)


@blueprint.post("/out")
@open_to()
def out() -> Response:
    """Sign out: the session ends on our side too."""
    if current_user.is_authenticated:
        sessions.end(current_user.get_id())
        forget()
        db.session.commit()
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    flash(gettext("Du är utloggad."), "success")
    return redirect("/", 303)


def _welcome(user: User, back: str | None) -> Response:
    token = sessions.start(user)
    role = user.role
    db.session.commit()
    language = session.get("language")
    session.clear()  # nothing planted before the sign-in lives on after it
    if language:
        session["language"] = language
    session.permanent = True
    remember(user, token)
    return redirect(safe_next(back) if back else home_url(role), 303)


def _base_url() -> str:
    return str(current_app.config["PUBLIC_URL"])
