"""Forms of the company networks."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import Length

from marketplace.web.fields import NoteField

LONG = 2_000


class DeclineForm(FlaskForm):
    """Why a company cannot join."""

    words = NoteField(
        _l("Varför blir det nej?"),
        [Length(max=LONG)],
        description=_l("Det ni skriver skickas till företaget som det står."),
    )
