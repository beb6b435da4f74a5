"""Forms of the company networks."""

from dataclasses import replace

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import Length

from marketplace.services.invitations import Guest
from marketplace.web.fields import NoteField
from marketplace.web.joining_form import GuestForm

LONG = 2_000
PUBLIC_BODY = _l("En kommun, en region eller staten")


class InvitationForm(GuestForm):
    """Whom to invite, and whether it is a company at all."""

    is_public_body = BooleanField(PUBLIC_BODY)

    @property
    def guest(self) -> Guest:
        """What was filled in."""
        return replace(super().guest, is_public_body=bool(self.is_public_body.data))


class AcceptForm(FlaskForm):
    """What kind of customer somebody new is."""

    is_public_body = BooleanField(PUBLIC_BODY)


class DeclineForm(FlaskForm):
    """Why a company cannot join."""

    words = NoteField(
        _l("Varför blir det nej?"),
        [Length(max=LONG)],
        description=_l("Det ni skriver skickas till företaget som det står."),
    )
