"""A crew card in words: why this person, and what to ask the workplace first."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from marketplace.errors import N_
from marketplace.models.companies import FeatureAnswer
from marketplace.services.crew_cards import CrewCard
from marketplace.web.text import hours
from marketplace.web.vocabulary import condition_question, skill_name

REASONS = {
    "wished": ("heart", N_("Har önskat den här sortens jobb")),
    "develops": ("leaf", N_("Lär sig något hon eller han vill lära sig")),
    "hours": ("clock", N_("Har fått färre timmar än önskat")),
    "supervises": ("people", N_("Leder arbetet på plats")),
    "chosen-by-coach": ("yes", N_("Vald av handledare")),
}

ANSWERS = {
    FeatureAnswer.YES: ("yes", N_("Arbetsplatsen svarar ja.")),
    FeatureAnswer.ON_REQUEST: ("yes", N_("Arbetsplatsen svarar att det går att ordna.")),
    FeatureAnswer.NO: ("warning", N_("Arbetsplatsen svarar nej.")),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of a card."""

    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page shows of one person."""

    line: str
    reasons: Sequence[Reason]
    questions: Sequence[str]
    asked: bool
    """whether the workplace has been asked all of them"""


def facts_of(card: CrewCard) -> Facts:
    """The facts of a card as sentences."""
    reasons = [Reason("yes", _skill(code)) for code in card.skills]
    reasons += [Reason(icon, gettext(text)) for icon, text in _known(card.reasons)]
    if card.times_at_site:
        been = ngettext(
            "Har jobbat här %(num)d gång", "Har jobbat här %(num)d gånger", card.times_at_site
        )
        reasons.append(Reason("place", been))
    reasons += [_answer(code, answer) for code, answer in card.answers]
    questions = [condition_question(code) for code in card.questions]
    return Facts(_line(card), reasons, questions, set(card.questions) <= set(card.asked))


def _answer(code: str, answer: FeatureAnswer) -> Reason:
    icon, words = ANSWERS[answer]
    return Reason(icon, f"{condition_question(code)} {gettext(words)}")


def _known(codes: Sequence[str]) -> list[tuple[str, str]]:
    return [REASONS[code] for code in codes if code in REASONS]


def _skill(code: str) -> str:
    return str(gettext("Kan: %(skill)s", skill=skill_name(code)))


def _line(card: CrewCard) -> str:
    """8 km · 12 tim de senaste åtta veckorna, vill ha 20 tim i veckan."""
    return str(
        gettext(
            "%(km)d km · %(worked)s de senaste åtta veckorna, vill ha %(wanted)s i veckan",
            km=card.kilometres,
            worked=hours(card.worked_minutes),
            wanted=hours(card.wanted_week_minutes),
        )
    )
