"""Forms of a cooperative's own people."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import InputRequired, Length

from marketplace.clock import today
from marketplace.web.fields import DayField, TypedField


class KronorField(TypedField):
    """An amount in kronor, kept as whole öre: "18 240", "18240,50" and "18 240 kr" are read."""

    def written(self, value: int) -> str:
        """18240,50."""
        return f"{value // 100},{value % 100:02d}"

    def read(self, text: str) -> int:
        """The amount in öre."""
        return self.read_ore(text)

    @staticmethod
    def read_ore(text: str) -> int:
        """The amount in öre. Raises ValueError with what to write instead."""
        typed = text.lower().removesuffix("kr").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
        whole, _, part = typed.replace(".", ",").partition(",")
        if not whole.isdecimal() or len(whole) > 9 or not (part or "0").isdecimal():
            raise ValueError(gettext("Skriv beloppet i kronor, som 18240 eller 18240,50."))
        if len(part) > 2:
            raise ValueError(gettext("Skriv högst två siffror efter kommat."))
        return int(whole) * 100 + int(part.ljust(2, "0") or 0)


class PaymentForm(FlaskForm):
    """A payment that came in."""

    amount = KronorField(_l("Belopp"), [InputRequired(_l("Skriv hur mycket som kom in."))])
    received_on = DayField(
        _l("Dag"), [InputRequired(_l("Skriv vilken dag pengarna kom."))], default=today
    )
    key = HiddenField(validators=[Length(max=40)])
