"""The decision behind an internship as a form: for the company, or the coach who has it."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField

from marketplace.database import db
from marketplace.errors import Faulty
from marketplace.models.history import Actor
from marketplace.models.internships import Authority, GoalMet, ReviewMoment
from marketplace.models.postings import Posting
from marketplace.services import internships
from marketplace.web.errors import say
from marketplace.web.fields import DayField, NoteField, PlainField, options

MOMENTS = {ReviewMoment.MID: _l("Halvvägs"), ReviewMoment.END: _l("Vid slutet")}
GOALS = {
    GoalMet.YES: _l("Målet är nått"),
    GoalMet.PARTLY: _l("En bit på väg"),
    GoalMet.NO: _l("Inte än"),
}


class TermsForm(FlaskForm):
    """Who decided, under which reference, who insures, what is to be learned."""

    authority = RadioField(
        _l("Vem har beslutat?"),
        choices=options(
            [
                (Authority.EMPLOYMENT_SERVICE, _l("Arbetsförmedlingen")),
                (Authority.MUNICIPALITY, _l("Kommunen")),
                (Authority.SOCIAL_INSURANCE, _l("Försäkringskassan")),
            ]
        ),
        validate_choice=False,
    )
    reference = PlainField(_l("Beslutets nummer eller referens"))
    insurer = PlainField(_l("Vem försäkrar praktikanten?"))
    goal = NoteField(_l("Vad ska praktikanten få lära sig?"))
    union_asked_on = DayField(_l("När frågade ni facket?"))


class ReviewForm(FlaskForm):
    """A talk: the goal, what went well, what comes next."""

    goal_met = RadioField(
        _l("Hur har det gått med målet?"), choices=options(GOALS.items()), validate_choice=False
    )
    words = NoteField(_l("Vad har gått bra?"))
    next_step = NoteField(_l("Vad är nästa steg?"))


def terms_form(posting: Posting) -> TermsForm:
    """The form with what has been written before."""
    return TermsForm(obj=internships.terms_of(posting))


def keep_terms(form: TermsForm, posting: Posting, by: Actor) -> bool:
    """Write the terms; whether nothing was wrong. What was is noted at its field."""
    if not form.validate_on_submit():
        return False
    try:
        internships.write_terms(
            posting,
            by,
            authority=form.authority.data,
            reference=form.reference.data or "",
            insurer=form.insurer.data or "",
            goal=form.goal.data or "",
            union_asked_on=form.union_asked_on.data,
        )
    except Faulty as error:
        db.session.rollback()
        for fault in error.faults:
            form[fault.field or "authority"].errors = [say(fault)]
        return False
    return True
