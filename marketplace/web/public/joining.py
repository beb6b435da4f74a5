"""The open form by which a company asks to join a network."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Length

from marketplace.web.fields import NoteField, PlainField
from marketplace.web.joining_form import GuestForm

LONG = 2_000


class JoinForm(GuestForm):
    """What a company tells of itself, and a field that only robots see."""

    message = NoteField(
        _l("Vad gör ni, och när har ni mest att göra?"),
        [Length(max=LONG, message=_l("Skriv högst 2 000 tecken."))],
    )
    website = PlainField(_l("Lämna det här fältet tomt"))

    @property
    def is_a_robots(self) -> bool:
        """Whether somebody filled in what no person sees: thanked, and not taken in."""
        return bool(self.website.data)
