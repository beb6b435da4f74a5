"""Signing in by password or by a link in a mail, with a code where one is needed; signing out."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.services import accounts, second_factors
from marketplace.web import entering
from marketplace.web.errors import say
from marketplace.web.public.forms import CodeForm, LinkForm, SignInForm

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
    return entering.enter(user, request.args.get("next"))


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
    return entering.enter(user, entering.page_to_confirm(user))


@blueprint.route("/code", methods=["GET", "POST"])
@open_to()
def code() -> str | tuple[str, int] | Response:
    """Ask for the code of the app, where password or link were right and one is needed."""
    half = entering.half_way()
    if half is None:
        return redirect(url_for("public.sign_in.new", next=request.args.get("next")), 303)
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("public/sign_in/code.html", form=form), 400 if form.errors else 200
    try:
        second_factors.check(half.user, form.code.data)
    except Invalid as error:
        db.session.commit()  # the failed try is counted
        form.code.errors = [say(error)]
        return render_template("public/sign_in/code.html", form=form), 400
    return entering.finish(half, request.args.get("next"))


@blueprint.post("/out")
@open_to()
def out() -> Response:
    """Sign out: the session ends on our side too."""
    entering.leave()
    db.session.commit()
    flash(gettext("Du är utloggad."), "success")
    return redirect("/", 303)


def _base_url() -> str:
    return str(current_app.config["PUBLIC_URL"])
