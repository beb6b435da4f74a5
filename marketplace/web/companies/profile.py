"""The workplace profile as a form: yes, no, don't know, and "on request" where that can be."""

from collections.abc import Mapping, Sequence

from flask import request
from flask_babel import gettext
from wtforms import Form, RadioField

from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.models.companies import FeatureAnswer, Site
from marketplace.services import sites
from marketplace.web.fields import options
from marketplace.web.vocabulary import condition_question

PREFIX = "profile-"
FIRST_ASKED = (
    "step_free",
    "near_toilet",
    "break_room",
    "no_standing_long",
    "lifting_aid",
    "low_noise",
    "public_transport",
)
"""What is asked beside a posting: plain facts of a place, told once and kept."""
MOST_BESIDE_A_POSTING = 2


def beside_posting(site: Site | None) -> Form:
    """The few questions to answer while posting: those not answered yet."""
    if site is None:
        return form(())
    return form(sites.unanswered(site, FIRST_ASKED)[:MOST_BESIDE_A_POSTING])


def form(codes: Sequence[str], site: Site | None = None) -> Form:
    """One question a work condition, with what is known of the site as its answers."""
    known = sites.answers(site) if site else {}
    fields = {
        code: RadioField(
            condition_question(code),
            choices=options(_choices(code)),
            default=known.get(code, FeatureAnswer.UNKNOWN).value,
            validate_choice=False,
        )
        for code in codes
    }
    return type("ProfileForm", (Form,), fields)(request.form or None, prefix=PREFIX)


def given(codes: Sequence[str]) -> Mapping[str, FeatureAnswer]:
    """What was answered to these questions in this request; anything else is left out."""
    words = {word.value: word for word in FeatureAnswer}
    sent = {code: request.form.get(PREFIX + code, "") for code in codes}
    return {code: words[answer] for code, answer in sent.items() if answer in dict(_choices(code))}


def _choices(code: str) -> list[tuple[str, str]]:
    condition = WORK_CONDITION_BY_CODE[code]
    choices = [(FeatureAnswer.YES.value, gettext("Ja"))]
    if condition.is_bookable:
        choices.append((FeatureAnswer.ON_REQUEST.value, gettext("Går att ordna")))
    choices += [
        (FeatureAnswer.NO.value, gettext("Nej")),
        (FeatureAnswer.UNKNOWN.value, gettext("Vet inte")),
    ]
    return choices
