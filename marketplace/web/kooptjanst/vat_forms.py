"""Forms of what Kooptjänst decides on and writes down: VAT, rates and fees."""

import re
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import DataRequired, InputRequired, Length

from marketplace.clock import today
from marketplace.web.fields import DayField, NoteField, PlainField, TypedField, options
from marketplace.web.vat_words import CATEGORIES

RATES = [("2500", "25 %"), ("1200", "12 %"), ("600", "6 %")]


class VatTreatmentForm(FlaskForm):
    """How an agreement's work is taxed."""

    category = RadioField(
        _l("Hur beskattas arbetet?"),
        choices=options((category.value, _l(name)) for category, name in CATEGORIES.items()),
        default="S",
    )
    rate = RadioField(_l("Momssats"), choices=options(RATES), default="2500")
    ground = NoteField(
        _l("Grund"),
        [
            DataRequired(_l("Skriv grunden: varför momsen är så, och var det står.")),
            Length(max=2_000),
        ],
        description=_l("Lagrum, ställningstagande eller beslut, och varför det gäller här."),
    )
    reason_swedish = PlainField(
        _l("Text på fakturan, svenska"),
        [Length(max=300)],
        description=_l("Bara när moms inte tas ut. Tomt: en vanlig text för det valda skälet."),
    )
    reason_english = PlainField(_l("Text på fakturan, engelska"), [Length(max=300)])
    valid_from = DayField(
        _l("Gäller från och med"), [InputRequired(_l("Skriv från vilken dag."))], default=today
    )


class HundredthsField(TypedField):
    """Per cent or kronor with at most two decimals, kept in hundredths; may be below zero."""

    def written(self, value: int) -> str:
        """8 or 3,25."""
        return f"{value / 100:.2f}".rstrip("0").rstrip(".").replace(".", ",")

    def read(self, text: str) -> int:
        """The figure in hundredths."""
        match = re.fullmatch(r"([-−]?)(\d{1,6})(?:[,.](\d{1,2}))?", text.replace(" ", ""))
        if match is None:
            raise ValueError(gettext("Skriv talet med siffror, som 8 eller 3,25."))
        hundredths = int(match[2]) * 100 + int((match[3] or "").ljust(2, "0"))
        return -hundredths if match[1] else hundredths


class RateForm(FlaskForm):
    """The reference rate of a half-year."""

    valid_from = DayField(_l("Från och med"), [InputRequired(_l("Skriv från vilken dag."))])
    valid_until = DayField(
        _l("Till, den dagen inte med"), [InputRequired(_l("Skriv till vilken dag."))]
    )
    reference = HundredthsField(
        _l("Referensränta, procent"), [InputRequired(_l("Skriv referensräntan."))]
    )
    margin = HundredthsField(
        _l("Tillägg, procentenheter"), [InputRequired(_l("Skriv tillägget."))], default=800
    )
    source = PlainField(
        _l("Var det står"),
        [DataRequired(_l("Skriv var det står.")), Length(max=300)],
        description=_l("Till exempel riksbank.se, och dagen då ni läste det."),
    )


class FeeForm(FlaskForm):
    """What a reminder may cost."""

    starts_on = DayField(_l("Från och med"), [InputRequired(_l("Skriv från vilken dag."))])
    reminder_fee = HundredthsField(
        _l("Påminnelseavgift, kronor"), [InputRequired(_l("Skriv avgiften."))]
    )
    late_compensation = HundredthsField(
        _l("Förseningsersättning, kronor"), [InputRequired(_l("Skriv ersättningen."))]
    )
    fee_source = PlainField(
        _l("Var det står"), [DataRequired(_l("Skriv var det står.")), Length(max=300)]
    )


def chosen_day(form: VatTreatmentForm) -> date:
    """The day that the form has demanded."""
    return form.valid_from.data or today()
