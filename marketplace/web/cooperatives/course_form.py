"""The form of one course: in what, from which day to which, and where."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import InputRequired, Length

from marketplace.catalogue.skills import SKILLS
from marketplace.services.courses import LONGEST_PLACE
from marketplace.web.fields import DayField, PlainField
from marketplace.web.vocabulary import skill_name


class CourseDaysForm(FlaskForm):
    """When and where."""

    first = DayField(_l("Första dagen"), [InputRequired(_l("Skriv vilken dag den börjar."))])
    last = DayField(_l("Sista dagen"), [InputRequired(_l("Skriv vilken dag den slutar."))])
    place = PlainField(
        _l("Var och med vem"),
        [Length(max=LONGEST_PLACE, message=_l("Skriv högst 200 tecken."))],
    )

    @property
    def days(self) -> tuple[date, date]:
        """The first day and the last. Only once they have been validated."""
        first, last = self.first.data, self.last.data
        assert first is not None and last is not None  # noqa: S101, PT018 -- required
        return first, last

    def tell(self, field: str | None, message: str) -> None:
        """Say what is wrong beside the field it is about."""
        about = self._fields.get(field or "", self.first)
        about.errors = [*about.errors, message]


class CourseForm(CourseDaysForm):
    """In which skill, too."""

    skill = SelectField(_l("Kompetens"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = ((one.code, skill_name(one.code)) for one in SKILLS)
        self.skill.choices = sorted(offered, key=lambda one: one[1])
