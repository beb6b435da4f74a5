"""Forms about oneself."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

LONGEST_PASSWORD = 200


class PasswordForm(FlaskForm):
    """The password there is, where there is one, and the one to be."""

    current = PasswordField(
        _l("Nuvarande lösenord"),
        [InputRequired(_l("Skriv lösenordet du har nu.")), Length(max=LONGEST_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        _l("Nytt lösenord"),
        [InputRequired(_l("Skriv ett nytt lösenord.")), Length(max=LONGEST_PASSWORD)],
        render_kw={"autocomplete": "new-password"},
        description=_l("Minst 12 tecken. Fyra ord som inte hör ihop är lätta att minnas."),
    )


class ProofForm(FlaskForm):
    """The password, once more."""

    password = PasswordField(
        _l("Lösenord"),
        [InputRequired(_l("Skriv ditt lösenord.")), Length(max=LONGEST_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )


class OwnCodeForm(FlaskForm):
    """A member's own code."""

    own_code = PasswordField(
        _l("Min kod"),
        [InputRequired(_l("Skriv din kod.")), Length(max=40)],
        render_kw={"autocomplete": "current-password", "inputmode": "numeric"},
    )


class CodeForm(FlaskForm):
    """A code of the app."""

    code = StringField(
        _l("Kod"),
        [InputRequired(_l("Skriv koden som appen visar.")), Length(max=40)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"},
    )
