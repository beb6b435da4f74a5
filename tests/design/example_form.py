"""A form with one field of each kind, to draw the components with."""

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

TASKS = [
    SelectChoice("pack", "Packa"),
    SelectChoice("clean", "Städa"),
    SelectChoice("assemble", "Montera"),
    SelectChoice("kitchen", "Kök"),
    SelectChoice("garden", "Trädgård"),
    SelectChoice("other", "Annat"),
]
DAYS = [
    SelectChoice("2026-12-15", "Imorgon, tis 15 dec"),
    SelectChoice("2026-12-16", "Ons 16 dec"),
    SelectChoice("2026-12-17", "Tors 17 dec"),
    SelectChoice("2026-12-18", "Fre 18 dec"),
    SelectChoice("2026-12-21", "Mån 21 dec"),
]
MESSAGE_LIMIT = 200


class ExampleForm(FlaskForm):
    """The post-job form in small: it fails the way a company in a hurry fails."""

    task = RadioField(
        "Vad ska göras?", choices=TASKS, validators=[InputRequired("Välj vad som ska göras.")]
    )
    days = SelectMultipleField(
        "Vilka dagar?", choices=DAYS, validators=[InputRequired("Välj minst en dag.")]
    )
    other_day = StringField("Annan dag", description="Till exempel 15/12 eller 15 dec.")
    starts = StringField("Börjar", validators=[InputRequired("Skriv när jobbet börjar.")])
    ends = StringField("Slutar", validators=[InputRequired("Skriv när jobbet slutar.")])
    people = IntegerField(
        "Antal personer",
        validators=[
            InputRequired("Skriv hur många ni behöver."),
            NumberRange(1, 40, "Skriv ett tal mellan 1 och 40."),
        ],
    )
    site = SelectField(
        "Plats",
        choices=[SelectChoice("1", "Lagret, Storgatan 3"), SelectChoice("2", "Butiken, Torget 1")],
    )
    lift = RadioField(
        "Tunga lyft?",
        choices=[
            SelectChoice("yes", "Ja, över 15 kg"),
            SelectChoice("no", "Nej"),
            SelectChoice("unknown", "Vet ej"),
        ],
        default="unknown",
    )
    message = TextAreaField(
        "Något mer laget bör veta?",
        description="Vem möter dem, vad de ska ha på sig.",
        validators=[Length(max=MESSAGE_LIMIT, message="Korta texten till 200 tecken.")],
    )
    attest = BooleanField(
        "Ingen ordinarie anställd förlorar arbete på det här",
        validators=[InputRequired("Kryssa i rutan om det stämmer.")],
    )
