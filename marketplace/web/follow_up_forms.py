"""The form of day ninety: where somebody is, and how it is known."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import DataRequired, Optional

from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.follow_ups import Evidence, FollowUp, Outcome
from marketplace.models.history import Actor
from marketplace.services import follow_up_lists, follow_ups
from marketplace.web.errors import say
from marketplace.web.fields import options
from marketplace.web.lists import Choice

OUTCOMES = {
    Outcome.WORK: _l("I arbete"),
    Outcome.BUSINESS: _l("Eget företag"),
    Outcome.EDUCATION: _l("Studerar"),
    Outcome.JOB_SEEKING: _l("Söker arbete"),
    Outcome.SICK: _l("Sjuk"),
    Outcome.OTHER: _l("Annat"),
    Outcome.UNREACHABLE: _l("Gick inte att nå"),
}
EVIDENCE = {
    Evidence.TOLD: _l("Personen har berättat"),
    Evidence.CONTRACT: _l("Anställningsavtal"),
    Evidence.PAYSLIP: _l("Lönebesked"),
    Evidence.CERTIFICATE: _l("Intyg från skola eller registrering"),
    Evidence.NONE: _l("Inget"),
}


TRIED = Choice("tries", N_("Försök"), {number: number for number in follow_up_lists.TRIED})


class FollowUpForm(FlaskForm):
    """Where somebody is on day ninety."""

    outcome = RadioField(
        _l("Vad gör personen i dag?"),
        choices=options(
            (code.value, name) for code, name in OUTCOMES.items() if code != Outcome.UNREACHABLE
        ),
        validators=[DataRequired(_l("Välj vad personen gör."))],
    )
    evidence = RadioField(
        _l("Hur vet ni det?"),
        choices=options((code.value, name) for code, name in EVIDENCE.items()),
        validators=[Optional()],
        default="told",
    )


def keep(form: FollowUpForm, row: FollowUp, by: Actor) -> bool:
    """Close the follow-up as the form says; whether nothing was wrong. What was is at its field."""
    if not form.validate_on_submit():
        return False
    evidence = Evidence(form.evidence.data or "none")
    try:
        follow_ups.close(row, Outcome(form.outcome.data), evidence, by)
    except Invalid as error:
        db.session.rollback()
        form[error.field or "outcome"].errors = [say(error)]
        return False
    return True
