"""Forms of a cooperative's own people."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import InputRequired, Length

from marketplace.clock import today
from marketplace.web.fields import DayField, KronorField


class PaymentForm(FlaskForm):
    """A payment that came in."""

    amount = KronorField(_l("Belopp"), [InputRequired(_l("Skriv hur mycket som kom in."))])
    received_on = DayField(
        _l("Dag"), [InputRequired(_l("Skriv vilken dag pengarna kom."))], default=today
    )
    key = HiddenField(validators=[Length(max=40)])
