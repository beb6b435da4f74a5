"""The form of one line in the accessibility plan."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import InputRequired, Length, Optional

from marketplace.catalogue.work_conditions import WORK_CONDITIONS
from marketplace.services.adaptations import LONGEST_NAME
from marketplace.web.fields import DayField, PlainField
from marketplace.web.vocabulary import condition_name


class AdaptationForm(FlaskForm):
    """What is to be otherwise, who sees to it, and by when."""

    condition = SelectField(_l("Anpassning"))
    responsible = PlainField(
        _l("Vem ser till att det blir gjort?"),
        [
            InputRequired(_l("Skriv vem som ser till att det blir gjort.")),
            Length(max=LONGEST_NAME, message=_l("Skriv högst 100 tecken.")),
        ],
    )
    due_on = DayField(_l("Klart senast"), [Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.condition.choices = [(one.code, condition_name(one.code)) for one in WORK_CONDITIONS]

    def tell(self, field: str | None, message: str) -> None:
        """Say what is wrong beside the field it is about."""
        about = self._fields.get(field or "", self.responsible)
        about.errors = [*about.errors, message]
