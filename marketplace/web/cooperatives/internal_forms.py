"""The form of one shift at the cooperative itself."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import InputRequired

from marketplace.catalogue.tasks import TASKS
from marketplace.clock import today
from marketplace.web.fields import ClockField, DayField, WholeField
from marketplace.web.vocabulary import task_name

AT_HOME = ("kitchen", "bake", "shop", "laundry", "sew", "sort", "garden", "clean", "assemble")
"""Kinds of tasks that a cooperative has in its own house."""


class InternalShiftForm(FlaskForm):
    """Where, what, when, and for how many."""

    place = SelectField(_l("Var"))
    task = SelectField(_l("Uppgift"))
    day = DayField(_l("Dag"), [InputRequired(_l("Skriv vilken dag."))], default=today)
    start = ClockField(_l("Från"), [InputRequired(_l("Skriv när det börjar."))], default=9 * 60)
    end = ClockField(_l("Till"), [InputRequired(_l("Skriv när det slutar."))], default=13 * 60)
    heads = WholeField(
        _l("Hur många får plats?"), [InputRequired(_l("Skriv hur många som får plats."))], default=4
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [task for task in TASKS if task.pictogram in AT_HOME]
        self.task.choices = sorted(
            ((task.code, task_name(task.code)) for task in own), key=lambda one: one[1]
        )

    def tell(self, field: str, message: str) -> None:
        """Say what is wrong beside the field it is about."""
        about = self._fields.get(field, self.day)
        about.errors = [*about.errors, message]
