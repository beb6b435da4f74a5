"""The form of day ninety: where somebody is, and how it is known."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import DataRequired, Optional

from marketplace.models.follow_ups import Evidence, Outcome
from marketplace.web.fields import options

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
