"""Forms of the doors open to anyone."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length, Regexp

MAIL = Regexp(
    r"^\s*[^@\s]+@[^@\s]+\.[^@\s]+\s*$", message=_l("Skriv hela adressen, som namn@foretag.se.")
)


class SignInForm(FlaskForm):
    """Mail address and password."""

    email = StringField(
        _l("E-postadress"),
        [InputRequired(_l("Skriv din e-postadress.")), Length(max=254), MAIL],
        render_kw={"autocomplete": "username", "inputmode": "email"},
    )
    password = PasswordField(
        _l("Lösenord"),
        [InputRequired(_l("Skriv ditt lösenord.")), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )


class LinkForm(FlaskForm):
    """The address a sign-in link goes to."""

    link_email = StringField(
        _l("E-postadress"),
        [InputRequired(_l("Skriv din e-postadress.")), Length(max=254), MAIL],
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )


class CodeForm(FlaskForm):
    """The code of an authenticator app, or one of the codes kept on paper."""

    code = StringField(
        _l("Kod"),
        [InputRequired(_l("Skriv koden som appen visar.")), Length(max=40)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"},
    )
