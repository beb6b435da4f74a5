"""The form of the gallery: one field of each kind."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from marketplace.web.fields import Boxes, options

MOST_PEOPLE = 40
LONGEST_MESSAGE = 200
NO_TOKEN = {"csrf": False}
"""The gallery's forms are never sent."""


class ExampleForm(FlaskForm):
    """The form of a job in small; it fails the way somebody in a hurry fails."""

    task = RadioField(
        _l("Vad ska göras?"),
        [InputRequired(_l("Välj vad som ska göras."))],
        choices=options(
            (
                ("pack", _l("Packa")),
                ("clean", _l("Städa")),
                ("assemble", _l("Montera")),
                ("kitchen", _l("Kök")),
                ("garden", _l("Trädgård")),
                ("other", _l("Annat")),
            )
        ),
    )
    days = Boxes(
        _l("Vilka dagar?"),
        [InputRequired(_l("Välj minst en dag."))],
        choices=options(
            (
                ("2026-12-15", _l("Imorgon, tis 15 dec")),
                ("2026-12-16", _l("Ons 16 dec")),
                ("2026-12-17", _l("Tors 17 dec")),
                ("2026-12-18", _l("Fre 18 dec")),
                ("2026-12-21", _l("Mån 21 dec")),
            )
        ),
    )
    other_day = StringField(_l("Annan dag"), description=_l("Till exempel 15/12 eller 15 dec."))
    starts = StringField(_l("Börjar"), [InputRequired(_l("Skriv när jobbet börjar."))])
    ends = StringField(_l("Slutar"), [InputRequired(_l("Skriv när jobbet slutar."))])
    people = IntegerField(
        _l("Antal personer"),
        [
            InputRequired(_l("Skriv hur många ni behöver.")),
            NumberRange(1, MOST_PEOPLE, _l("Skriv ett tal mellan 1 och 40.")),
        ],
    )
    site = SelectField(
        _l("Plats"),
        choices=options((("1", _l("Lagret, Storgatan 3")), ("2", _l("Butiken, Torget 1")))),
    )
    lift = RadioField(
        _l("Tunga lyft?"),
        choices=options(
            (("yes", _l("Ja, över 15 kg")), ("no", _l("Nej")), ("unknown", _l("Vet ej")))
        ),
        default="unknown",
    )
    message = TextAreaField(
        _l("Något mer laget bör veta?"),
        [Length(max=LONGEST_MESSAGE, message=_l("Korta texten till 200 tecken."))],
        description=_l("Vem möter dem, vad de ska ha på sig."),
    )
    attest = BooleanField(
        _l("Ingen ordinarie anställd förlorar arbete på det här"),
        [InputRequired(_l("Kryssa i rutan om det stämmer."))],
    )


def filled_form() -> ExampleForm:
    """The form as it looks half way."""
    typed = {"task": "pack", "starts": "07:00", "ends": "15:00", "people": "4", "lift": "no"}
    days = [("days", "2026-12-15"), ("days", "2026-12-16")]
    return ExampleForm(MultiDict([*typed.items(), *days]), meta=NO_TOKEN)


def mistaken_form() -> ExampleForm:
    """The form after it was sent too early."""
    typed = {"starts": "15:00", "ends": "", "people": "500", "site": "1", "message": "Hej! " * 60}
    form = ExampleForm(
        MultiDict({f"mistaken-{name}": value for name, value in typed.items()}),
        prefix="mistaken",
        meta=NO_TOKEN,
    )
    form.validate()
    return form
