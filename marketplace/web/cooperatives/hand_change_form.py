"""The question to a coach who changes a crew by hand: why? Never more than she wants to say."""

from collections.abc import Collection

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import Length

from marketplace.services.hand_changes import LONGEST_REASON, Why, known
from marketplace.web import hand_change_words
from marketplace.web.fields import PlainField


class HandChangeForm(FlaskForm):
    """One reason of the list, and some words of her own; either may be left out."""

    why = SelectField(
        _l("Varför?"),
        description=_l("Skälet syns när matchningar granskas, utan namn."),
        validate_choice=False,
    )
    reason = PlainField(
        _l("Med egna ord"),
        [Length(max=LONGEST_REASON, message=_l("Skriv högst 500 tecken."))],
        description=_l("Skriv inget om hälsa eller behov."),
    )

    def __init__(self, offered: Collection[Why] = tuple(Why)) -> None:
        super().__init__()
        self.why.choices = [("", gettext("Säger inte")), *hand_change_words.choices(offered)]

    @property
    def given(self) -> tuple[Why | None, str]:
        """What was chosen, None where nothing of the list was, and what was written."""
        return known(self.why.data or ""), self.reason.data or ""
