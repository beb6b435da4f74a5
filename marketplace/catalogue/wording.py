"""Words in a posting that are about who somebody is, not about the work.

Diskrimineringslagen (2008:567) protects whoever asks for work, is an intern, or is hired in: age,
sex, ethnic origin, religion and disability among others. Only wordings that speak of the person
wanted are caught: "unga träd" and "anpassad toalett" are about the place and stay.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from marketplace.errors import N_


class Ground(StrEnum):
    """What a wording is about."""

    AGE = "age"
    SEX = "sex"
    ORIGIN = "origin"
    HEALTH = "health"


ADVICE = {
    Ground.AGE: N_(
        "”%(words)s” handlar om ålder. Skriv vad som ska göras i stället, som ”lyfter 15 kilo”."
    ),
    Ground.SEX: N_("”%(words)s” handlar om kön. Skriv vad som ska göras i stället."),
    Ground.ORIGIN: N_(
        "”%(words)s” handlar om ursprung eller tro. Skriv vilken svenska jobbet kräver, som"
        " ”läser en plocklista”."
    ),
    Ground.HEALTH: N_(
        "”%(words)s” handlar om hälsa. Skriv vad jobbet kräver, som ”står och går hela passet”."
    ),
}

_PERSON = (
    r"(?:person\w*|människ\w*|medarbetar\w*|arbetskraft|förmåg\w*|team|folk|sökande|kandidat\w*"
    r"|people|person|staff|worker\w*)"
)
_MAN = r"(?:kill\w*|grabb\w*|pojk\w*|karl(?:ar)?|män|man|herrar|men|guys?)"
_WOMAN = r"(?:tjej\w*|flick\w*|kvinn(?:a|or)|damer|women|girls?)"
_WANTED = r"(?:söker|önskar|vill\s+ha|gärna|helst|bara|endast|inga|inte|ej|ingen|only|no)"
_PATTERNS = {
    Ground.AGE: (
        rf"\b(?:ung|unga|ungt|yngre|äldre|gammal|gamla|medelålders|young|old)\s+{_PERSON}",
        rf"\b(?:ung|unga|yngre|äldre|young)\s+(?:(?:och\s+)?\w+\s+)?(?:{_MAN}|{_WOMAN})\b",
        rf"\b{_WANTED}\s+(?:\w+\s+)?(?:ungdom\w*|pensionär\w*|tonåring\w*|åldring\w*)",
        r"\b(?:max|högst|över|under|minst|yngre\s+än|äldre\s+än)\s+\d{2}\s+år(?!\w)(?!\s+sedan)",
        r"\b\d{2}\s*[-–]\s*\d{2}\s+år\b",
        r"\b\d{2}-årsåldern\b|\bi\s+rätt\s+ålder\b|\båldersgräns\w*",
    ),
    Ground.SEX: (
        rf"\b{_WANTED}\s+(?:\w+\s+){{0,2}}(?:{_MAN}|{_WOMAN})\b",
        rf"\b(?:stark\w*|händig\w*|duktig\w*|trevlig\w*|söt\w*|strong)\s+(?:{_MAN}|{_WOMAN})\b",
        rf"\b\d+\s+(?:\w+\s+)?(?:{_MAN}|{_WOMAN})\b",
        rf"\b(?:manlig\w*|kvinnlig\w*|male|female)\s+{_PERSON}",
        r"\bkvinnogöra\b|\bkarlgöra\b",
    ),
    Ground.ORIGIN: (
        rf"\b(?:svensk|svenska|svenskt|nordisk\w*|swedish)\s+(?:{_PERSON}|{_MAN}|{_WOMAN})\b",
        r"\bsvenskfödd\w*|\bfödda?\s+i\s+sverige\b|\betnisk\w*|\betnicitet\w*",
        rf"\b{_WANTED}\s+(?:\w+\s+)?(?:invandrar\w*|utlänning\w*|flykting\w*|muslim\w*|romer)",
        r"\butländsk\w*\s+(?:bakgrund|person\w*)|\bsvenska\s+som\s+modersmål\b|\bmodersmål\w*",
        r"\bperfekt\s+svenska\b|\butan\s+brytning\b|\bnative\s+speaker\w*",
        rf"\b{_WANTED}\s+(?:\w+\s+)?(?:slöj\w+|sjal|turban|huvudduk)|\bkristna?\s+{_PERSON}",
    ),
    Ground.HEALTH: (
        rf"\b(?:fullt\s+|fysiskt\s+|psykiskt\s+)frisk\w*|\bfriska?\s+{_PERSON}|\bär\s+frisk\w*",
        r"\b(?:inga|ingen|utan|ej|inte)\s+(?:\w+\s+)?(?:funktions\w+|diagnos\w*|sjukdom\w*"
        r"|begränsning\w*|handikapp\w*|besvär|ryggproblem|allergi\w*|adhd|autism\w*)",
        r"\bhandikappade?\b|\b(?:psykiskt?\s+sjuk\w*|sjukskriv\w*|missbruk\w*)",
        r"\b(?:inte|ej|aldrig)\s+(?:\w+\s+)?(?:sjuk|sjuka|gravid\w*|deprimera\w*)\b|\bgravid\w*",
        r"\bhealthy\s+(?:people|person|worker\w*)|\bno\s+disabilit\w+|\bable-bodied\b",
    ),
}
_COMPILED = {
    ground: [re.compile(one, re.IGNORECASE) for one in patterns]
    for ground, patterns in _PATTERNS.items()
}


@dataclass(frozen=True, slots=True)
class Caught:
    """A wording that speaks of a person, as it stands in the text."""

    ground: Ground
    words: str


def caught(text: str) -> Iterator[Caught]:
    """The first such wording of each ground in a text."""
    for ground, patterns in _COMPILED.items():
        matches = (match for one in patterns if (match := one.search(text)))
        first = min(matches, key=lambda match: match.start(), default=None)
        if first is not None:
            yield Caught(ground, " ".join(first[0].split()))
